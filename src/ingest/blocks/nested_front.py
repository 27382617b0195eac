"""Nested front matter as blocks with their lines: names and keys are headings, levels are labels, lists are bullets.

Some pages are data: topics, below each of them levels, below each level its criteria, as YAML between two rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest.blocks.model import Block, BulletList, CodeBlock, Heading, Item, Paragraph, Rule
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare

if TYPE_CHECKING:
    import yaml

MOST_LINES = 5_000
MOST_CHARACTERS = 200_000
DEEPEST = 16  # collections inside one another
LEAST = 2  # levels, or items below a known key, without which front matter is what it was
OUTERMOST = 2  # depth of the first headings: the page's title stands above them
NAME_WORDS = 10
SAYS = 4  # words of a value that needs no key
LISTED = frozenset(("responsibilities", "requirements", "skills", "benefits", "conditions"))
_RULE = "---"
_FIRST_LINE = 2  # of the YAML: the rule stands above it
_HUMP = rare(r"(?<=[a-z])(?=[A-Z])|[_-]")
_BREAKS = "\x85\u2028\u2029"  # line ends of YAML that editors do not count


class Front(NamedTuple):
    """The blocks of front matter, its last line, and its lines that are text of the page, blank lines in place of the
    others; None if it has no such text."""

    blocks: list[Block]
    end: int
    texts: list[str] | None = None


def nested_front(page: Sequence[str], grammars: Grammars) -> Front | None:
    """Front matter that holds levels with their criteria, or lists below known headings; None where it does not."""
    if not page or page[0].rstrip() != _RULE:
        return None
    end = next((at for at in range(1, min(len(page), MOST_LINES)) if page[at].rstrip() == _RULE), 0)
    text = "\n".join(page[1:end])
    if not any(line[:1] in (" ", "-") for line in page[1:end]) or len(text) > MOST_CHARACTERS:
        return None
    root = _compose(text)
    writer = _Writer(grammars)
    if root is None or not writer.write(root):
        return None
    first = writer.first
    flat = CodeBlock("\n".join((*page[: first - 1], _RULE)), 1, first - 1) if first > _FIRST_LINE else Rule(1, 1)
    return Front([flat, *_with_rules(writer.blocks, first, page[: end + 1])], end + 1)


def _compose(text: str) -> yaml.MappingNode | None:
    """The tree of a small YAML mapping without aliases; None for anything else."""
    import yaml  # only pages with nested front matter need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if any(mark in text for mark in _BREAKS):
        return None
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
                return None
        root = yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, UnicodeError):
        return None  # front matter that is no YAML is read line by line
    return root if isinstance(root, yaml.MappingNode) else None


def _with_rules(blocks: Sequence[Block], first: int, page: Sequence[str]) -> Iterator[Block]:
    """Blocks, and for each line between them that only gives them their structure a rule."""
    at = first
    for block in blocks:
        yield from (Rule(line, line) for line in range(at, block.start) if page[line - 1].strip())
        yield block
        at = max(at, block.end + 1)
    yield from (Rule(line, line, line == len(page)) for line in range(at, len(page) + 1) if page[line - 1].strip())


class _Place(NamedTuple):
    """The place of a node in the tree: the depth of the next heading, and whether a level and a dimension are
    above it.
    """

    depth: int
    in_level: bool = False
    has_name: bool = False


class _Writer:
    """Writes the nodes of a tree as blocks, in the order of their lines."""

    def __init__(self, grammars: Grammars) -> None:
        self.grammars = grammars
        self.blocks: list[Block] = []
        self.first = 0  # the line of the first key that is written
        self._levels: set[str] = set()
        self._listed = 0  # items below known headings

    def write(self, root: yaml.MappingNode) -> bool:
        """Write what is nested, from its first key on; whether that says anything of a role."""
        for key, value in root.value:
            if not self.first and not self._is_nested(key, value):
                continue
            self.first = self.first or _line(key)
            if _is_scalar(value):
                self._pair(key, value)
            elif _has_mappings(value) and not self._is_known(key):
                self._write(value, _Place(OUTERMOST))
            else:
                self._heading(_words(key), OUTERMOST, key)
                before = len(self.blocks)
                self._write(value, _Place(OUTERMOST + 1))
                below = [block for block in self.blocks[before:] if isinstance(block, BulletList)]
                self._listed += sum(len(block.items) for block in below) if self._is_known(key) else 0
        return len(self._levels) >= LEAST or self._listed >= LEAST

    def _is_nested(self, key: yaml.Node, value: yaml.Node) -> bool:
        return not _is_scalar(value) and (_has_collections(value) or self._is_known(key))

    def _is_known(self, key: yaml.Node) -> bool:
        meaning = self.grammars.words.heading(_words(key))
        return meaning is not None and meaning.kind in LISTED

    def _write(self, node: yaml.Node, place: _Place) -> None:
        if _is_scalar(node):
            self._paragraph(node.value, node)
        elif _is_mapping(node):
            self._entry(node, place)
        elif not _has_mappings(node) or (place.in_level and place.has_name):
            self._bullets(node)
        else:
            for child in node.value:
                self._write(child, place)

    def _entry(self, node: yaml.MappingNode, place: _Place) -> None:
        """A mapping: its name or level as a heading, the rest of it below."""
        level = next((pair for pair in node.value if self._label(*pair)), None)
        name = self._name(node, level)
        label = self._label(*level) if level else None
        text = " ".join(name[1].value.split()) if name else ""
        text = (f"{label} ({text})" if text else label) if label else text
        if text:
            has_both = all(pair in (level, name) for pair in node.value[:2])
            self._heading(text, place.depth, node, node.value[:2][-1][1] if has_both else None)
            in_level = place.in_level or label is not None
            place = _Place(place.depth + 1, in_level, place.has_name or label is None)
        if label:
            self._levels.add(label)
        rest = [pair for pair in node.value if pair not in (level, name)]
        nested = sum(not _is_scalar(value) for _, value in rest)
        for key, value in rest:
            if _is_scalar(value):
                if self.grammars.column(_words(key)) not in ("title", "name"):  # a second name says nothing more
                    self._pair(key, value)
            elif text and (nested == 1 or (place.in_level and place.has_name)):
                self._write(value, place)
            else:
                self._keyed(key, value, place)

    def _keyed(self, key: yaml.Node, value: yaml.Node, place: _Place) -> None:
        """A collection below a key that names it: a level, or what its items are about."""
        words = _words(key)
        is_level = self.grammars.levels.read(words, where="heading") is not None
        self._heading(words, place.depth, key)
        if is_level:
            self._levels.add(words)
        self._write(value, _Place(place.depth + 1, place.in_level or is_level, place.has_name or not is_level))

    def _label(self, key: yaml.Node, value: yaml.Node) -> str | None:
        """The label of the level that a pair states: `level: 2` is Level 2, `grade: GS-13` is GS-13."""
        if not _is_scalar(value) or not value.value.strip() or self.grammars.column(_words(key)) != "level":
            return None
        stated = value.value.strip()
        text = f"{_words(key).split()[-1].capitalize()} {stated}" if stated.isdecimal() else stated
        return text if self.grammars.levels.read(text, where="heading") else None

    def _name(
        self, node: yaml.MappingNode, level: tuple[yaml.Node, yaml.Node] | None
    ) -> tuple[yaml.Node, yaml.Node] | None:
        """The pair that names a mapping: a title, else a name, else its first short text."""
        texts = [
            (key, value)
            for pair in node.value
            if pair != level and _is_scalar(value := pair[1]) and value.value.strip() and (key := pair[0])
        ]
        for wanted in ("title", "name"):
            for key, value in texts:
                if self.grammars.column(_words(key)) == wanted:
                    return key, value
        return next((pair for pair in texts if _is_short(pair[1].value)), None) if level is None else None

    def _pair(self, key: yaml.Node, value: yaml.Node) -> None:
        text = value.value.strip()
        if text:
            self._paragraph(text if len(text.split()) >= SAYS else f"{_words(key)}: {text}", value)

    def _paragraph(self, text: str, node: yaml.Node) -> None:
        if text.strip():
            self.blocks.append(Paragraph(" ".join(text.split()), _line(node), _last(node), 0))

    def _bullets(self, node: yaml.Node) -> None:
        """Every text below a node as a bullet; lists of one level that keys part are one list."""
        items = list(_items(node, 0))
        above = self.blocks[-1] if self.blocks else None
        if not items:
            return
        if isinstance(above, BulletList):
            self.blocks[-1] = BulletList.of((*above.items, *items))
        else:
            self.blocks.append(BulletList.of(items))

    def _heading(self, text: str, depth: int, node: yaml.Node, last: yaml.Node | None = None) -> None:
        """A heading on the line of a node, or on the lines down to the text of the last one that it is made of."""
        meaning = self.grammars.heading(text)
        section = meaning.section if meaning else None
        self.blocks.append(
            Heading(text, depth, "marked", _line(node), _last(last) if last else _line(node), section=section)
        )


def _items(node: yaml.Node, depth: int) -> Iterator[Item]:
    """Yield the texts below a node; those of a mapping are below its first one."""
    if _is_scalar(node):
        if node.value.strip():
            yield Item(" ".join(node.value.split()), depth, "-", _line(node), _last(node))
    elif _is_mapping(node):
        for n, (_, value) in enumerate(node.value):
            yield from _items(value, depth + (n > 0))
    else:
        for child in node.value:
            yield from _items(child, depth)


def _is_scalar(node: yaml.Node) -> bool:
    return str(node.id) == "scalar"


def _is_mapping(node: yaml.Node) -> bool:
    return str(node.id) == "mapping"


def _has_mappings(node: yaml.Node) -> bool:
    return str(node.id) == "sequence" and any(not _is_scalar(child) for child in node.value)


def _has_collections(node: yaml.Node) -> bool:
    return _has_mappings(node) or (_is_mapping(node) and any(not _is_scalar(value) for _, value in node.value))


def _is_short(text: str) -> bool:
    return len(text.split()) <= NAME_WORDS and any(letter.isalpha() for letter in text)


def _words(key: yaml.Node) -> str:
    """A key as words: `exampleCriteria`, `example_criteria`."""
    return " ".join(_HUMP.sub(" ", str(key.value)).split())


def _line(node: yaml.Node) -> int:
    line: int = node.start_mark.line
    return line + _FIRST_LINE


def _last(node: yaml.Node) -> int:
    """The last line of a text; that of a block scalar ends above the line where the parser stopped."""
    end = node.end_mark
    last: int = end.line - (end.column == 0 and end.line > node.start_mark.line)
    return last + _FIRST_LINE

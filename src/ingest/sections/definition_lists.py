"""Definition lists: names with descriptions, in whichever spelling a tool wrote them.

Alternating bullets · a bullet a pair (`Name: text`) · nested bullets · `Term` over `:   text` or over an indented
text · a sub-heading over a paragraph · bare alternating lines · names alone. The form is chosen once a section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Item, Paragraph
from ingest.diagnostics import Diagnostic, diagnose
from ingest.lazy_patterns import rare
from ingest.punctuation import COLON, DASH, LONG_DASHES, SEMICOLONS, SENTENCE_ENDS
from ingest.sections.glued_sentences import has_joint, is_glued, may_be_glued
from ingest.text.normalise import without_links
from ingest.text.sentences import describes, has_ended

_INLINE = rare(
    rf"(?:\*\*(?P<bold>[^*]+?)\*\*(?:(?<={COLON}\*\*)|(?=[\s{DASH}]|{COLON}))\s*(?:(?:[{DASH}]|{COLON})\s*)?"
    rf"|(?P<plain>(?!\*\*)[^:：.;{LONG_DASHES}]{{1,60}}?)(?:\s?: |\s?：\s?|\s? [{DASH}] ))(?P<text>[^\s:{DASH}].*)$"
    r"|(?:\*\*(?P<empty>[^*]+?)(?::\*\*|\*\*\s*:)|(?P<bare>[^:：.;*]{1,60})[:：])$"
)
_MAY_BE_INLINE = re.compile(rf"\*\*|{COLON}| [{DASH}]")  # what every pair on one line has, and most lines have not
_BOLD_KEY = rare(r"\*\*[^*]+?(?:\*\*\s*:|:\*\*)")
MOST_WORDS = 4  # of a name before a colon, where not all lines have one
LEAST_ALONE = 3  # lines that may all be sentences,
SENTENCES = 0.75  # and the share of them that are, from which on none describes another
LEAST_PAIRED = 0.4  # of the lines, where only their width may say that they describe others
LEAST_SHAPED = 0.6  # of the descriptions, for positions to count against shapes
LEAST_LISTED = 2  # lines with a semicolon behind them
_BOLD = re.compile(r"(\*\*|__)(.+?)\1 ?:?$")


class Entry(NamedTuple):
    """A name, its description if it has one, the lines of both."""

    name: str
    text: str | None
    start: int
    end: int


class Line(NamedTuple):
    """One piece of text of a section, bullet or not."""

    text: str
    start: int
    end: int
    depth: int = 0
    defines: bool = False  # marked or indented as a definition
    heads: bool = False  # a heading that was taken back
    marked: bool = False  # a heading by its marks


class Entries(NamedTuple):
    """What was paired, what was not, and what to say of it."""

    entries: list[Entry]
    unpaired: list[Line]
    diagnostics: list[Diagnostic]


def flatten(blocks: Sequence[Block], *, links: bool = False) -> list[Line]:
    """The texts of bullets, paragraphs and sub-headings, in order. Links are their texts unless `links` keeps them."""
    plain = str if links else without_links
    lines: list[Line] = []
    margin: int | None = None
    for block in blocks:
        if isinstance(block, BulletList):
            lines += [Line(plain(item.text), item.start, item.end, item.depth) for item in block.items]
        elif isinstance(block, Paragraph):
            margin = block.indent if margin is None else min(margin, block.indent)
            defines = block.mark == ":" or block.indent > margin + 1
            lines.append(Line(plain(block.text), block.start, block.end, 0, defines))
        elif isinstance(block, Heading):
            lines.append(Line(block.text, block.start, block.end, heads=True, marked=block.depth is not None))
    return lines


def plain_name(text: str) -> str:
    """A name without emphasis and final colon."""
    match = _BOLD.match(text)
    return (match[2] if match else text).strip().rstrip(":").strip()


def pair(blocks: Sequence[Block]) -> Entries:
    """Pair the texts of a section by the one form that they have."""
    diagnostics: list[Diagnostic] = []
    lines = [piece for line in flatten(blocks) for piece in _cut_bold(line, diagnostics)]
    read = _without_glued(lines)
    return read._replace(diagnostics=[*diagnostics, *read.diagnostics])


def _cut_bold(line: Line, diagnostics: list[Diagnostic]) -> list[Line]:
    """`**Go**: text.**R**: text`: several bold keys in one line are as many entries."""
    keys = list(_BOLD_KEY.finditer(line.text)) if line.text.startswith("**") else []
    if len(keys) < 2 or keys[0].start():
        return [line]
    ends = [*(key.start() for key in keys[1:]), len(line.text)]
    diagnostics.append(diagnose("W405", line.start, line.end, f"{len(keys)} bold keys"))
    return [line._replace(text=line.text[key.start() : end].strip()) for key, end in zip(keys, ends, strict=True)]


def _without_glued(lines: list[Line]) -> Entries:
    if not may_be_glued("\n".join([line.text for line in lines])):
        return _pair(lines)
    structured = any(line.defines or line.depth for line in lines)
    glued = [line for line in lines if is_glued(line.text) or (not structured and _is_glued_pair(line.text))]
    if not glued:
        return _pair(lines)
    held = frozenset(glued)
    entries, unpaired, diagnostics = _pair([line for line in lines if line not in held])
    diagnostics += [diagnose("W406", line.start, line.end, line.text[:60]) for line in glued]
    return Entries(entries, [*unpaired, *glued], diagnostics)


def _is_glued_pair(text: str) -> bool:
    """Whether a line would be a pair by its colon, but holds several texts."""
    return _MAY_BE_INLINE.search(text) is not None and has_joint(text)


def _pair(lines: list[Line]) -> Entries:
    if any(line.defines for line in lines):
        return _definitions(lines)
    if any(line.depth for line in lines):
        return _nested(lines)
    if sum(line.marked for line in lines) > 1:
        return _headed(lines)
    if not _MAY_BE_INLINE.search("\n".join([line.text for line in lines])):
        return _alternating(lines)
    inline = [_INLINE.match(line.text) if _MAY_BE_INLINE.search(line.text) else None for line in lines]
    matched = sum(match is not None for match in inline)
    bold = sum(match is not None and bool(match["bold"] or match["empty"]) for match in inline)
    if any(match and match["text"] for match in inline) and (
        matched >= 0.8 * len(lines) or bold > 1 or _has_some_inline(lines, inline)
    ):
        return _inline(lines, inline)
    return _alternating(lines)


def _has_some_inline(lines: list[Line], matches: list[re.Match[str] | None]) -> bool:
    """`Excel: builds models` among bare names: short names before the colons, and no line that describes another."""
    if any(describes(line.text) for line, match in zip(lines, matches, strict=True) if match is None):
        return False
    if any(match and len((match["bold"] or match["plain"] or "").split()) > MOST_WORDS for match in matches):
        return False
    may_alternate = all(at and matches[at - 1] is None for at, match in enumerate(matches) if match)
    return not (may_alternate and any(describes(line.text) for line in lines))


class _Open:
    """An entry whose description may go on below: its texts are joined once, for a page may have thousands of them."""

    def __init__(self, name: Line, text: Line | None = None) -> None:
        self.name = name
        self.end = (text or name).end
        self._texts = [text.text] if text else []
        self._says = bool(text and text.text)

    def add(self, line: Line, gap: str = "\n") -> None:
        """Go on with a line, `gap` before it."""
        self._texts += [gap, line.text] if self._says else [line.text]
        self._says = self._says or bool(line.text)
        self.end = line.end

    def close(self) -> Entry:
        """The entry, when nothing more follows."""
        text = "".join(self._texts) if self._texts else None
        return Entry(plain_name(self.name.text), text, self.name.start, self.end)


def _definitions(lines: list[Line]) -> Entries:
    """A term, and its definitions below it."""
    found: list[_Open] = []
    unpaired: list[Line] = []
    diagnostics: list[Diagnostic] = []
    term: Line | None = None
    for line in lines:
        if not line.defines:
            if term:
                found.append(_without_text(term, diagnostics))
            term = line
        elif term:
            found.append(_Open(term, line))
            term = None
        elif found and found[-1].end == line.start - 1:
            found[-1].add(line)  # a second definition of one term
        else:
            unpaired.append(line)
            diagnostics.append(diagnose("W306", line.start, line.end))
    if term:
        found.append(_without_text(term, diagnostics))
    return Entries([one.close() for one in found], unpaired, diagnostics)


def _without_text(name: Line, diagnostics: list[Diagnostic]) -> _Open:
    _unfinished(name, diagnostics)
    return _Open(name)


def _nested(lines: list[Line]) -> Entries:
    """Names outside, descriptions under them."""
    return _below_names(lines, lambda line: not line.depth, joins_lines=False)


def _headed(lines: list[Line]) -> Entries:
    """Names are headings by their marks: all that is below one says more of it."""
    return _below_names(lines, lambda line: line.marked, joins_lines=True)


def _below_names(lines: list[Line], is_name: Callable[[Line], bool], *, joins_lines: bool) -> Entries:
    """Names, each with all texts below it; `joins_lines` where lines that follow one another are one paragraph."""
    found: list[_Open] = []
    unpaired: list[Line] = []
    for line in lines:
        if is_name(line):
            found.append(_Open(line))
        elif found:
            found[-1].add(line, " " if joins_lines and line.start == found[-1].end + 1 else "\n")
        else:
            unpaired.append(line)
    entries = [one.close() for one in found]
    return Entries(entries, unpaired, [diagnose("W305", e.start, e.end, e.name) for e in entries if e.text is None])


def _inline(lines: list[Line], matches: list[re.Match[str] | None]) -> Entries:
    entries: list[Entry] = []
    unpaired: list[Line] = []
    diagnostics: list[Diagnostic] = []
    for line, match in zip(lines, matches, strict=True):
        if match and (match["empty"] or match["bare"]):
            entries.append(_unfinished(line, diagnostics))
        elif match:
            entries.append(Entry(plain_name(match["bold"] or match["plain"]), match["text"], line.start, line.end))
            again = _INLINE.match(match["text"]) if match["plain"] else None
            if again and (again["plain"] or again["bare"]):
                diagnostics.append(diagnose("W424", line.start, line.end, f"{match['plain']}: {again['plain']}"))
        elif describes(line.text):
            unpaired.append(line)
            diagnostics.append(diagnose("W306", line.start, line.end))
        else:
            entries.append(_unfinished(line, diagnostics))
    return Entries(entries, unpaired, diagnostics)


def _alternating(lines: list[Line]) -> Entries:
    """Return names and descriptions in turn.

    Two names in a row mean that a description vanished, two descriptions that a name did. If nearly all lines are
    sentences, they do not describe each other: each is an item.
    """
    entries: list[Entry] = []
    unpaired: list[Line] = []
    diagnostics: list[Diagnostic] = []
    if not any(describes(line.text) for line in lines) or _are_listed(lines):
        return _names_alone(lines)
    if _has_strict_turns(lines):
        return _by_position(lines)
    are_sentences = sum(describes(line.text) for line in lines) >= SENTENCES * len(lines)
    if (are_sentences and len(lines) >= LEAST_ALONE) or _are_names(lines):
        return _names_alone(lines)
    name: Line | None = None
    closed: Entry | None = None  # by the line above
    over: set[int] = set()  # where entries begin that have a second description below them
    for line in lines:
        if describes(line.text) and not line.heads:
            if name:
                closed = Entry(plain_name(name.text), line.text, name.start, line.end)
                entries.append(closed)
                name = None
            else:
                over |= {closed.start} if closed else set()
                closed = None
                unpaired.append(line)
                diagnostics.append(diagnose("W306", line.start, line.end))
        else:
            if name:
                entries.append(_unfinished(name, diagnostics))
            name, closed = line, None
    if name:
        entries.append(_unfinished(name, diagnostics))
    return Entries(entries, unpaired, [*diagnostics, *_odd_endings(entries, over), *_odd_names(entries)])


def _names_alone(lines: list[Line]) -> Entries:
    """Each line as a name without a description."""
    return Entries([Entry(plain_name(line.text), None, line.start, line.end) for line in lines], [], [])


def _are_listed(lines: list[Line]) -> bool:
    """Whether semicolons behind lines make them the parts of one list, none of which is the name of another."""
    return sum(line.text.endswith(SEMICOLONS) for line in lines) >= LEAST_LISTED


def _are_names(lines: list[Line]) -> bool:
    """Whether lines are names of which a few are long: none has a stop, and too few are wide to describe the others."""
    if any(has_ended(line.text) or line.heads for line in lines) or len(lines) < LEAST_ALONE:
        return False
    return sum(describes(line.text) for line in lines) < LEAST_PAIRED * len(lines)


def _odd_endings(entries: list[Entry], over: set[int]) -> list[Diagnostic]:
    """Descriptions without a stop describe by their width alone, and may be names: said where most have a stop, and
    where the turns may be off by one: below a name without description, and over a second description.
    """
    described = [entry for entry in entries if entry.text]
    odd = [entry for entry in described if entry.text and not has_ended(entry.text)]
    if len(odd) > (1 - LEAST_SHAPED) * len(described):
        beside = over | {entry.start for above, entry in pairwise(entries) if above.text is None}
        odd = [entry for entry in odd if entry.start in beside]
    return [diagnose("W418", entry.start, entry.end, entry.name[:60]) for entry in odd]


def _odd_names(entries: list[Entry]) -> list[Diagnostic]:
    """A name in lower case, or without a letter, may be the rest of a text whose beginning is elsewhere."""
    odd = [e for e in entries if e.text and (e.name.islower() or not any(map(str.isalpha, e.name)))]
    return [diagnose("W418", entry.start, entry.end, entry.name[:60]) for entry in odd]


def _has_strict_turns(lines: list[Line]) -> bool:
    """Whether positions prove the pairs better than shapes: an even count, no name with a stop, most descriptions
    with the shape of one, and shapes alone would leave something unpaired."""
    names, texts = lines[::2], lines[1::2]
    if len(names) != len(texts) or any(line.text.endswith(SENTENCE_ENDS) for line in names):
        return False
    shaped = sum(describes(line.text) for line in texts)
    if sum(describes(line.text) for line in names) > (1 - LEAST_SHAPED) * len(names):
        return False  # names do not look like descriptions
    at_odds = shaped < len(texts) or any(describes(line.text) for line in names)
    return at_odds and shaped >= LEAST_SHAPED * len(texts)


def _by_position(lines: list[Line]) -> Entries:
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    entries = [Entry(plain_name(name.text), text.text, name.start, text.end) for name, text in pairs]
    odd = [(name, text) for name, text in pairs if describes(name.text) or not describes(text.text)]
    return Entries(entries, [], [diagnose("W418", name.start, text.end, name.text[:60]) for name, text in odd])


def _unfinished(name: Line, diagnostics: list[Diagnostic]) -> Entry:
    diagnostics.append(diagnose("W305", name.start, name.end, plain_name(name.text)))
    return Entry(plain_name(name.text), None, name.start, name.end)


def as_paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Lines that nobody could use, as blocks to be kept: bullets as lists."""
    return [BulletList((Item(line.text, 0, "-", line.start, line.end),), line.start, line.end) for line in lines]

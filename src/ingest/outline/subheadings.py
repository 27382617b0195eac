"""Headings that open no section of their own: they divide the section above them, or are lines of it.

What the blocks call a heading is only decided here, where the section around it is known: before sections are cut
(`without_lines`), when each has its kind (`Subheadings.merge`), and among the items of one (`with_headings_of_items`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingest.blocks import Block, BulletList, Heading, Paragraph, Table
from ingest.blocks.headings import BARE_WIDTH
from ingest.grammar import Grammars
from ingest.outline.assign_kinds import field_of
from ingest.outline.classification_codes import codes_of
from ingest.outline.key_values import states_attribute, states_proficiency
from ingest.outline.kind_groups import DUTIES_AND_DEMANDS
from ingest.outline.model import Field, LevelMark, Placed, Section
from ingest.outline.nesting import Node, sections_over_text
from ingest.outline.pairs_as_headings import as_text, pairs_as_text, states_facts
from ingest.punctuation import LINE_ENDS
from ingest.records import DIMENSIONS
from ingest.soc import edition_of
from ingest.text.normalise import fits, width, without_links
from ingest.text.sentences import is_cased

WITH_LINES = DUTIES_AND_DEMANDS | {
    "pay",
    "conditions",
    "benefits",
    "hiring",
    "relationships",
}  # whose lines may be bare
SCHEME_WIDTH = 40  # characters of a line that names the scheme of the codes below it
PROSE: frozenset[Field | None] = frozenset(("description", "focus", "provenance"))  # sections of paragraphs
ALIAS_WIDTH = 80
LEAST_NAMED = 2  # lists of a section that have names of their own
NAME_WIDTH = 60  # columns of such a name


class Subheadings:
    """Which sections of a page belong to the section above them.

    `nodes` are the sections of a page with their parents, `levels` those whose headings name a level.
    """

    def __init__(self, nodes: Sequence[Node], levels: dict[int, LevelMark], grammars: Grammars) -> None:
        self.nodes = nodes
        self.levels = levels
        self.grammars = grammars
        self.heading_texts = sections_over_text(nodes)

    def merge(self, placed: Sequence[Placed]) -> tuple[list[Placed], dict[int, Section]]:
        """The sections, each with the sub-headings below it among its blocks.

        A heading whose words are unknown may be a line of the section above it; then it is of that section's kind, and
        comes back by its number.
        """
        merged: list[Placed] = []
        taken_back: dict[int, Section] = {}
        absorbed: list[Block] = []  # what the last of `merged` has taken in
        inside: set[int] = set()  # the sections that it has taken in, itself included
        last: Block | None = None
        for one in placed:
            section = one.section
            above = merged[-1] if merged else None
            if above is not None and self._belongs(one, above, inside, last):
                inside.add(one.number)
                if section.kind is None:
                    taken_back[one.number] = section._replace(kind=above.section.kind, basis="nested")
                assert section.heading is not None
                heading = section.heading
                taken: Block = heading
                if field_of(above.section) in PROSE or self._is_item(one):
                    taken = as_text(heading)
                absorbed += [taken, *section.blocks]
            else:
                if absorbed:
                    merged[-1] = _with_more(merged[-1], absorbed)
                merged.append(one)
                absorbed, inside = [], {one.number}
            last = absorbed[-1] if absorbed else section.blocks[-1] if section.blocks else None
        if absorbed:
            merged[-1] = _with_more(merged[-1], absorbed)
        return merged, taken_back

    def _is_item(self, one: Placed) -> bool:
        """Whether a line that was taken for a heading is an item: it has no mark, and heads no text."""
        section = one.section
        is_nested = section.kind in ("requirements", "responsibilities") and section.basis == "nested"
        is_unmarked = section.heading is not None and section.heading.depth is None
        return is_nested and is_unmarked and one.number not in self.heading_texts

    def _belongs(self, one: Placed, above: Placed, inside: set[int], last: Block | None) -> bool:
        section, over = one.section, above.section
        if section.heading is None or over.heading is None or one.part is not above.part:
            return False
        if section.level != over.level or one.number in self.levels:
            return False
        if section.basis == "nested":
            return section.kind == over.kind and self.nodes[one.number].parent in inside
        field = field_of(over)
        if section.kind is not None and (section.name or section.kind != over.kind):
            is_duty = field == "responsibilities" and _is_label_of_duties(section, self.grammars)
            return is_duty or (field == "level" and _is_key_over_value(section, self.grammars))
        return field in _GOES_ON and _GOES_ON[field](section, section.heading, last, self.grammars)


def _with_more(one: Placed, absorbed: Sequence[Block]) -> Placed:
    return one._replace(section=one.section._replace(blocks=(*one.section.blocks, *absorbed)))


def without_lines(blocks: Sequence[Block], grammars: Grammars) -> list[Block]:
    """The blocks with those headings as paragraphs that head nothing: a bare one that is a pair, `Class code: 3521`, in
    bold too if its key is known, a line among others that begins as the items of its section do, or as the lines
    right above and below it, and the summary of a level; and pairs with marks, one below the other."""
    found: list[Block] = []
    kind: str | None = None  # of the section that a heading with known words opens
    lines = pairs_as_text(_with_only_lines(blocks, grammars), grammars)
    for above, block, below in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        if not isinstance(block, Heading):
            found.append(block)
        elif (
            _is_one_of_a_list(above, block, below, grammars)
            or (kind in DUTIES_AND_DEMANDS and _is_line(block, below, kind, grammars))
            or _is_summary(block, found[-1] if found else None, below, grammars)
        ):
            found.append(as_text(block))
        else:
            meaning = grammars.words.heading(block.text)
            kind = meaning.kind if meaning else kind if block.basis == "bare" else None
            found.append(block)
    return found


def _with_only_lines(blocks: Sequence[Block], grammars: Grammars) -> list[Block]:
    """The blocks with those bare headings as paragraphs that are all there is between two headings that are known:
    `Requirements` over `Driving licence` over `Salary`."""
    found = list(blocks)
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or _kind(block, grammars) not in WITH_LINES:
            continue
        end = at + 1
        while end < len(blocks) and _is_unknown(blocks[end], grammars):
            end += 1
        is_last = end >= len(blocks) - 1 and (end == len(blocks) or _may_be_line(blocks[end]))
        if end > at + 1 and (is_last or _is_known(blocks[end], grammars)):
            found[at + 1 : end] = [as_text(line) for line in blocks[at + 1 : end] if isinstance(line, Heading)]
    return found


def _may_be_line(block: Block) -> bool:
    """Whether the last text of a page, which nothing is below, is a line as those above it, and no sentence."""
    return isinstance(block, Paragraph) and fits(block.text, BARE_WIDTH) and not block.text.endswith(LINE_ENDS)


def _is_known(block: Block, grammars: Grammars) -> bool:
    """Whether a block is a heading with known words, or one that the page shows to be one, or states facts."""
    is_shown = isinstance(block, Heading) and block.basis == "known"
    return is_shown or _kind(block, grammars) is not None or states_facts(block, grammars)


def _kind(block: Block, grammars: Grammars) -> str | None:
    meaning = grammars.words.heading(block.text) if isinstance(block, Heading) else None
    return meaning.kind if meaning is not None else None


def _is_unknown(block: Block, grammars: Grammars) -> bool:
    if not isinstance(block, Heading) or block.basis != "bare" or block.section is not None:
        return False
    return grammars.words.heading(block.text) is None


def _is_line(heading: Heading, below: Block | None, kind: str, grammars: Grammars) -> bool:
    """Whether a bare heading, other than `Training and/or Education`, begins as items do, and no list is below it."""
    heads = isinstance(below, Table) or (isinstance(below, BulletList) and len(below.items) > 1)
    if heading.basis != "bare" or heading.section is not None or heads or is_cased(heading.text):
        return False
    return grammars.words.heading(heading.text) is None and grammars.words.opening_verbs.begins(heading.text, kind)


def _is_one_of_a_list(above: Block | None, heading: Heading, below: Block | None, grammars: Grammars) -> bool:
    """Whether a bare heading that no words know as a whole is a line right between two others, and begins as these do:
    `Ability to learn new skills` among demands."""
    if heading.basis != "bare" or " " not in heading.text:
        return False
    beside = [block for block in (above, below) if isinstance(block, Heading | Paragraph)]
    if len(beside) < 2 or beside[0].end + 1 != heading.start or heading.end + 1 != beside[1].start:
        return False
    begins = grammars.words.opening_verbs.begins
    kinds = (("abilities", "requirements"), ("responsibilities", "responsibilities"))
    if not any(begins(heading.text, own) and all(begins(b.text, kind) for b in beside) for own, kind in kinds):
        return False
    meaning = grammars.words.heading(heading.text)
    return meaning is None or meaning.slot is not None


def _is_summary(heading: Heading, above: Block | None, below: Block | None, grammars: Grammars) -> bool:
    """Whether a bare heading is all that stands between the heading of a level's block and its first attribute."""
    if heading.basis != "bare" or not isinstance(above, Heading) or above.section != "level":
        return False
    if not isinstance(below, Heading | Paragraph) or not states_attribute(below.text, grammars):
        return False
    return grammars.attribute(heading.text) is None and not states_attribute(heading.text, grammars)


def _as_heading(line: Paragraph) -> Heading:
    return Heading(line.text, None, "bare", line.start, line.end)


def with_headings_of_items(section: Section, grammars: Grammars) -> Section:
    """The section with each line that heads some of its items as a heading: a skill above its proficiency, a scheme
    above its codes, names above the lists of a section that has several. A code that was taken for a heading is a line
    of text."""
    field = field_of(section)
    blocks: Sequence[Block | None]
    if field in DUTIES_AND_DEMANDS:
        blocks = _with_names_of_lists(section.blocks)
    elif field == "skills":
        blocks = [_as_skill(block, below) for block, below in pairwise((*section.blocks, None))]
    elif field == "classifications":
        blocks = [_as_scheme_or_code(block, below, grammars) for block, below in pairwise((*section.blocks, None))]
    else:
        return section
    return section._replace(blocks=tuple(block for block in blocks if block is not None))


def _with_names_of_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the names right above two or more lists as headings: `Wards` and `Theatres` among duties."""
    named = {
        at: _as_heading(block)
        for at, (above, block, below) in enumerate(zip((None, *blocks), blocks, blocks[1:], strict=False))
        if isinstance(above, BulletList | None) and isinstance(below, BulletList)
        if isinstance(block, Paragraph) and _may_name_list(block)
    }
    return [named.get(at, block) if len(named) >= LEAST_NAMED else block for at, block in enumerate(blocks)]


def _may_name_list(block: Paragraph) -> bool:
    text = block.text
    return not block.mark and fits(text, NAME_WIDTH) and text[:1].isupper() and not text.endswith(LINE_ENDS)


def _as_skill(block: Block | None, below: Block | None) -> Block | None:
    if isinstance(block, Paragraph) and isinstance(below, Paragraph) and states_proficiency(below.text):
        return _as_heading(block)
    return block


def _as_scheme_or_code(block: Block | None, below: Block | None, grammars: Grammars) -> Block | None:
    if isinstance(block, Heading):
        return as_text(block) if codes_of(block.text, grammars) else block
    is_over_codes = isinstance(below, BulletList) or (
        isinstance(below, Paragraph) and ("=" in below.text or below.mark == ":")
    )
    if isinstance(block, Paragraph) and is_over_codes and _may_name_scheme(block.text):
        return _as_heading(block)
    return block


def _may_name_scheme(text: str) -> bool:
    return len(text) <= SCHEME_WIDTH and "=" not in text and not text.endswith(LINE_ENDS)


def _is_key_over_value(section: Section, grammars: Grammars) -> bool:
    """A key of the level block without marks or in bold, with one line below it, whatever else the words know it as.
    Where they know it as a heading, the line is indented below it, as the definition of a term is."""
    heading, body = section.heading, section.blocks
    if heading is None or heading.depth is not None or grammars.attribute(heading.text) is None:
        return False
    if len(body) != 1 or not isinstance(body[0], Paragraph):
        return False
    return heading.basis in ("bare", "bold") or body[0].indent > 0


def _is_label_of_duties(section: Section, grammars: Grammars) -> bool:
    """`Level P1` over bullets that hold no attribute is no level block, but a label among responsibilities."""
    heading = section.heading
    if heading is None or heading.section != "level" or grammars.label(heading.text) is None:
        return False
    keys = [item.text.partition(":")[0] for item in section.items]
    return section.has_list and not any(map(grammars.attribute, keys))


# -- what a line that was taken for a heading may be, by the field of the section above it -----------------------------


def _is_paragraph(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """A bare line right below the section's heading, with nothing below it, is a short paragraph."""
    return heading.basis == "bare" and not section.blocks and last is None


def _is_label(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """A level's label goes on with responsibilities, with any mark."""
    return grammars.label(heading.text) is not None


def _is_label_or_dimension(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """A level's label goes on with guidelines, and so does a dimension below one."""
    return grammars.label(heading.text) is not None or grammars.column(heading.text) in DIMENSIONS


def _is_skill(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """A bare line over one paragraph that describes it is a skill with its description, one with nothing below it is
    the name of a skill."""
    if heading.basis not in ("bare", "bold"):
        return False
    if section.blocks and isinstance(first := section.blocks[0], Paragraph) and states_proficiency(first.text):
        return True
    if len(section.blocks) > 1:
        return False
    if isinstance(last, BulletList | Table) and heading.basis == "bare":
        return False  # names are bullets here
    return isinstance(section.blocks[0], Paragraph) if section.blocks else heading.basis == "bare"


def _is_attribute(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """A heading that is a key of the level block, a value, or the block's summary."""
    text = heading.text
    if grammars.attribute(text) or states_attribute(text, grammars) or (last is None and grammars.label(text)):
        return True
    if isinstance(last, Heading | Paragraph) and grammars.attribute(last.text):
        return True  # the value of a key
    first = next(_texts(section.blocks[:1]), None)
    return first is not None and grammars.attribute(first) is not None


def _is_card(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """Lines of the cards of adjacent roles."""
    if heading.basis not in ("bare", "label"):
        return False
    return bool(grammars.cards(heading.text) or grammars.title(heading.text))


def _is_alias(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """Bare lines with nothing below them, or only more of their kind."""
    if heading.button or heading.basis != "bare":
        return False
    if isinstance(last, Heading | Paragraph) and grammars.is_placeholder(last.text):
        return False  # there are none
    return all(
        isinstance(block, Paragraph) and not block.text.endswith(LINE_ENDS) and not is_wide(block.text)
        for block in section.blocks
    )


def is_wide(text: str) -> bool:
    """Whether a line, or a piece of it between separators, is too wide for another title of a role."""
    return any(width(part) > ALIAS_WIDTH for part in re.split(r"[;,·|]", text))


def _is_scheme(section: Section, heading: Heading, last: Block | None, grammars: Grammars) -> bool:
    """A heading over codes names their scheme; a known scheme, or a code, may itself look like a heading."""
    if heading.basis == "bare" and (edition_of(heading.text) or codes_of(heading.text, grammars)):
        return True
    texts = list(_texts(section.blocks))
    return any(codes_of(text, grammars) for text in texts) or (bool(texts) and all("=" in text for text in texts))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The texts of bullets and paragraphs, links as their texts."""
    for block in blocks:
        if isinstance(block, BulletList):
            yield from (without_links(item.text) for item in block.items)
        elif isinstance(block, Paragraph):
            yield without_links(block.text)


# The rules take the section below the heading, the heading, the last block above it, and the grammars.
_GOES_ON: dict[Field, Callable[[Section, Heading, Block | None, Grammars], bool]] = {
    "focus": _is_paragraph,
    "guidelines": _is_label_or_dimension,
    "responsibilities": _is_label,
    "skills": _is_skill,
    "level": _is_attribute,
    "adjacent_roles": _is_card,
    "title_aliases": _is_alias,
    "classifications": _is_scheme,
}

"""A segment of a page, arranged: its sections with their kinds, divided among the roles that the page describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Block, Paragraph, Part
from ingest.grammar import Grammars
from ingest.outline.kinds import assign_kinds, meaning_of
from ingest.outline.leads import split_leads
from ingest.outline.model import LevelMark, Section
from ingest.outline.openers import dimensions_above, find_openers, recurring_below
from ingest.outline.roles import Found, find_roles
from ingest.outline.segments import Segment
from ingest.outline.title_lines import title_label, title_text
from ingest.outline.tree import Node, nest, split_sections
from ingest.records import Shape
from ingest.sections.forms import carve, without_pairs
from ingest.sections.responsibilities import is_label_of_duties
from ingest.sections.table import BUILDERS, field_of

PROSE = ("description", "focus", "provenance")  # sections of paragraphs: what they take back is one


class Placed(NamedTuple):
    """A section, the part of the page that it is in, and what tells it apart from the part's other sections.

    `number` counts the sections of the segment.
    """

    section: Section
    part: Part
    at: tuple[int, ...]
    number: int


class Role(NamedTuple):
    """One profile of a page before its sections are read.

    `outline` holds a section for each heading; `sections` the same after a section took in what belongs to it.
    `levels` are the levels that the page describes for this role, in page order.
    """

    segment: Segment
    shape: Shape
    outline: tuple[Section, ...]
    sections: tuple[Placed, ...]
    levels: tuple[LevelMark, ...]


def arrange(segment: Segment, language: str | None, grammars: Grammars) -> list[Role]:
    """The roles of a segment: the family first, if the page has one, then each role in page order."""
    placed: list[Placed] = []
    for part in segment.body:
        for at, section in enumerate(part.remember("sections", _sections_of, part, grammars)):
            placed.append(Placed(section, part, (at,), len(placed)))
    sections = [one.section for one in placed]
    meanings = [meaning_of(section, language, grammars) for section in sections]
    known = [meaning is not None for meaning in meanings]
    kinds = [meaning.kind if meaning else None for meaning in meanings]
    is_one = segment.code is not None or segment.label is not None  # a page about one role at one level
    above_levels = {} if is_one else dimensions_above(sections, kinds, grammars)
    cells = frozenset[int]().union(*above_levels.values())
    kinds = [None if i in above_levels else kind for i, kind in enumerate(kinds)]
    openers = frozenset[int]() if is_one else frozenset(above_levels) or find_openers(sections, kinds, grammars)
    settled = cells | recurring_below(sections, openers)
    nodes = nest(sections, [one or i in settled for i, one in enumerate(known)], openers)
    title = title_text(segment.title.text, grammars) if segment.title else None
    found = Found((), {}) if is_one else find_roles(nodes, kinds, title, above_levels, grammars)
    outlined = assign_kinds(nodes, meanings, found.roles, found.levels, above_levels, grammars)
    placed = [one._replace(section=section) for one, section in zip(placed, outlined, strict=True)]
    page = _Page(segment, nodes, found, language, grammars, _heading_texts(nodes, outlined))
    if not found.roles:
        return [page.role(segment, placed, "role")]
    owned: dict[int | None, list[Placed]] = defaultdict(list)
    for one, owner in zip(placed, _owners(nodes, found.roles), strict=True):
        owned[owner].append(one)
    roles = []
    of_family = owned[None]
    if segment.title is not None or of_family:
        roles.append(page.role(segment, of_family, "family"))
    roles += [page.opened(opener, owned[opener]) for opener in found.roles]
    return roles


def _sections_of(part: Part, grammars: Grammars) -> list[Section]:
    return split_sections(without_pairs(part.blocks, grammars))


def _owners(nodes: Sequence[Node], roles: Sequence[int]) -> list[int | None]:
    """The role that each section belongs to: that of the nearest heading above it which opens one."""
    opens = frozenset(roles)
    owners: list[int | None] = []
    for i, node in enumerate(nodes):
        owners.append(i if i in opens else owners[node.parent] if node.parent is not None else None)
    return owners


def _heading_texts(nodes: Sequence[Node], sections: Sequence[Section]) -> frozenset[int]:
    """The sections with a text in them, or in a section below them."""
    found: set[int] = set()
    for i in reversed(range(len(nodes))):
        parent = nodes[i].parent
        if sections[i].blocks:
            found.add(i)
        if i in found and parent is not None:
            found.add(parent)
    return frozenset(found)


class _Page:
    """What the roles of one segment have in common."""

    def __init__(
        self,
        segment: Segment,
        nodes: Sequence[Node],
        found: Found,
        language: str | None,
        grammars: Grammars,
        heading_texts: frozenset[int],
    ) -> None:
        self.segment = segment
        self.nodes = nodes
        self.found = found
        self.language = language
        self.is_one = segment.code is not None or segment.label is not None
        self.grammars = grammars
        self.heading_texts = heading_texts

    def role(self, segment: Segment, placed: Sequence[Placed], shape: Shape) -> Role:
        """A role with these sections."""
        levels = tuple(self.found.levels[one.number] for one in placed if one.number in self.found.levels)
        merged, taken = self._absorb(placed)
        outline = tuple(taken.get(one.number, one.section) for one in placed)
        pieces = [piece for one in merged for piece in self._carve(one)]
        return Role(segment, shape, outline, tuple(pieces), levels)

    def opened(self, opener: int, placed: Sequence[Placed]) -> Role:
        """The role that a heading opens. What stands right below the heading is a section without one."""
        first, *others = placed
        heading = first.section.heading
        assert heading is not None, opener
        segment = self.segment._replace(
            front=None,
            preamble=(),
            title=heading,
            again=None,
            label=title_label(heading, self.grammars),
            notes=(),
            body=(),
        )
        below = first.section._replace(heading=None, kind=None, basis=None, group=None, path=())
        return self.role(segment, [*([first._replace(section=below)] if below.blocks else []), *others], "role")

    # -- sub-headings ------------------------------------------------------------------------------------------------

    def _absorb(self, placed: Sequence[Placed]) -> tuple[list[Placed], dict[int, Section]]:
        """Give sub-headings to the section above them: those that only divide it, and those that its builder takes
        back; the latter are of its kind, too, and come back by their numbers."""
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
                    taken = Paragraph(heading.text, heading.start, heading.end)
                absorbed += [taken, *section.blocks]
            else:
                _finish(merged, absorbed)
                merged.append(one)
                absorbed, inside = [], {one.number}
            last = absorbed[-1] if absorbed else section.blocks[-1] if section.blocks else None
        _finish(merged, absorbed)
        return merged, taken_back

    def _is_item(self, one: Placed) -> bool:
        """Whether a line that was taken for a heading is an item: it has no mark, and no text stands below it."""
        section = one.section
        is_nested = section.kind in ("requirements", "responsibilities") and section.basis == "nested"
        is_unmarked = section.heading is not None and section.heading.depth is None
        return is_nested and is_unmarked and one.number not in self.heading_texts

    def _belongs(self, one: Placed, above: Placed, inside: set[int], last: Block | None) -> bool:
        section, over = one.section, above.section
        if section.heading is None or over.heading is None or one.part is not above.part:
            return False
        if section.level != over.level or one.number in self.found.levels:
            return False
        if section.basis == "nested":
            return section.kind == over.kind and self.nodes[one.number].parent in inside
        field = field_of(over)
        if field not in BUILDERS:
            return False
        if section.kind is not None and (section.name or section.kind != over.kind):
            return is_label_of_duties(section, field, self.grammars)
        return BUILDERS[field].absorbs(section, last, self.grammars)

    # -- forms -------------------------------------------------------------------------------------------------------

    def _carve(self, one: Placed) -> list[Placed]:
        """A section, and apart from it the blocks whose form says that they are something else."""
        infers = not self.is_one
        key = ("pieces", one.section, self.language, infers)
        pieces = one.part.remember(key, _pieces, one.section, self.language, self.grammars, infers)
        return [one._replace(section=piece, at=(*one.at, n)) for n, piece in enumerate(pieces)]


def _pieces(section: Section, language: str | None, grammars: Grammars, infers: bool) -> list[Section]:
    parts = split_leads(section, language, grammars, infers=infers)
    return [piece for part in parts for piece in carve(part, grammars)]


def _finish(merged: list[Placed], absorbed: list[Block]) -> None:
    if absorbed:
        last = merged[-1]
        blocks = (*last.section.blocks, *absorbed)
        merged[-1] = last._replace(section=last.section._replace(blocks=blocks))

"""The outline of a page: sections with their kinds, the levels they belong to, and the roles that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ingest.blocks import Block, BulletList, Heading, Item, Paragraph, Part, Table
from ingest.grammar.word_lookup import Need
from ingest.records import KindBasis, LevelBasis
from ingest.section_kinds import Kind

Field = Literal[
    "description", "focus", "responsibilities", "requirements", "guidelines", "skills", "facts", "pay", "provenance",
    "level", "ladder_level", "dimension", "adjacent_roles", "title_aliases", "classifications",
]  # fmt: skip
"""What a section is read into: a field of the record, a level of a ladder, or one dimension of such a level."""


class LevelMark(NamedTuple):
    """A level as the page names it: its label as written, its code if the label has one, and a title beside it. Without
    a label, a role that is listed beside others."""

    label: str
    code: str | None
    title: str | None
    start: int
    end: int

    @property
    def key(self) -> str:
        """The name by which items refer to the level: its code, else its label."""
        return self.code or self.label


class Section(NamedTuple):
    """A heading and its blocks, up to the next heading that is not part of it.

    `heading` is None for what is above the first heading. `blocks` holds absorbed sub-headings as Heading blocks.
    `group` is the heading where the section only divides the items of a section above it. `need` says whether the
    heading asks for what is required or preferred. `dimensions` holds the names, folded, that bullets of several levels
    of the page begin with. `is_loose` says that only its place gives a section to its paragraphs, `closes` that nested
    front matter ends with it: what follows is below none of its headings; `heads_others` that what is below its
    heading is in other sections. `spoken_of` holds the kinds that its words speak of, against its heading or its place.
    """

    heading: Heading | None
    blocks: tuple[Block, ...]
    path: tuple[str, ...] = ()
    path_basis: LevelBasis = "stated"
    kind: Kind | None = None
    basis: KindBasis | None = None
    group: str | None = None
    need: Need | None = None
    level: LevelMark | None = None
    dimensions: frozenset[str] = frozenset()
    is_loose: bool = False
    closes: bool = False
    heads_others: bool = False
    spoken_of: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """The record's field that the heading's own words mean, if they are known."""
        return self.heading.section if self.heading else None

    @property
    def title(self) -> str:
        """The heading's text, or an empty one."""
        return self.heading.text if self.heading else ""

    @property
    def folded(self) -> str:
        """The heading's text as it is compared, or an empty one."""
        return self.title.casefold().strip(" :")

    @property
    def has_list(self) -> bool:
        """Whether one of its blocks is a list."""
        return any(isinstance(block, BulletList) for block in self.blocks)

    @property
    def is_list(self) -> bool:
        """Whether all of its blocks are lists, and there is one."""
        return bool(self.blocks) and all(isinstance(block, BulletList) for block in self.blocks)

    @property
    def items(self) -> list[Item]:
        """The bullets of its lists, nested ones included, in order."""
        return [item for block in self.blocks if isinstance(block, BulletList) for item in block.items]

    @property
    def is_bare(self) -> bool:
        """Whether only its surroundings make the line above it a heading."""
        return self.heading is not None and self.heading.basis == "bare"

    @property
    def start(self) -> int:
        """The first line."""
        return self.heading.start if self.heading else self.blocks[0].start

    @property
    def end(self) -> int:
        """The last line."""
        if self.blocks:
            return self.blocks[-1].end
        return self.heading.end if self.heading else 0

    def left(self, blocks: Iterable[Block]) -> list[Section]:
        """The section with the blocks that are left in it; nothing if it has neither heading nor block any more."""
        rest = self._replace(blocks=tuple(blocks))
        return [rest] if rest.blocks or rest.heading else []

    def apart(
        self,
        blocks: Iterable[Block],
        kind: Kind | None,
        basis: KindBasis | None,
        *,
        need: Need | None = None,
        group: str | None = None,
    ) -> Section:
        """Some of its blocks without its heading: they are about something else."""
        return self._replace(heading=None, blocks=tuple(blocks), kind=kind, basis=basis, need=need, group=group)

    def loose(self, blocks: Iterable[Block]) -> Section:
        """Some of its blocks that only their place gives to it: nothing says what they are about."""
        return Section(None, tuple(blocks), level=self.level, is_loose=True)

    def texts(self) -> Iterator[str]:
        """The texts of its paragraphs, bullets and cells, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, BulletList):
                yield from (item.text for item in block.items)
            elif isinstance(block, Table):
                yield from (cell for row in block.rows for cell in row.cells)


class Placed(NamedTuple):
    """A section, the part of the page that it is in, and what tells it apart from the part's other sections.

    `number` counts the sections of the segment.
    """

    section: Section
    part: Part
    at: tuple[int, ...]
    number: int

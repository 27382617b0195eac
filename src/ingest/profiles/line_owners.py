"""The owner of each line of a dump: a field of the record, `section`, `structure` or `furniture`."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import BulletList, Document, Heading, Part, Rule, Table
from ingest.outline.model import Section
from ingest.records import Span
from ingest.sections.reader_interface import Lined


class Owners:
    """The owners, filled in as lines are claimed; a line that has an owner keeps it.

    `bare` has the owners before any claim: headings, rules, separators and marks without text are structure,
    navigation is furniture. `headings` are the lines that headings begin on, which a record may claim.
    """

    def __init__(self, document: Document) -> None:
        self.lines = document.lines
        self.bare: list[str] = []
        self.headings: set[int] = set()
        for part in document.parts:
            bare, headings = part.remember("bare", _bare, part, document.lines)
            self.bare += bare
            self.headings |= headings
        self.of_line = list(self.bare)

    def own(self, owner: str, lined: Lined) -> None:
        """Give the lines that have no owner yet, and are not blank, to one."""
        for number in range(lined.start, lined.end + 1):
            if not self.of_line[number - 1] and self.lines[number - 1].strip():
                self.of_line[number - 1] = owner

    def give(self, owner: str, lined: Lined) -> None:
        """Give lines to an owner, whoever had them."""
        self.of_line[lined.start - 1 : lined.end] = [owner] * (lined.end - lined.start + 1)

    def change(self, owner: str, other: str, at: Span) -> None:
        """Give the lines that one owner has to another."""
        place = slice(at.line_start - 1, at.line_end)
        self.of_line[place] = [other if known == owner else known for known in self.of_line[place]]

    def put(self, section: Section, owners: Sequence[str]) -> None:
        """Put the owners of a section's lines, the first of them that of its first line."""
        place = slice(section.start - 1, section.end)
        known = self.of_line[place]
        if known == self.bare[place]:
            self.of_line[place] = owners
        else:  # a line that two sections share stays with the first of them
            pairs = zip(known, owners, strict=True)
            self.of_line[place] = [old if old not in ("", "structure") else new or old for old, new in pairs]


class SectionOwners:
    """The owners of the lines of one section, before they are put among those of the page."""

    def __init__(self, section: Section, page: Owners) -> None:
        self.first = section.start
        self.page = page
        self.of_line = page.bare[section.start - 1 : section.end]

    def own(self, owner: str, first: int, last: int) -> None:
        """Give the lines from the first to the last that have no owner yet, and are not blank, to one."""
        for number in range(first, last + 1):
            if not self.of_line[number - self.first] and self.page.lines[number - 1].strip():
                self.of_line[number - self.first] = owner

    def claim(self, owner: str, first: int, last: int) -> None:
        """Do the same for a record's own lines: a card or name that was taken for a heading is not one."""
        for number in range(first, last + 1):
            if self.of_line[number - self.first] == "structure" and number in self.page.headings:
                self.of_line[number - self.first] = owner
        self.own(owner, first, last)

    def free(self) -> frozenset[int]:
        """The lines without an owner that are not blank."""
        numbered = enumerate(self.of_line, self.first)
        return frozenset(number for number, owner in numbered if not owner and self.page.lines[number - 1].strip())


def _bare(part: Part, lines: Sequence[str]) -> tuple[list[str], set[int]]:
    return _bare_owners(part, lines), _heading_lines(part)


def _heading_lines(part: Part) -> set[int]:
    """The lines that a part's headings begin on."""
    first = {block.start: block for block in reversed(part.blocks)}  # a line may hold a heading and a text
    return {line for line, block in first.items() if isinstance(block, Heading)}


def _bare_owners(part: Part, lines: Sequence[str]) -> list[str]:
    """The owners of a part's lines before any claim; `lines` are the dump's."""
    owners = [""] * (part.last - part.first + 1)
    for block in part.blocks:
        if isinstance(block, Heading | Rule):
            for number in range(block.start, block.end + 1):
                owners[number - part.first] = "structure"
        elif isinstance(block, Table | BulletList):
            texts = block.items if isinstance(block, BulletList) else block.all_rows
            said = [range(text.start, text.end + 1) for text in texts]
            for number in set(range(block.start, block.end + 1)).difference(*said):
                if lines[number - 1].strip():
                    owners[number - part.first] = "structure"
    for at, line in enumerate(lines[part.first - 1 : part.last]):
        if line[:1] == ">" and not line.strip(" >"):
            owners[at] = "structure"  # a blank line of a quoted page
    for number in part.furniture:
        owners[number - part.first] = "furniture"
    return owners

"""Which titles and codes open profiles. Cards, footers and tables name codes too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Paragraph, Rule, Table
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.outline.one_role_of_several import is_first_rung
from ingest.outline.page_title import find_title
from ingest.outline.profile_codes import StatedCode
from ingest.outline.stated_titles import (
    begins_profile,
    is_sentence,
    is_title,
    labelled_title,
    stated_title,
    title_label,
)

NEAR = 4  # blocks
OPENING = ("description", "focus", "responsibilities", "guidelines", "skills", "level", "provenance")
CARDS = ("adjacent_roles", "title_aliases")  # sections that name other titles
_JOINT = rare(r"[a-z][A-Z]")  # `BakerBREAD.P2`: the title may be in the code


class Start(NamedTuple):
    """A profile's title and code, by block, and the findings about them."""

    title: int | None
    code: StatedCode | None
    notes: tuple[Diagnostic, ...] = ()
    stated: Paragraph | None = None  # a title that no heading states, or that goes before the heading's
    again: Paragraph | None = None  # the key that states the heading's title in other words

    @property
    def first(self) -> int:
        """The block that it begins with."""
        if self.title is not None and self.code is not None:
            return min(self.title, self.code.first)
        return self.title if self.title is not None else self.code.first if self.code else 0


def find_starts(blocks: Sequence[Block], codes: Sequence[StatedCode], grammars: Grammars) -> list[Start]:
    """Where profiles begin, in order; none if no line is a title."""
    page = _Surroundings(blocks, grammars)
    starts = page.with_codes(codes)
    if not starts:
        own = [stated for stated in codes if not stated.is_beside and page.above[stated.first] is None]
        doubtful = tuple(map(page.doubt, own))
        starts = [_without_code(blocks, doubtful, grammars)]
    elif starts[0].first and (title := page.earlier_title(starts[0].first)) is not None:
        starts.insert(0, Start(title, None))
    ends = [*(start.first for start in starts[1:]), len(blocks)]
    return [one for start, end in zip(starts, ends, strict=True) for one in (start, *page.further_titles(start, end))]


def _without_code(blocks: Sequence[Block], notes: tuple[Diagnostic, ...], grammars: Grammars) -> Start:
    """Where a profile without a code begins: at a title with its level, else at the page's title. The first of several
    levels is no title."""
    labelled = labelled_title(blocks, grammars)
    if labelled is not None and not is_first_rung(labelled, blocks, grammars):
        return Start(labelled, None, notes)
    title = find_title(blocks, grammars)
    others = tuple(diagnose("W437", other.start, other.end, other.text[:60]) for other in title.others)
    stated = title.block if title.block is not None and isinstance(title.block, Paragraph) else None
    return Start(title.at, None, (*notes, *others), stated, title.again)


class _Surroundings:
    """The page around each block: the section that it opens as a known heading, which of them is next above it, and
    which below."""

    def __init__(self, blocks: Sequence[Block], grammars: Grammars) -> None:
        self.blocks = blocks
        self.grammars = grammars
        self.sections = [block.section if isinstance(block, Heading) else None for block in blocks]
        self.above, self.below = _known_headings(self.sections)

    # -- profiles with a code ------------------------------------------------------------------------------------------

    def with_codes(self, codes: Sequence[StatedCode]) -> list[Start]:
        """Return the starts that codes give.

        The first code is before any known section, or below a title of its level. A later one needs a title, and a
        section that profiles begin with below it or a rule above it. If no code qualifies, the one code that is the
        page's own counts, wherever it is.
        """
        starts: list[Start] = []
        for stated in codes:
            title = self.title_of(stated)
            if stated.is_beside and not self._agree(stated, title):
                continue
            if starts and title != starts[-1].title and self._is_another(stated, title):
                starts.append(Start(title, stated))
            elif not starts and (start := self._first(stated, title)):
                starts.append(start)
        if starts:
            return starts
        late = (self._late(stated) for stated in codes if not stated.is_beside)
        return next(([start] for start in late if start), [])

    def _first(self, stated: StatedCode, title: int | None) -> Start | None:
        if self.above[stated.first] is None:
            title = find_title(self.blocks[: stated.first], self.grammars).at if title is None else title
            if not self._is_evident(stated, title):
                return None
            may_be_glued = title is None and _JOINT.search(stated.code.path[0])
            return Start(title, stated, (self.doubt(stated),) if may_be_glued else ())
        return Start(title, stated) if self._agree(stated, title) and self._opens(stated, title) else None

    def _is_another(self, stated: StatedCode, title: int | None) -> bool:
        if title is None or not self._is_evident(stated, title):
            return False
        return self._opens(stated, title) or (
            self.above[stated.first] not in CARDS and self._section_at(self.below[stated.last]) in OPENING
        )

    def _opens(self, stated: StatedCode, title: int | None) -> bool:
        """Whether a section that profiles begin with is right below, or a rule right above."""
        below = self.below[stated.last]
        near = below is not None and below - stated.last <= NEAR and self.sections[below] in OPENING
        ruled_off = bool(title) and isinstance(self.blocks[(title or 1) - 1], Rule)
        return near or (ruled_off and self.above[stated.first] not in CARDS)

    def _section_at(self, i: int | None) -> str | None:
        return self.sections[i] if i is not None else None

    def _late(self, stated: StatedCode) -> Start | None:
        """A code below the page's sections belongs to the page if its title states that level, or no level at all."""
        title = find_title(self.blocks[: stated.first], self.grammars).at
        label = title_label(self.blocks[title], self.grammars) if title is not None else None
        if title is None or self.above[stated.first] is None:
            return None
        if label is not None and label.level == stated.code.level:
            is_card = self.above[stated.first] in CARDS and not stated.code.is_named
            return None if is_card else Start(title, stated)
        if label is not None or self.above[stated.first] in CARDS:
            return None
        return Start(title, stated, () if stated.code.is_named else (self.doubt(stated),))

    def _is_evident(self, stated: StatedCode, title: int | None) -> bool:
        """`notes.V2` is a file below a title unless the title states that level, or the page calls it a code."""
        is_file = len(stated.code.path) == 1 and stated.code.path[0].islower()
        return stated.code.is_named or not is_file or self._agree(stated, title)

    def _agree(self, stated: StatedCode, title: int | None) -> bool:
        label = title_label(self.blocks[title], self.grammars) if title is not None else None
        return label is not None and label.level == stated.code.level

    def doubt(self, stated: StatedCode) -> Diagnostic:
        """That a line may be the profile's code, or not."""
        return diagnose("W430", stated.block.start, stated.block.end, stated.code.code)

    def title_of(self, stated: StatedCode) -> int | None:
        """Return the line above a code that is its title: one with its level if there is one nearby, else the
        nearest.
        """
        nearest: int | None = None
        asides = 0  # lines between that say nothing
        for i in range(stated.first - 1, max(-1, stated.first - 1 - NEAR), -1):
            block = self.blocks[i]
            if isinstance(block, BulletList | Table):
                break
            if isinstance(block, Rule) and i == stated.first - 1:
                asides = 1
            if not isinstance(block, Heading | Paragraph) or self.grammars.code(block.text):
                continue
            if is_title(block.text, self.grammars):
                label = title_label(block, self.grammars)
                if label and label.level == stated.code.level:
                    return i
                nearest = i if nearest is None and i == stated.first - 1 - asides else nearest
        return nearest

    # -- profiles without a code ---------------------------------------------------------------------------------------

    def earlier_title(self, end: int) -> int | None:
        """The title of a profile without a code above the first one with a code."""
        title = labelled_title(self.blocks[:end], self.grammars)
        return title if title is not None and not set(OPENING).isdisjoint(self.sections[title:end]) else None

    def further_titles(self, start: Start, end: int) -> list[Start]:
        """Titles of profiles without a code below another profile: a name and a level, what the profile says of itself,
        and then a section that stood before already."""
        found: list[Start] = []
        seen: set[str] = set()
        known = max(start.first, start.title or 0)
        for i in range(known + 1, end):
            section = self.sections[i]
            if section is None:
                continue
            again = section in seen and section in OPENING
            if again and start.stated and (at := self._key_between(known, i, start.stated.end)) is not None:
                found.append(Start(at, None, stated=stated_title(self.blocks[at], self.grammars)))
                seen = set()
            elif again and (title := self._title_between(known, i)) is not None:
                if self._is_nested(start.title, title, i):
                    break  # its role or level is found among the headings of the page
                line = self.blocks[title]
                found.append(Start(title, None, (diagnose("W428", line.start, line.end),)))
                seen = set()
            seen.add(section)
            known = i
        return found

    def _key_between(self, known: int, below: int, line: int) -> int | None:
        """The `Title:` line between two known headings that is below the page's first such `line`."""
        lines = (i for i in range(known + 1, below) if self.blocks[i].start > line)
        return next((i for i in lines if stated_title(self.blocks[i], self.grammars) is not None), None)

    def _is_nested(self, page: int | None, title: int, below: int) -> bool:
        """Whether marks put a heading below the page's title, and the section `below` it, as all others above it, below
        such a heading.
        """
        name = self.blocks[title]
        depth = (isinstance(name, Heading) and name.depth) or 0
        head = self.blocks[page] if page is not None else None
        if page is None or not isinstance(head, Heading) or not 0 < (head.depth or 0) < depth:
            return False
        return all(
            (block.depth or 0) > depth
            for block in (*self.blocks[page + 1 : title], self.blocks[below])
            if isinstance(block, Heading) and block.section in OPENING and block.section != "description"
        )

    def _title_between(self, known: int, below: int) -> int | None:
        """The last line between two known headings that reads as a title, with nothing but sentences below it."""
        for i in range(below - 1, known, -1):
            if begins_profile(self.blocks, i, self.grammars):
                says = i + 1 < below
                among_cards = self.sections[known] in CARDS
                return i if says or not among_cards else None
            if not is_sentence(self.blocks[i]):
                return None
        return None


def _known_headings(sections: Sequence[str | None]) -> tuple[list[str | None], list[int | None]]:
    """For each block: the section of the nearest known heading above it, the index of the nearest one below it."""
    above: list[str | None] = []
    last: str | None = None
    for section in sections:
        above.append(last)
        last = section or last
    below: list[int | None] = []
    index: int | None = None
    for i in range(len(sections) - 1, -1, -1):
        below.append(index)
        index = i if sections[i] else index
    return above, below[::-1]

"""Where profiles begin. A dump may hold several: each starts with its title and its code."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Paragraph, Part, Rule, Table
from ingest.blocks.headings import heading_text
from ingest.blocks.text import fits
from ingest.grammar import CodeLine, Grammars, Label

TITLE_WIDTH = 120
NEAR = 4  # blocks
OPENING = ("description", "focus", "responsibilities", "guidelines", "skills", "level", "provenance")
_DISTANCE = re.compile(r"(?:[01]?\.\d+|[01])\b")
_SENTENCE = re.compile(r"[.!;:。！；：]$|[.!?]\s+[A-Z]")


class Segment(NamedTuple):
    """One profile's blocks: what stands before its title, the title, the code, the parts of the rest."""

    preamble: tuple[Block, ...]
    title: Heading | Paragraph | None
    label: Label | None  # the level and name that the title states
    code_block: Paragraph | None
    code: CodeLine | None
    body: tuple[Part, ...]


def split_profiles(parts: Sequence[Part], grammars: Grammars) -> list[Segment]:
    """A segment for each profile start; without any, one for the whole dump."""
    page = _Page(parts)
    blocks = page.blocks
    codes = _starts(page, grammars)
    if not codes:
        return [_without_code(page, grammars)]
    titles = [_title_index(blocks, i, grammars) for i in codes]
    starts = [title if title is not None else code for title, code in zip(titles, codes, strict=True)]
    ends = [*starts[1:], len(blocks)]
    segments = []
    for n, (title_at, code_at, end) in enumerate(zip(titles, codes, ends, strict=True)):
        title = blocks[title_at] if title_at is not None else None
        code_block = blocks[code_at]
        assert isinstance(code_block, Paragraph)
        assert title is None or isinstance(title, Heading | Paragraph)
        between = page.between(title_at + 1, code_at) if title_at is not None else ()
        segments.append(
            Segment(
                preamble=tuple(blocks[: starts[0]]) if n == 0 else (),
                title=title,
                label=grammars.title(title_text(title.text, grammars)) if title else None,
                code_block=code_block,
                code=grammars.code(code_block.text),
                body=_joined(between, page.between(code_at + 1, end)),
            )
        )
    return segments


def title_text(text: str, grammars: Grammars) -> str:
    """A title line without emphasis, links as their texts."""
    return heading_text(text, grammars).strip("*_` ").strip()


class _Page:
    """Blocks by number, in the parts that hold them."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.blocks = [block for part in parts for block in part.blocks]
        self.offsets = list(accumulate((len(part.blocks) for part in parts), initial=0))

    def between(self, first: int, end: int) -> tuple[Part, ...]:
        """The blocks from number `first` to the one before `end`; a part is cut only where it is not whole."""
        found = []
        for n in range(bisect_right(self.offsets, first) - 1, bisect_left(self.offsets, end)):
            part, at = self.parts[n], self.offsets[n]
            low, high = max(0, first - at), min(len(part.blocks), end - at)
            whole = low == 0 and high == len(part.blocks)
            if low < high:
                found.append(part if whole else part.slice(low, high))
        return tuple(found)


def _joined(above: tuple[Part, ...], below: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts as they follow; what stands between title and code goes on below it."""
    if not above or not below:
        return above or below
    blocks = (*above[-1].blocks, *below[0].blocks)
    return (*above[:-1], Part(blocks, above[-1].first, below[0].last), *below[1:])


def _starts(page: _Page, grammars: Grammars) -> list[int]:
    """Where codes open profiles. The first stands before any known section; a later one needs a title, and a section
    that profiles begin with below it, or a rule above it: cards and footers name codes too."""
    blocks = page.blocks
    codes: list[int] = []
    for part, at in zip(page.parts, page.offsets, strict=False):
        found = part.remember("codes", _codes, part, grammars)
        codes += [at + i for i in found if _is_whole_line_code(blocks, at + i, grammars)]
    if len(codes) < 2:
        return codes
    above, below = _known_headings(blocks)
    starts: list[int] = []
    for i in codes:
        title = _title_index(blocks, i, grammars)
        next_known = below[i]
        opens = next_known is not None and _section(blocks[next_known]) in OPENING
        if not starts:
            accepted = above[i] is None
        elif above[i] == "adjacent_roles":
            accepted = title is not None and opens and next_known is not None and next_known - i <= NEAR
        else:
            accepted = title is not None and (opens or _is_ruled_off(blocks, title))
        if accepted:
            starts.append(i)
    return starts or codes[:1]


def _codes(part: Part, grammars: Grammars) -> list[int]:
    """Which blocks of a part are codes on lines of their own."""
    return [i for i, b in enumerate(part.blocks) if isinstance(b, Paragraph) and not b.mark and grammars.code(b.text)]


def _is_whole_line_code(blocks: Sequence[Block], i: int, grammars: Grammars) -> bool:
    """A code on a line of its own that is no card's and no term: no distance, band, code or definition follows it."""
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if not isinstance(following, Heading | Paragraph):
        return True
    if isinstance(following, Paragraph) and (following.mark or grammars.code(following.text)):
        return False
    if _DISTANCE.match(following.text) or grammars.band(following.text):
        return False
    # Cards without distances: a title and a code again, right below.
    after = blocks[i + 2] if i + 2 < len(blocks) else None
    return not (isinstance(after, Paragraph) and grammars.code(after.text))


def _known_headings(blocks: Sequence[Block]) -> tuple[list[str | None], list[int | None]]:
    """For each block: the section of the nearest known heading above it, the index of the nearest one below it."""
    above: list[str | None] = []
    section: str | None = None
    for block in blocks:
        above.append(section)
        section = _section(block) or section
    below: list[int | None] = []
    index: int | None = None
    for i in range(len(blocks) - 1, -1, -1):
        below.append(index)
        index = i if _section(blocks[i]) else index
    return above, below[::-1]


def _section(block: Block) -> str | None:
    return block.section if isinstance(block, Heading) else None


def _is_ruled_off(blocks: Sequence[Block], title: int) -> bool:
    return title > 0 and isinstance(blocks[title - 1], Rule)


def _title_index(blocks: Sequence[Block], code_at: int, grammars: Grammars) -> int | None:
    """The line above the code that is its title: one with the code's level if there is one near, else the nearest."""
    code = blocks[code_at]
    assert isinstance(code, Paragraph)
    own = grammars.code(code.text)
    nearest: int | None = None
    for i in range(code_at - 1, max(-1, code_at - 1 - NEAR), -1):
        block = blocks[i]
        if isinstance(block, BulletList | Table):
            break
        if not isinstance(block, Heading | Paragraph) or grammars.code(block.text):
            continue
        if is_title(block.text, grammars):
            label = grammars.title(title_text(block.text, grammars))
            if label and own and label.level == own.level:
                return i
            nearest = i if nearest is None and i == code_at - 1 else nearest
    if nearest is None and code_at and isinstance(blocks[code_at - 1], Rule) and code_at > 1:
        block = blocks[code_at - 2]
        return code_at - 2 if isinstance(block, Heading | Paragraph) and is_title(block.text, grammars) else None
    return nearest


def is_title(text: str, grammars: Grammars) -> bool:
    """Whether a line may be a title: short, and no sentence; any line with a level beside a name may."""
    return fits(text, TITLE_WIDTH) and (grammars.title(text) is not None or not _SENTENCE.search(text))


def _without_code(page: _Page, grammars: Grammars) -> Segment:
    """The title is the first line, if it reads as one. It counts as a heading of the page, not of a section."""
    blocks = page.blocks
    first = next((i for i, block in enumerate(blocks) if isinstance(block, Heading | Paragraph)), None)
    block = blocks[first] if first is not None else None
    if first is None or not isinstance(block, Heading | Paragraph) or not is_title(block.text, grammars):
        return Segment((), None, None, None, None, tuple(page.parts))
    if isinstance(block, Heading) and block.section:
        return Segment((), None, None, None, None, tuple(page.parts))
    label = grammars.title(title_text(block.text, grammars))
    return Segment(tuple(blocks[:first]), block, label, None, None, page.between(first + 1, len(blocks)))

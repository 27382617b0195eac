"""A dump, cut into one segment a profile: each begins with its title and its code, as far as it has them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ingest.blocks import Block, CodeBlock, Heading, Paragraph, Part
from ingest.blocks.front_matter_syntax import is_front_matter
from ingest.diagnostics import Diagnostic
from ingest.grammar import CodeLine, Grammars, Label
from ingest.outline.profile_codes import StatedCode, stated_codes
from ingest.outline.profile_starts import Start, find_starts
from ingest.outline.stated_titles import title_label


class Segment(NamedTuple):
    """One profile's blocks: front matter, what is before the title, title, code, the parts of the rest."""

    front: CodeBlock | None
    preamble: tuple[Block, ...]
    title: Heading | Paragraph | None
    again: Heading | Paragraph | None  # the line that says the title again, where front matter or a key states it
    label: Label | None  # the level and name that the title states
    code_block: Paragraph | None
    code: CodeLine | None
    body: tuple[Part, ...]
    notes: tuple[Diagnostic, ...] = ()  # what is to be said of where it begins


def split_profiles(parts: Sequence[Part], grammars: Grammars) -> list[Segment]:
    """A segment for each profile; where no line is a title or a code, one for the whole dump."""
    page = _Page(parts)
    starts = find_starts(page.blocks, _codes(page, grammars), grammars)
    ends = [*(start.first for start in starts[1:]), len(page.blocks)]
    return [
        _segment(page, start, end, n == 0, grammars) for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _segment(page: _Page, start: Start, end: int, is_first: bool, grammars: Grammars) -> Segment:
    title = page.blocks[start.title] if start.title is not None else None
    assert title is None or isinstance(title, Heading | Paragraph)
    first = start.title + 1 if start.title is not None else start.first
    if start.stated and not is_first:
        first = start.first  # the `Title:` line is a fact too, as that of the first profile is
    front = page.blocks[0] if is_first and page.blocks and is_front_matter(page.blocks[0]) else None
    if start.code:
        rest = (_part_of(start.code.rest),) if start.code.rest else ()
        body = _joined(_joined(page.between(first, start.code.first), rest), page.between(start.code.last + 1, end))
    else:
        body = page.between(first, end)
    preamble = tuple(page.blocks[: start.first]) if is_first else ()
    if front is not None:
        preamble = preamble[1:]
        body = body if start.first else page.between(max(first, 1), end)
    if front is not None and title is not None and (start.stated or start.again):
        above = page.between(1, start.first)
        if not any(isinstance(block, Heading) for block in preamble):  # below front matter that states the title
            body, preamble = _joined(above, body), ()
    again = title if start.stated else start.again
    title = start.stated or title
    return Segment(
        front=front if isinstance(front, CodeBlock) else None,
        preamble=preamble,
        title=title,
        again=again,
        label=title_label(title, grammars) if title else None,
        code_block=start.code.block if start.code else None,
        code=start.code.code if start.code else None,
        body=body,
        notes=start.notes,
    )


class _Page:
    """Blocks by number, in the parts that hold them."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.blocks = [block for part in parts for block in part.blocks]
        self.offsets = list(accumulate([len(part.blocks) for part in parts], initial=0))

    def between(self, first: int, end: int) -> tuple[Part, ...]:
        """The blocks from number `first` to the one before `end`; a part is cut only where it is not whole."""
        found = []
        for n in range(bisect_right(self.offsets, first) - 1, bisect_left(self.offsets, end)):
            part, at = self.parts[n], self.offsets[n]
            low, high = max(0, first - at), min(len(part.blocks), end - at)
            whole = low == 0 and high == len(part.blocks)
            if low < high:
                found.append(part if whole else part.remember((low, high), part.slice, low, high))
        return tuple(found)


def _part_of(block: Block) -> Part:
    return Part((block,), block.start, block.end)


def _joined(above: tuple[Part, ...], below: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts as they follow; what is between title and code goes on below it."""
    if not above or not below:
        return above or below
    blocks = (*above[-1].blocks, *below[0].blocks)
    return (*above[:-1], Part(blocks, above[-1].first, below[0].last), *below[1:])


def _codes(page: _Page, grammars: Grammars) -> list[StatedCode]:
    """The codes of the page that are no card's."""
    found: list[StatedCode] = []
    for part, at in zip(page.parts, page.offsets, strict=False):
        if codes := part.remember("codes", stated_codes, part, grammars):
            found += [stated.moved(at) for stated in codes]
    return found

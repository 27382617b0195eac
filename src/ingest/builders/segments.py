"""Where profiles begin. A dump may hold several: each starts with its title and its code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Paragraph, Rule, Table
from ingest.blocks.text import fits
from ingest.grammar import CodeLine, Grammars, Label

TITLE_WIDTH = 120
_DISTANCE = re.compile(r"(?:[01]?\.\d+|[01])\b")
_LINK = re.compile(r"\[[^\[\]]*\]\([^()]*\)")
_SENTENCE = re.compile(r"[.!;:。！；：]$|[.!?]\s+[A-Z]")


class Segment(NamedTuple):
    """One profile's blocks: what stands before its title, the title, the code, the rest."""

    preamble: tuple[Block, ...]
    title: Heading | Paragraph | None
    label: Label | None  # the level and name that the title states
    code_block: Paragraph | None
    code: CodeLine | None
    body: tuple[Block, ...]


def split_profiles(blocks: Sequence[Block], grammars: Grammars) -> list[Segment]:
    """A segment for each profile start; without any, one for the whole dump."""
    codes = [i for i, block in enumerate(blocks) if _is_start(blocks, i, grammars)]
    if not codes:
        return [_without_code(blocks, grammars)]
    titles = [_title_index(blocks, i, grammars) for i in codes]
    starts = [title if title is not None else code for title, code in zip(titles, codes, strict=True)]
    ends = [*starts[1:], len(blocks)]
    segments = []
    for n, (title_at, code_at, end) in enumerate(zip(titles, codes, ends, strict=True)):
        title = blocks[title_at] if title_at is not None else None
        code_block = blocks[code_at]
        assert isinstance(code_block, Paragraph)
        assert title is None or isinstance(title, Heading | Paragraph)
        between = tuple(blocks[title_at + 1 : code_at]) if title_at is not None else ()
        segments.append(
            Segment(
                preamble=tuple(blocks[: starts[0]]) if n == 0 else (),
                title=title,
                label=grammars.title(title.text) if title else None,
                code_block=code_block,
                code=grammars.code(code_block.text),
                body=(*between, *blocks[code_at + 1 : end]),
            )
        )
    return segments


def title_text(text: str) -> str:
    """A title line without links and emphasis."""
    return _LINK.sub("", text).strip().strip("*_` ").strip()


def _is_start(blocks: Sequence[Block], i: int, grammars: Grammars) -> bool:
    """A whole-line code that is no card: no distance or band follows it."""
    block = blocks[i]
    if not isinstance(block, Paragraph) or block.mark or grammars.code(block.text) is None:
        return False
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if isinstance(following, Heading | Paragraph):
        if _DISTANCE.match(following.text) or grammars.band(following.text):
            return False
        # Cards without distances: a title and a code again, right below.
        after = blocks[i + 2] if i + 2 < len(blocks) else None
        if isinstance(after, Paragraph) and grammars.code(after.text):
            return False
    return _opens(blocks, i, grammars) or not _is_among_cards(blocks, i)


def _opens(blocks: Sequence[Block], i: int, grammars: Grammars) -> bool:
    """Whether what follows is the beginning of a profile: prose, or a section that profiles begin with."""
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if isinstance(following, Heading):
        return following.section in ("description", "focus", "responsibilities", "level")
    return isinstance(following, Paragraph) and not fits(following.text, 60)


def _is_among_cards(blocks: Sequence[Block], i: int) -> bool:
    """Whether the nearest known heading above opens the adjacent roles."""
    for block in reversed(blocks[:i]):
        if isinstance(block, Heading) and block.section:
            return block.section == "adjacent_roles"
    return False


def _title_index(blocks: Sequence[Block], code_at: int, grammars: Grammars) -> int | None:
    """The nearest heading or paragraph before the code, if it reads as a title."""
    for i in range(code_at - 1, max(-1, code_at - 4), -1):
        block = blocks[i]
        if isinstance(block, BulletList | Table):
            return None
        if isinstance(block, Rule):
            continue
        if isinstance(block, Heading | Paragraph) and not grammars.code(block.text):
            return i if is_title(block.text, grammars) else None
    return None


def is_title(text: str, grammars: Grammars) -> bool:
    """Whether a line may be a title: short, and no sentence; any line with a level beside a name may."""
    return fits(text, TITLE_WIDTH) and (grammars.title(text) is not None or not _SENTENCE.search(text))


def _without_code(blocks: Sequence[Block], grammars: Grammars) -> Segment:
    """The title is the first line, if it reads as one. It counts as a heading of the page, not of a section."""
    first = next((i for i, block in enumerate(blocks) if isinstance(block, Heading | Paragraph)), None)
    block = blocks[first] if first is not None else None
    if first is None or not isinstance(block, Heading | Paragraph) or not is_title(block.text, grammars):
        return Segment((), None, None, None, None, tuple(blocks))
    if isinstance(block, Heading) and block.section:
        return Segment((), None, None, None, None, tuple(blocks))
    label = grammars.title(title_text(block.text))
    return Segment(tuple(blocks[:first]), block, label, None, None, tuple(blocks[first + 1 :]))

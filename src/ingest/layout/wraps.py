"""Lines filled to a width: joined where the next line's first word would not have fitted any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.diagnostics import Diagnostic, diagnose
from ingest.layout.line import Line, begins_block, is_blank
from ingest.layout.wide import breaks_anywhere, join, spread

WIDEST_FILL = 120  # no tool fills to more
NARROWEST_FILL = 40
LEAST_WRAPS = 3
_BLOCKS = ("- ", "| ")  # as most lines begin that are certainly no rest of another one
LEAST_SHARE = 0.6  # of the lines that could go on below, that the fill width explains


class _Pair(NamedTuple):
    """A line and the one below it that may be its rest: filled to `low` columns, the next word would need `high`."""

    at: int
    low: int
    high: int
    goes_on: bool


def may_be_filled(texts: Sequence[str]) -> bool:
    """Whether enough lines begin as the rest of another one does: half of the wrapped ones have to."""
    plain = [text for text in texts if text[:2] not in _BLOCKS and (not text[:1].isupper() or "|" in text)]
    return sum(map(_goes_on, plain)) * 2 >= LEAST_WRAPS


def join_wraps(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Undo filling. The fill width is the one that explains most line breaks of the page: the line fits into it, and
    with the next line's first word it would not. It has to explain most of the pairs of lines that stand right below
    each other, and most of the lines below have to begin in lower case or go on a table's row."""
    pairs = [pair for at in range(len(lines) - 1) if (pair := _pair(lines, at)) is not None]
    if len(pairs) < LEAST_WRAPS:
        return lines
    fill = _fill_width(pairs)
    wrapped = {pair.at for pair in pairs if pair.low <= fill < pair.high}
    going_on = sum(pair.goes_on for pair in pairs if pair.at in wrapped)
    if len(wrapped) < LEAST_WRAPS or len(wrapped) < LEAST_SHARE * len(pairs) or going_on * 2 < len(wrapped):
        return lines
    joined: list[Line] = []
    for at, line in enumerate(lines):
        if at - 1 in wrapped:
            last = joined[-1]
            joined[-1] = Line(join(last.text, line.text), last.start, line.end)
        else:
            joined.append(line)
    detail = f"{len(wrapped)} lines, filled to {fill} columns"
    diagnostics.append(diagnose("W307", lines[min(wrapped)].start, lines[max(wrapped) + 1].end, detail))
    return joined


def _goes_on(text: str) -> bool:
    """Whether a line may be the rest of the one above it, by its beginning."""
    below = text.lstrip()
    return below != "" and (not below[0].isupper() or "|" in below) and not begins_block(text)


def _pair(lines: list[Line], at: int) -> _Pair | None:
    line, following = lines[at], lines[at + 1]
    if begins_block(following.text) or is_blank(line) or is_blank(following) or line.text.endswith("  "):
        return None
    if not line.text.strip("-=|: \t"):
        return None
    text = line.text.rstrip()
    below = following.text.lstrip()
    if len(following.text) - len(below) < len(text) - len(text.lstrip()) and not begins_block(text):
        return None  # what stands further left is not the rest of an indented line
    low = len(spread(text))
    # Chinese and Japanese are broken between any two characters.
    high = low + 2 if breaks_anywhere(text, below) else low + 1 + len(spread(below.split(None, 1)[0]))
    return _Pair(at, low, high, not below[:1].isupper() or "|" in below)


def _fill_width(pairs: list[_Pair]) -> int:
    """The width that explains most pairs; the least of the best ones."""
    counts = [0] * (WIDEST_FILL + 2)
    for pair in pairs:
        if pair.low <= WIDEST_FILL and pair.high > NARROWEST_FILL:
            counts[max(pair.low, NARROWEST_FILL)] += 1
            counts[min(pair.high, WIDEST_FILL + 1)] -= 1
    best, fill, running = 0, NARROWEST_FILL, 0
    for width in range(NARROWEST_FILL, WIDEST_FILL + 1):
        running += counts[width]
        if running > best:
            best, fill = running, width
    return fill

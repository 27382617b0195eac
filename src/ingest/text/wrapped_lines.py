"""Lines that a tool wrapped: each is joined with the next one, whose first word would not have fitted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ingest.diagnostics import Diagnostic, diagnose
from ingest.punctuation import ENDS
from ingest.text.line import Line, begins_block, is_blank
from ingest.text.sentences import has_ended
from ingest.text.wide_characters import breaks_anywhere, breaks_word, columns, join

WIDEST_FILL = 120  # no tool fills to more
NARROWEST_FILL = 40
LEAST_WRAPS = 3
HEADING_WIDTH = 60
_PLAIN = re.compile(r"\n(?!- |\| )(.+)")  # most other lines are certainly no rest of the one above
_PAIR = re.compile(r"\n(?:- )?\w.*(?<!  )(?=\n[^\W\d_])")  # what certainly is a line that could go on below
_BREAKS = ("  ", "<br>", "<br/>", "<br />")  # at the end of a line that the page itself breaks
LEAST_SHARE = 0.6  # of the lines that could go on below, that the fill width explains


class _Pair(NamedTuple):
    """A line and the one below it that may be its rest: filled to `low`, the next word would need `high`."""

    at: int
    low: int
    high: int
    goes_on: bool


def may_be_filled(page: str) -> bool:
    """Whether enough lines begin as the rest of another one does: half of the wrapped ones have to, and these have to
    be most of those that could go on below."""
    most_wraps = sum(map(_goes_on, _PLAIN.findall(page))) * 2
    return most_wraps >= LEAST_WRAPS and most_wraps >= LEAST_SHARE * len(_PAIR.findall(page))


def join_wraps(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Join lines that were filled to a width.

    The fill width is the one that explains most line breaks of the page: the line fits into it, and would not with the
    next line's first word. It must explain most pairs of consecutive lines, and most of the second lines must begin in
    lower case or continue a table's row.
    """
    pairs, fill, at_blanks = _filling(lines)
    wrapped = {pair.at for pair in pairs if pair.low <= fill < pair.high}
    going_on = sum(pair.goes_on for pair in pairs if pair.at in wrapped)
    if len(wrapped) < LEAST_WRAPS or len(wrapped) < LEAST_SHARE * len(pairs) or going_on * 2 < len(wrapped):
        return lines
    wrapped -= {at for at in wrapped if at + 1 not in wrapped and _heads(lines[at], lines[at + 1])}
    joined: list[Line] = []
    for at, line in enumerate(lines):
        if at - 1 in wrapped:
            last = joined[-1]
            at_blank = at_blanks and not breaks_word(last.text.rstrip(), line.text.lstrip())
            text = f"{last.text.rstrip()} {line.text.lstrip()}" if at_blank else join(last.text, line.text)
            joined[-1] = Line(text, last.start, line.end)
        else:
            joined.append(line)
    detail = f"{len(wrapped)} lines, filled to {fill} {'characters' if at_blanks else 'columns'}"
    diagnostics.append(diagnose("W307", lines[min(wrapped)].start, lines[max(wrapped) + 1].end, detail))
    return joined


def _heads(above: Line, below: Line) -> bool:
    """Return whether a full line ends a sentence by chance, and the line below it looks like a heading."""
    ended, text = has_ended(above.text.rstrip()), below.text.strip()
    return ended and text[:1].isupper() and len(text) <= HEADING_WIDTH and not (has_ended(text) or text.endswith(ENDS))


def _filling(lines: list[Line]) -> tuple[list[_Pair], int, bool]:
    """The pairs, the fill width, and how the tool counts. Some count columns and break Chinese and Japanese anywhere,
    others count characters and break at blanks alone: where it matters, the way that explains more line breaks."""
    candidates = list(_candidates(lines))
    pairs = [_by_columns(lines, at) for at in candidates]
    fill, explained = _fill_width(pairs)
    if any(not line.text.isascii() for line in lines):
        others = [_by_characters(lines, at) for at in candidates]
        width, more = _fill_width(others)
        if more > explained:
            return others, width, True
    return pairs, fill, False


def _candidates(lines: list[Line]) -> Iterator[int]:
    """The lines that may go on in the next one. Two rows of a table do not, which have more pipes than the rule under
    its header."""
    pipes = 0
    for at, (line, below) in enumerate(pairwise(lines)):
        if is_blank(line):
            pipes = 0
        elif _is_rule(line.text):
            pipes = sum(map(line.text.count, "|+┼"))
        is_next_row = 0 < pipes < line.text.count("|") + below.text.count("|")
        if not is_next_row and _may_go_on(line, below):
            yield at


def _is_rule(text: str) -> bool:
    return not text.strip("-─=|+┼: \t")


def _goes_on(text: str) -> bool:
    """Whether a line may be the rest of the one above it, by its beginning."""
    below = text.lstrip()
    return below != "" and (not below[0].isupper() or "|" in below) and not begins_block(text)


def _may_go_on(line: Line, following: Line) -> bool:
    if begins_block(following.text) or is_blank(line) or is_blank(following) or line.text.endswith(_BREAKS):
        return False
    if _is_rule(line.text):
        return False
    text, below = line.text.rstrip(), following.text
    further_left = len(below) - len(below.lstrip()) < len(text) - len(text.lstrip())
    return begins_block(text) or not further_left  # what is further left is not the rest of an indented line


def _by_columns(lines: list[Line], at: int) -> _Pair:
    """Wide characters take two columns; Chinese and Japanese are broken between any two characters."""
    text, below = lines[at].text.rstrip(), lines[at + 1].text.lstrip()
    low = columns(text)
    word = below.split(None, 1)[0]
    if breaks_word(text, below):
        return _Pair(at, low, low + columns(word.partition("-")[0]), not below[:1].isupper() or "|" in below)
    if breaks_anywhere(text, below):
        high = low + 2
    else:  # a word of a script without blanks may be broken behind its first character
        high = low + 1 + columns(word[:1] if breaks_anywhere(word[:1], word[1:2]) else word)
    return _Pair(at, low, high, not below[:1].isupper() or "|" in below)


def _by_characters(lines: list[Line], at: int) -> _Pair:
    """Each character counts as one, as in Python's `textwrap`; lines are broken at blanks alone."""
    text, below = lines[at].text.rstrip(), lines[at + 1].text.lstrip()
    return _Pair(at, len(text), len(text) + 1 + len(below.split(None, 1)[0]), not below[:1].isupper() or "|" in below)


def _fill_width(pairs: list[_Pair]) -> tuple[int, int]:
    """The width that explains most pairs, the least of the best ones, and how many it explains."""
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
    return fill, best

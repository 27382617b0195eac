"""Which level unlabelled bullets belong to, as far as the table of guidelines proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

LEAST_LEVELS = 3
MOST_LEVELS = 40  # no ladder has more; the comparison grows with its square
_WORD = re.compile(r"\w+")
_WORDS = {code: chr(code) if _WORD.match(chr(code)) else " " for code in range(128)}


def infer_levels(texts: Sequence[str], guidelines: Sequence[tuple[str, str]]) -> list[str] | None:
    """A level for each bullet, or None where nothing proves it. `guidelines` holds each level with its row.

    Equal groups in dump order are held against the rows by shared words. They count as proven only if every row and
    every column of that matrix has its strict maximum on the diagonal. This proves the order of the groups, not the
    boundaries between them, which rest on equal counts; so groups are never of unequal size.
    """
    levels = [level for level, _ in guidelines]
    count = len(levels)
    if not LEAST_LEVELS <= count <= MOST_LEVELS or len(set(levels)) < count or not texts or len(texts) % count:
        return None
    size = len(texts) // count
    groups = [texts[i * size : (i + 1) * size] for i in range(count)]
    matrix: list[list[int]] = []
    for line in overlaps(groups, [row for _, row in guidelines]):
        if not _stands_out(line, len(matrix)):
            return None
        matrix.append(line)
    if not all(_stands_out(column, i) for i, column in enumerate(zip(*matrix, strict=True))):
        return None
    return [level for level in levels for _ in range(size)]


def overlaps(groups: Iterable[Sequence[str]], rows: Sequence[str]) -> Iterator[list[int]]:
    """How many different words each group of texts shares with each row: a line a group, a column a row."""
    stated = [_words(row) for row in rows]
    for group in groups:
        words = _words(" ".join(group))
        yield [len(words & row) for row in stated]


def _words(text: str) -> set[str]:
    text = text.lower()
    return set(text.translate(_WORDS).split() if text.isascii() else _WORD.findall(text))


def _stands_out(numbers: Sequence[int], at: int) -> bool:
    """Whether one of several numbers is greater than all others."""
    return numbers[at] > max(number for i, number in enumerate(numbers) if i != at)

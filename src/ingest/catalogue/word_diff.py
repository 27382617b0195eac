"""Which words of two texts differ: stretches of characters to be marked in each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without blanks between words: kana, han
# One of their signs; a word with its inner marks, or a number with its points; any other mark.
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:[.'’-]\w+)*|[^\w\s]")
_STRAY = 4  # characters: what two differences leave between them is noise if it is shorter, such as `of`
_KEPT = 1 / 3  # share of the words: where texts have less than this in common, they differ as a whole
_LIMIT = 1_000  # words: longer texts that differ are not looked at word by word; it would take too long

Stretch = tuple[int, int]  # first character, and the one after the last


class Piece(NamedTuple):
    """Some characters of a text, and whether another text has not got them in this place."""

    text: str
    differs: bool


def differing(one: str, other: str) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches of `one` and of `other` that the other text does not have, in order, by whole words."""
    words = [[match.span() for match in _WORD.finditer(text)] for text in (one, other)]
    spelled = [[text[slice(*span)] for span in spans] for text, spans in zip((one, other), words, strict=True)]
    changes = _changes(*spelled)
    return (
        [(words[0][a][0], words[0][b - 1][1]) for a, b, _, _ in changes if a < b],
        [(words[1][c][0], words[1][d - 1][1]) for _, _, c, d in changes if c < d],
    )


def pieces(text: str, stretches: Iterable[Stretch]) -> tuple[Piece, ...]:
    """All of `text` in order, cut where a stretch of what differs begins or ends; stretches may overlap."""
    found: list[Piece] = []
    done = 0
    for start, end in sorted(stretches):
        start = max(start, done)
        if start < end:
            found += [Piece(text[done:start], False), Piece(text[start:end], True)]
            done = end
    found.append(Piece(text[done:], False))
    return tuple(piece for piece in found if piece.text)


def _changes(one: list[str], other: list[str]) -> list[tuple[int, int, int, int]]:
    """Return word ranges (a, b) of one text that the ranges (c, d) of the other replace.

    Short equal runs between two changes are merged into them.
    """
    everything = [(0, len(one), 0, len(other))]
    if one == other:
        return []
    if max(len(one), len(other)) > _LIMIT:
        return everything
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and sum(map(len, one[found[-1][1] : a])) < _STRAY:
            a, _, c, _ = found.pop()
        found.append((a, b, c, d))
    changed = sum(b - a + d - c for a, b, c, d in found)
    return found if changed <= (1 - _KEPT) * (len(one) + len(other)) else everything

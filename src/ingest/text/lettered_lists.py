"""Lists ordered by letters or Roman numerals: `A.`, `b)`, `iv.` become numbers where they go on in order."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.lazy_patterns import rare
from ingest.text.line import Line, begins_block, is_blank

_FIRST = re.compile(r"\n[ \t]*[aAiI][.)][ \t]")
_MARK = rare(r"([ \t]*)([A-Za-z]|[ivx]{2,5}|[IVX]{2,5})([.)])(?=[ \t]+\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
LEAST_ITEMS = 2  # a letter alone may be an initial
LARGEST_SHIFT = 3  # columns
DEEPEST = 8  # lists inside of each other that are followed


class _List(NamedTuple):
    """A list that is being followed: the column and form of its marks, and the lines of its items."""

    indent: int
    style: str
    items: list[int]


def has_letters(page: str) -> bool:
    """Whether a line begins with the first mark of such a list."""
    return _FIRST.search(page) is not None


def number_letters(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Replace letter marks that count up from the first one by numbers.

    Between two of them there may only be content of a list: other bullets, and lines that are indented below them or
    continue in lower case. Nothing else changes, so there is no diagnostic.
    """
    numbered = list(lines)
    open_lists: list[_List] = []
    for at, line in enumerate(lines):
        if is_blank(line):
            continue
        readings = _readings(line.text)
        if readings and _follow(open_lists, readings, at, numbered):
            continue
        if begins_block(line.text) and not line.text.lstrip().startswith("#"):
            continue
        indent = len(line.text) - len(line.text.lstrip())
        goes_on = bool(at) and not is_blank(lines[at - 1]) and line.text.lstrip()[:1].islower()
        while open_lists and indent <= open_lists[-1].indent and not goes_on:
            _close(open_lists.pop(), numbered)
    while open_lists:
        _close(open_lists.pop(), numbered)
    return numbered


def _follow(open_lists: list[_List], readings: list[tuple[int, str, int]], at: int, numbered: list[Line]) -> bool:
    """Take a line as the next item of a list that is open, or as the first of one."""
    for n in range(len(open_lists) - 1, -1, -1):
        known = open_lists[n]
        if any(_goes_on(known, reading) for reading in readings):
            while len(open_lists) > n + 1:
                _close(open_lists.pop(), numbered)
            known.items.append(at)
            return True
    first = next((reading for reading in readings if reading[2] == 1), None)
    if first is None:
        return False
    if len(open_lists) == DEEPEST:
        _close(open_lists.pop(0), numbered)
    open_lists.append(_List(first[0], first[1], [at]))
    return True


def _goes_on(known: _List, reading: tuple[int, str, int]) -> bool:
    """Whether a mark is the next one of a list. Some tools align marks by their ends: `  I.`, ` II.`."""
    indent, style, ordinal = reading
    return style == known.style and ordinal == len(known.items) + 1 and abs(indent - known.indent) <= LARGEST_SHIFT


def _close(known: _List, numbered: list[Line]) -> None:
    if len(known.items) < LEAST_ITEMS:
        return
    for number, at in enumerate(known.items, 1):
        text = numbered[at].text
        match = _MARK.match(text)
        if match:
            numbered[at] = numbered[at]._replace(text=f"{' ' * known.indent}{number}{match[3]}{text[match.end() :]}")


def _readings(text: str) -> list[tuple[int, str, int]]:
    """Indentation, style and ordinal of a mark; `i.` is the first Roman numeral or the ninth letter."""
    match = _MARK.match(text)
    if match is None:
        return []
    case = "A" if match[2].isupper() else "a"
    low, indent = match[2].lower(), len(match[1].expandtabs(4))
    found = []
    if len(low) == 1:
        found.append((indent, f"{case}{match[3]}", ord(low) - ord("a") + 1))
    if set(low) <= _ROMAN.keys():
        found.append((indent, f"roman {case}{match[3]}", _roman(low)))
    return found


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if any(value < other for other in values[n + 1 : n + 2]) else value for n, value in enumerate(values)
    )

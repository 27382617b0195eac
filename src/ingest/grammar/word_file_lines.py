"""The line of a table, a list or a word in a file of words, for messages on what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.lazy_patterns import rare

_TABLE = rare(r"\[\s*[\"']?([\w-]+)[\"']?\s*\]\s*(?:#.*)?$")
_LIST = rare(r"[\"']?([\w-]+)[\"']?\s*=")
_Lines = Iterator[tuple[int, str]]


def line_of_word(text: str, word: str, table: str = "", key: str = "") -> int | None:
    """The line of the list `key` of `table` that holds a word, 1-based; else the first of the file that holds it.

    Without `table` and `key`, the lists above the first table are meant. None if no line has the word as it is, in
    quotes.
    """
    quoted = (f'"{word}"', f"'{word}'")
    lines = (*_lines_of(text, table, key), *enumerate(text.splitlines(), 1))
    return next((number for number, line in lines if any(mark in line for mark in quoted)), None)


def line_of_list(text: str, key: str, table: str = "") -> int | None:
    """The line on which the list `key` of `table` begins, 1-based; else the first of the file that begins so."""
    starts = (number for number, line in enumerate(text.splitlines(), 1) if line.lstrip(" \t'\"").startswith(key))
    return next((number for number, _ in _lines_of(text, table, key)), None) or next(starts, None)


def line_of_table(text: str, name: str) -> int | None:
    """The line on which a table begins, 1-based, or a list of this name."""
    starts = (number for number, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(f"[{name}"))
    return next(starts, None) or line_of_list(text, name)


def _lines_of(text: str, table: str, key: str) -> _Lines:
    """The lines of a list, from its name to the next list or table."""
    in_table = in_list = ""
    for number, line in enumerate(text.splitlines(), 1):
        if begins := _TABLE.match(line.strip()):
            in_table, in_list = begins[1], ""
        elif named := _LIST.match(line.strip()):
            in_list = named[1]
        if in_list == key and in_table == table:
            yield number, line

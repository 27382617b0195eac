"""Front matter in TOML: keys and values between two lines of `+++`, as Hugo writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.lazy_patterns import rare

MARK = "+++"
_ENTRY = rare(r"(?P<key>[\w-]+|\"[^\"]+\"|'[^']+')(?P<parts>(?:\s*\.\s*[\w-]+)*)\s*=")
_TABLE = rare(r"\[\[?\s*(?P<key>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_COMMENT = "#"
MOST_VALUE_LINES = 60  # of an array or a text in three quotes
MOST_BRACKETS = 200  # in a value: each may be inside the one before


class TomlEntry(NamedTuple):
    """A key, its value as a text, and its first and last line, counted from 0. Tables and what they hold are nested."""

    key: str
    value: str
    start: int
    end: int
    is_nested: bool


def toml_entries(lines: Sequence[str]) -> list[TomlEntry] | None:
    """The entries of the lines between the marks, each with the lines of its value; None if they are no TOML."""
    entries: list[TomlEntry] = []
    table: TomlEntry | None = None
    at = 0
    while at < len(lines):
        text = lines[at].strip()
        if not text or text.startswith(_COMMENT):
            at += 1
        elif found := _TABLE.match(text):
            table = TomlEntry(found["key"], "", at, at, is_nested=True)
            entries.append(table)
            at += 1
        elif (found := _ENTRY.match(text)) and (read := _value(lines, at)) is not None:
            value, behind = read
            if table is not None:
                entries[-1] = entries[-1]._replace(end=behind - 1)
            else:
                key = found["key"].strip("\"'")
                is_nested = bool(found["parts"]) or isinstance(value, Mapping)
                entries.append(TomlEntry(key, " ".join(_texts(value)), at, behind - 1, is_nested))
            at = behind
        else:
            return None
    return entries


def _value(lines: Sequence[str], at: int) -> tuple[object, int] | None:
    """The value that begins on a line, and the line behind it: the fewest lines that are TOML by themselves."""
    import tomllib  # few pages have such front matter

    for behind in range(at + 1, min(len(lines), at + MOST_VALUE_LINES) + 1):
        text = "\n".join(lines[at:behind])
        if text.count("[") + text.count("{") > MOST_BRACKETS:
            return None
        try:
            read = tomllib.loads(text)
        except ValueError:
            continue  # an array or a text that goes on below, or a number beyond all limits
        return next(iter(read.values())), behind
    return None


def _texts(value: object) -> Iterator[str]:
    """The texts of a value; those of an array are joined by commas."""
    if isinstance(value, list):
        yield ", ".join(text for one in value for text in _texts(one))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, bool):
        yield str(value).lower()
    else:
        yield " ".join(str(value).split())

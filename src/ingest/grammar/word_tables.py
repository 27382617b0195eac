"""Files of words as the dictionaries that `Words` asks: plain data, so that a process can keep it for the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ingest.grammar.folding import fold
from ingest.grammar.word_files import FIELDS, KINDS, NEEDS, WordFile, listed

_SPACELESS = 0x2E80  # from here on scripts are written without blanks; Korean has some, and parts of words without
_KIND_OF = {**{kind: kind for kind in KINDS}, **NEEDS, "adjacent_roles": "career"}
_SLOT = "{}"

# `(kind, slot, need, language, arguments, field)`, as the fields of Meaning stand.
Meant = tuple[str, None, str | None, str, tuple[()], str | None]


class Tables(NamedTuple):
    """Dictionaries by folded words. `lists` holds what is asked in another way, by `table.key`."""

    headings: dict[str, list[Meant]]
    slots: dict[str, dict[str, Meant]]
    spaceless: list[tuple[str, str, Meant]]
    facts: dict[str, str]
    columns: dict[str, str]
    attributes: dict[str, str]
    needs: dict[str, str]
    levels: dict[str, tuple[str, int, str]]
    languages: dict[str, list[str]]
    units: dict[str, str]
    periods: dict[str, str]
    numbers: dict[str, float]
    currencies: dict[str, str]
    lists: dict[str, list[str]]


def tables_of(files: Iterable[WordFile]) -> Tables:
    """All words of some files; where two give one word a meaning, the first holds."""
    tables = Tables({}, {}, [], {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})
    steps: dict[str, int] = {}
    for table, key, word, file in listed(files):
        if table == "levels" and key == "names":
            order = steps[file.language] = steps.get(file.language, -1) + 1
            for name in word.split(" | "):
                tables.levels.setdefault(fold(name), (name, order, file.language))
        else:
            _add(tables, table, key, word, file.language)
    tables.spaceless.sort(key=lambda pattern: (-len(pattern[0] + pattern[1]), pattern[:2]))
    return tables


def _add(tables: Tables, table: str, key: str, word: str, language: str) -> None:
    plain: dict[str, Any] = {
        "facts": tables.facts, "columns": tables.columns, "need": tables.needs, "units": tables.units,
        "attributes": tables.attributes,
    }  # fmt: skip
    if table == "headings":
        _add_heading(tables, key, word, language)
    elif table in plain:
        plain[table].setdefault(fold(word), key)
    elif table == "periods":
        tables.periods.setdefault(word.casefold(), key)
    elif table == "currencies":
        tables.currencies.setdefault(word.casefold(), key)
    elif table == "numbers":
        tables.numbers.setdefault(key.casefold(), float(word))
    elif table == "language":
        tables.languages.setdefault(word, []).append(language)
    if table in ("around", "attributes", "furniture", "levels", "placeholders"):
        tables.lists.setdefault(f"{table}.{key}", []).append(word)


def _add_heading(tables: Tables, key: str, word: str, language: str) -> None:
    meant: Meant = (_KIND_OF[key], None, key if key in NEEDS else None, language, (), FIELDS.get(key))
    before, slot, after = word.partition(_SLOT)
    if not slot:
        found = tables.headings.setdefault(fold(word), [])
        if all(other[3] != language for other in found):
            found.append(meant)
    elif is_spaceless(before + after) and " " not in word:
        tables.spaceless.append((fold(before), fold(after), meant))
    else:
        tables.slots.setdefault(fold(before), {}).setdefault(fold(after), meant)


def is_spaceless(text: str) -> bool:
    """Whether all letters of a text are of scripts without blanks."""
    return has_spaceless(text) and all(ord(letter) >= _SPACELESS or not letter.isalpha() for letter in text)


def has_spaceless(text: str) -> bool:
    """Whether any letter of a text is of a script without blanks."""
    return not text.isascii() and any(ord(letter) >= _SPACELESS for letter in text)

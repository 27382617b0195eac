"""The dictionaries that `Words` asks, made of files of words: plain data, which a process keeps for the next one."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import NamedTuple

from ingest.grammar.folding import fold, with_bare_capital, without_accents
from ingest.grammar.whole_words import has_spaceless, is_spaceless, spoken, whole_words
from ingest.grammar.word_files import FIELDS, NEEDS, WordFile, listed
from ingest.section_kinds import KINDS_OF_WORDS

_KIND_OF = {**{kind: kind for kind in KINDS_OF_WORDS}, **NEEDS, "adjacent_roles": "career"}
_SLOT = "{}"
# Tables whose words stand beside others in a text.
AS_WRITTEN = frozenset(("roles", "calls", "titles", "leads", "prose", "hints", "starts"))
# Those, and lists of others, whose phrases are looked for as whole words.
SPOKEN = frozenset((
    "leads", "prose", "hints", "roles.mentions", "roles.addresses", "roles.advice", "roles.seeks", "calls.before",
))  # fmt: skip

# `(kind, slot, need, language, arguments, field)`, as the fields of Meaning stand.
Meant = tuple[str, None, str | None, str, tuple[()], str | None]


class Tables(NamedTuple):
    """Dictionaries by folded words. `meanings` holds each meaning of a heading once, and other tables refer to its
    index.

    `around` holds the phrases that may precede or follow a heading's words, longest first, by their first or last word;
    `lists` holds the words that are looked up as a whole, by `table.key`.
    """

    meanings: list[Meant]
    headings: dict[str, tuple[int, ...]]
    slots: dict[str, dict[str, int]]  # by what stands before the name, then by what stands behind it
    spaceless: list[tuple[str, str, int]]  # the same, for names written without a blank beside them; longest first
    starts: dict[str, set[str]]  # first words: of headings, of those of levels, of `slots`; last words of `slots`
    before: dict[str, list[list[str]]]
    after: dict[str, list[list[str]]]
    facts: dict[str, str]
    columns: dict[str, str]
    attributes: dict[str, str]
    needs: dict[str, str]
    spaceless_needs: list[tuple[str, str]]
    levels: dict[str, tuple[str, int, str]]
    languages: dict[str, list[str]]
    units: dict[str, str]
    periods: dict[str, str]
    numbers: dict[str, float]
    currencies: dict[str, str]
    lists: dict[str, list[str]]


def tables_of(files: Iterable[WordFile]) -> Tables:
    """All words of some files; where two give one word a meaning, the first holds, except in two languages."""
    tables = Tables([], {}, {}, [], {}, {}, {}, {}, {}, {}, {}, [], {}, {}, {}, {}, {}, {}, {})
    steps: dict[str, int] = {}
    for table, key, word, file in listed(files):
        if table == "headings":
            _add_heading(tables, key, word, file.language)
        elif table == "levels" and key == "names":
            order = steps[file.language] = steps.get(file.language, -1) + 1
            for name in word.split(" | "):
                tables.levels.setdefault(fold(name), (name, order, file.language))
        else:
            _add(tables, table, intern(key), word, file.language)
    _finish(tables)
    return tables


def _add(tables: Tables, table: str, key: str, word: str, language: str) -> None:
    folded = {"facts": tables.facts, "columns": tables.columns, "need": tables.needs, "units": tables.units}
    if table in folded:
        folded[table].setdefault(fold(word), key)
    elif table == "attributes":
        tables.attributes.setdefault(fold(word), key)
        tables.lists.setdefault(table, []).append(word)
    elif table == "periods":
        tables.periods.setdefault(word.casefold(), key)
    elif table == "currencies":
        tables.currencies.setdefault(word.casefold(), key)
    elif table == "numbers":
        tables.numbers.setdefault(key.casefold(), float(word))
    elif table == "texts":
        tables.languages.setdefault(word, []).append(language)
    elif table in AS_WRITTEN or (table == "furniture" and key in ("starts", "dated")):
        tables.lists.setdefault(f"{table}.{key}", []).extend(_looked_for(table, f"{table}.{key}", word.casefold()))
    else:
        tables.lists.setdefault(f"{table}.{key}", []).append(fold(word) or word)


def _looked_for(table: str, name: str, word: str) -> tuple[str, ...]:
    """What is looked for in a text where a file has this word or phrase."""
    if name == "starts.responsibilities" and " " not in word:
        return (*_forms(word), *_forms(with_bare_capital(word))[: not word.isascii()])
    if table == "starts" and name != "starts.before_duties":
        return tuple(dict.fromkeys((spoken(word), spoken(with_bare_capital(word)))))
    return (whole_words(word) if table in SPOKEN or name in SPOKEN else word,)


def _forms(verb: str) -> tuple[str, ...]:
    """`lead`, `leads` and `leading`; `write`, `writes`, `writing`; `plan`, `plans`, `planning`; `carry`, `carries`. The
    ending of a verb, `-erez`, is all that it is."""
    if verb.startswith("-"):
        return (verb,)
    stem = verb.removesuffix("e")
    thirds = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "s"
    return verb, thirds, verb + "es", stem + "ing", verb + verb[-1] + "ing", verb + "ing"


def _add_heading(tables: Tables, key: str, word: str, language: str) -> None:
    meant: Meant = (_KIND_OF[key], None, key if key in NEEDS else None, language, (), FIELDS.get(key))
    if meant not in tables.meanings:
        tables.meanings.append(meant)
    number = tables.meanings.index(meant)
    before, slot, after = word.partition(_SLOT)
    if not slot:
        found = tables.headings.get(fold(word), ())
        if all(tables.meanings[other][3] != language for other in found):
            tables.headings[fold(word)] = (*found, number)
    elif has_spaceless(before[-1:] + after[:1]):  # a name may be written without a blank beside it
        tables.spaceless.append((fold(before), fold(after), number))
    else:
        tables.slots.setdefault(fold(before), {}).setdefault(fold(after), number)


def _finish(tables: Tables) -> None:
    """What is derived of all words together."""
    for bare in (without_accents, with_bare_capital):
        for word in list(tables.facts):
            tables.facts.setdefault(bare(word), tables.facts[word])
        for word in list(tables.headings):
            tables.headings.setdefault(bare(word), tables.headings[word])
    for before in list(tables.slots):
        tables.slots.setdefault(with_bare_capital(before), tables.slots[before])
    alone: dict[tuple[int, ...], tuple[int, ...]] = {}  # equal tuples become one, which is written and read once
    for word, numbers in tables.headings.items():
        tables.headings[word] = alone.setdefault(numbers, numbers)
    tables.spaceless.sort(key=lambda pattern: (-len(pattern[0] + pattern[1]), pattern[:2]))
    tables.starts["slots"] = {before.partition(" ")[0] for before in tables.slots if before}
    tables.starts["slot ends"] = {after.rpartition(" ")[2] for after in tables.slots.get("", ())}
    levels = {number for number, meant in enumerate(tables.meanings) if meant[0] == "level"}
    tables.starts["levels"] = {word.partition(" ")[0] for word, found in tables.headings.items() if found[0] in levels}
    for name in ("around.before", "around.after", "furniture.buttons"):
        tables.lists[name] = sorted(set(tables.lists.get(name, ())), key=lambda word: (-len(word), word))
    for name, at, by_word in (("around.before", 0, tables.before), ("around.after", -1, tables.after)):
        for phrase in tables.lists[name]:
            words = phrase.split()
            by_word.setdefault(words[at], []).append(words)
    tables.starts["headings"] = {word.partition(" ")[0] for word in tables.headings}
    tables.starts["headings"].update(tables.starts["slots"], tables.before)
    tables.lists["spaceless after"] = list(filter(is_spaceless, tables.lists["around.after"]))
    needs = ((word, need) for word, need in tables.needs.items() if is_spaceless(word))
    tables.spaceless_needs.extend(sorted(needs, key=lambda pair: (-len(pair[0]), pair)))
    tables.lists.get("attributes", []).sort(key=lambda word: (-len(word), word))

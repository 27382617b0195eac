"""Words of a corpus that nobody knows: how often they occur, where, and what they may mean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Literal, NamedTuple

from ingest.grammar import Grammars
from ingest.grammar.folding import fold
from ingest.grammar.word_files import WordFile, listed
from ingest.grammar.words import Words
from ingest.records import Profile

Table = Literal["headings", "facts", "columns"]

_NEAR = 0.5  # share of the weight of two headings' words that has to be common
_MOST_BELOW = 40  # lines below a heading that count
_MOST_LINES = 400  # lines below all headings of one word
_MOST_SPELLINGS = 20
_CLEAR = 0.5  # share of the lines below that makes a kind clear
_FEW_WORDS = 4  # of a skill's name
_WIDEST = 120  # characters; what is wider is a sentence
_PLACES = 2
_FEWEST = 2  # words of what is held against known words: one alone may be a part of anything


class Met(NamedTuple):
    """Words as they were met: in which table they belong, where they stand (`uri:line`), and the lines below them."""

    table: Table
    text: str
    uri: str
    line: int
    below: tuple[str, ...] = ()


class Suggestion(NamedTuple):
    """Unknown words, how often they occur and in how many pages, the first places, and what they may mean, and why."""

    table: Table
    text: str
    times: int
    pages: int
    places: tuple[str, ...]
    key: str | None
    reason: str | None


def met_in(profile: Profile, uri: str) -> Iterator[Met]:
    """The headings, keys and columns of a record that no field holds."""
    for section in profile.sections:
        lines = [line for block in section.blocks if block.kind != "code" for line in block.raw.splitlines()]
        if section.heading and section.kind is None:
            yield Met("headings", section.heading, uri, section.span.line_start, tuple(lines[:_MOST_BELOW]))
        for block in section.blocks:
            for cell in block.rows[0] if len(block.rows) > 1 else ():
                yield Met("columns", cell, uri, block.span.line_start)
    for fact in profile.facts:
        yield Met("facts", fact.label, uri, fact.span.line_start)


class Unknown:
    """What is remembered of one unknown word: bounded, however often it occurs."""

    def __init__(self) -> None:
        self.times = self.pages = 0
        self.places: list[str] = []
        self.spellings: Counter[str] = Counter()
        self.below: list[str] = []
        self._uri: str | None = None

    def add(self, one: Met) -> None:
        """Count it once more. All of one page come together."""
        self.times += 1
        if len(self.spellings) < _MOST_SPELLINGS or one.text in self.spellings:
            self.spellings[one.text] += 1
        if len(self.below) < _MOST_LINES:
            self.below.extend(one.below)
        if one.uri != self._uri:
            self._uri = one.uri
            self.pages += 1
            if len(self.places) < _PLACES:
                self.places.append(f"{one.uri}:{one.line}")


def suggest(met: Iterable[Met], grammars: Grammars) -> list[Suggestion]:
    """What is not known, the most frequent first, with a proposed key where there is a reason for one.

    What was met in one page comes together. Held is one entry a word, not one an occurrence.
    """
    unknown: dict[tuple[Table, str], Unknown] = {}
    for one in met:
        folded = fold(one.text)
        if folded and len(one.text) <= _WIDEST and not _is_known(one, grammars):
            unknown.setdefault((one.table, folded), Unknown()).add(one)
    alike = Alike(grammars.word_files)
    found = [_suggestion(table, word, alike, grammars.words) for (table, _), word in unknown.items()]
    return sorted(found, key=lambda one: (-one.pages, -one.times, one.table, one.text))


def _is_known(one: Met, grammars: Grammars) -> bool:
    words = grammars.words
    if one.table == "facts":
        return words.fact_key(one.text) is not None
    if one.table == "columns":
        is_level = grammars.levels.read(one.text, where="table") is not None
        return is_level or words.column(one.text) is not None or words.is_furniture(one.text)
    return (
        words.heading(one.text) is not None
        or grammars.levels.read(one.text, where="heading") is not None
        or words.is_furniture(one.text)
    )


def _suggestion(table: Table, word: Unknown, alike: Alike, words: Words) -> Suggestion:
    text = min(word.spellings, key=lambda spelling: (-word.spellings[spelling], spelling))
    key, reason = alike.nearest(table, text)
    if key is None and table == "headings":
        key, reason = _what_stands_below(word.below, words)
    return Suggestion(table, text, word.times, word.pages, tuple(word.places), key, reason)


class Alike:
    """Finds the known word that shares most with another, rare words counting more."""

    def __init__(self, files: Iterable[WordFile]) -> None:
        self._known: dict[str, dict[str, tuple[str, str]]] = {"headings": {}, "facts": {}, "columns": {}}
        for table, key, word, _ in listed(files):
            if table in self._known:
                self._known[table].setdefault(fold(word.replace("{}", " ")), (key, word))
        self._holding: dict[str, dict[str, list[str]]] = {}
        for table, known in self._known.items():
            holding = self._holding.setdefault(table, {})
            for folded in known:
                for part in _parts(folded):
                    holding.setdefault(part, []).append(folded)

    def nearest(self, table: str, text: str) -> tuple[str | None, str | None]:
        """The key of the nearest known word, and that word as a reason; None if none is near, or two keys are."""
        own, holding = _parts(fold(text)), self._holding[table]
        if len(own) < _FEWEST:
            return None, None
        size = max(len(self._known[table]), 2)
        weight = {part: log(size / (1 + len(holding.get(part, ())))) + 0.1 for part in own}
        shared: Counter[str] = Counter()
        for part in own:
            for folded in holding.get(part, ()):
                shared[folded] += weight[part]  # type: ignore[assignment]
        total = sum(weight.values())
        best: dict[str, tuple[float, str]] = {}
        for folded, common in shared.items():
            other = sum(log(size / (1 + len(holding[part]))) + 0.1 for part in _parts(folded))
            likeness = common / (total + other - common)
            key, word = self._known[table][folded]
            best[key] = max(best.get(key, (0.0, "")), (likeness, word))
        ranked = sorted(((likeness, key, word) for key, (likeness, word) in best.items()), reverse=True)
        if not ranked or ranked[0][0] < _NEAR or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05):
            return None, None
        return ranked[0][1], f'like "{ranked[0][2]}"'


def _parts(folded: str) -> frozenset[str]:
    """Words; of scripts without blanks, pairs of letters."""
    if folded.isascii() or " " in folded or ord(folded[0]) < 0x2E80:
        return frozenset(word for word in folded.split() if word != "&")
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1)) or frozenset((folded,))


def _what_stands_below(lines: Sequence[str], words: Words) -> tuple[str | None, str | None]:
    """A kind that the lines below a heading make clear."""
    items = [stripped for line in lines if (stripped := line.strip().lstrip("-*•–·+▪ ").strip())]
    if not items:
        return None, None
    evidence: Mapping[str, tuple[Callable[[str], bool], str]] = {
        "furniture": (words.is_furniture, "menus and buttons stand below"),
        "facts": (lambda item: ":" in item and bool(words.fact_key(item.partition(":")[0])), "known keys stand below"),
        "pay": (lambda item: _states_money(item, words), "sums of money stand below"),
        "requirements": (lambda item: _asks(item, words), "what is required or years stand below"),
        "skills": (lambda item: len(item.split()) <= _FEW_WORDS and len(items) > 2, "short names stand below"),
    }
    for kind, (holds, reason) in evidence.items():
        if sum(map(holds, items)) > _CLEAR * len(items):
            return kind, reason
    return None, None


def _states_money(item: str, words: Words) -> bool:
    if not any(letter.isdecimal() for letter in item):
        return False
    return any(sign in item for sign in "€$£¥₩") or any(word.casefold() in words.currencies for word in item.split())


def _asks(item: str, words: Words) -> bool:
    folded = fold(item).split()
    states_years = any(
        word.rstrip("+").isdecimal() and words.units.get(unit) == "year" for word, unit in pairwise(folded)
    )
    return states_years or words.need(item) is not None


def as_file(suggestions: Sequence[Suggestion], pages: int) -> str:
    """The suggestions as a file that `--words` takes: those with a key are words, the others are comments."""
    headings = sum(one.table == "headings" for one in suggestions)
    lines = [
        f"# {headings} headings and {len(suggestions) - headings} keys and columns of {pages} pages that no word says.",
        "# Look them through: move what is in the wrong list, delete what is no heading; then read with --words FILE.",
    ]
    for table in ("headings", "facts", "columns"):
        of_table = [one for one in suggestions if one.table == table]
        if of_table:
            lines += ["", f"[{table}]"]
        for key in sorted({one.key for one in of_table if one.key}):
            lines.append(f"{key} = [")
            lines += [f"  {_quoted(one)}, # {_said(one)}" for one in of_table if one.key == key]
            lines.append("]")
        undecided = [one for one in of_table if one.key is None]
        if undecided:
            lines.append("# Undecided: give a line a list, such as `responsibilities = [ … ]`, or leave it.")
        lines += [f"#   {_quoted(one)}, # {_said(one)}" for one in undecided]
    return "\n".join(lines) + "\n"


def _quoted(one: Suggestion) -> str:
    return json.dumps(one.text.replace("{}", "").strip(), ensure_ascii=False)


def _said(one: Suggestion) -> str:
    times = f"{one.times} in {one.pages} pages" if one.pages > 1 else f"{one.times} in 1 page"
    return f"{times}: {', '.join(one.places)}{f'; {one.reason}' if one.reason else ''}"

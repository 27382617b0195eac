"""The words that the blocks reader knows, as `grammars/vocabulary.toml` has them: exact look-ups, nothing inferred."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from ingest.errors import GrammarError

SECTIONS = frozenset((
    "description", "focus", "responsibilities", "guidelines", "skills", "provenance", "level", "adjacent_roles",
    "title_aliases", "classifications",
))  # fmt: skip
COLUMNS = frozenset((
    "level", "knowledge_application", "complexity_problem_solving", "collaboration_interaction", "degree_experience",
    "name", "description", "responsibility", "title", "code", "distance", "band", "scheme", "source", "score",
    "qualifier", "key", "value",
))  # fmt: skip
ATTRIBUTES = frozenset((
    "scope", "autonomy", "complexity", "impact", "decision_rights", "leadership", "typical_experience",
))  # fmt: skip
_ARROWS = "▾▴▸▿▼▲►▶◂⌄⌃›»↓↑→·"
_BETWEEN = "|·•/"
_REMAINS = tuple("<:©(cCpPlL")  # as tags, fences, and what a page says of its rights and dates begin
_WITH_ARROWS = frozenset(("show", "hide", "compare side-by-side", "how coordinates work"))
_FIELDS: Mapping[str, frozenset[str]] = {
    "headings": SECTIONS, "columns": COLUMNS, "attributes": ATTRIBUTES, "furniture": frozenset(("items",)),
}  # fmt: skip


class Vocabulary:
    """The words of a text in TOML, by table. Raises GrammarError, with file and line, where it is broken."""

    def __init__(self, text: str, path: str) -> None:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            _, _, behind = str(error).partition("at line ")
            line = int(number) if (number := behind.partition(",")[0]).isdecimal() else text.count("\n")
            raise GrammarError(f"not TOML: {error}", path, line) from error
        words = {name: _by_word(name, tables.get(name, {}), path, text) for name in _FIELDS}
        self.headings, self.columns, self.attributes = (words[name] for name in ("headings", "columns", "attributes"))
        self.furniture = words["furniture"]
        self.attribute_words = tuple(sorted(self.attributes, key=len, reverse=True))
        self._sizes = sorted({len(word) for word in self.headings}, reverse=True)

    def heading(self, bare: str) -> tuple[str, str] | None:
        """The section that the longest known words at the start of a heading mean, and what stands behind them."""
        lowered = bare.lower()
        if section := self.headings.get(lowered):
            return section, ""
        if len(lowered) != len(bare):  # `İ`
            return None
        for size in self._sizes:
            if size < len(bare) and (section := self.headings.get(lowered[:size])):
                return section, bare[size:]
        return None

    def behind_menu(self, text: str) -> str | None:
        """What is left of a line behind its menu's labels: nothing, or text that is no label; None if it is neither."""
        while not self._is_label(text):
            end = next((at for at, letter in enumerate(text) if letter in _BETWEEN), len(text))
            if not self._is_label(text[:end].strip()):
                return text if text[:1] in _REMAINS else None
            text = text[end + 1 :].strip()
            if not text:
                return None
        return ""

    def _is_label(self, item: str) -> bool:
        """Whether a menu may hold this: a known label, arrows, or one of the labels that arrows stand behind."""
        unmarked = item.rstrip(_ARROWS).rstrip(" ")
        if not unmarked or item.lower() in self.furniture:
            return bool(item)
        return unmarked != item and unmarked.lower() in _WITH_ARROWS


def _by_word(name: str, table: Any, path: str, text: str) -> dict[str, str]:
    """A table's fields by their words. A field that nobody reads is refused, with the line that names it."""
    by_word: dict[str, str] = {}
    for field, words in table.items():
        if field not in _FIELDS[name]:
            line = next((n for n, line in enumerate(text.splitlines(), 1) if line.startswith(field)), None)
            known = ", ".join(sorted(_FIELDS[name]))
            raise GrammarError(f"no field is named `{field}`; known: {known}", path, line)
        by_word.update(dict.fromkeys(map(str.lower, words), field))
    return by_word

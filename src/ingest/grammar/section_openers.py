"""Headings that open a section in any context, even on a line without marks: known words with no other meaning.

The outline asks `Words` for every kind. The blocks reader asks here.
"""

from __future__ import annotations

import re

from ingest.grammar.answer_types import Meaning
from ingest.grammar.word_lookup import Words
from ingest.punctuation import COLONS

SECTIONS = frozenset((
    "description", "focus", "responsibilities", "guidelines", "skills", "provenance", "level", "adjacent_roles",
    "title_aliases", "classifications",
))  # fmt: skip
# Columns that are named as sections are. A heading that means another one may be a column, a key or a dimension.
_ALIKE = frozenset((None, "level", "name", "description", "responsibility"))
_MARKED = ("[", "|", "*", "_")  # links, cells, keys in bold


class Openers:
    """Asks the dictionaries. `level` is the pattern of a level's code, `scheme` finds the name of a scheme of codes."""

    def __init__(self, words: Words, level: str, scheme: re.Pattern[str]) -> None:
        self._words, self._scheme = words, scheme
        self._level = re.compile(level)

    def heading(self, text: str) -> Meaning | None:
        """The section that a heading opens, if its words are known and can be nothing else."""
        meaning = self._words.heading(text)
        if meaning is None or meaning.slot or "|" in text:
            return None
        section = meaning.field or meaning.kind
        if meaning.need and self._names_skills(text):
            section = "skills"  # that they are required, the outline sees
        if section not in SECTIONS:
            return None
        if section == "level":
            is_sure = self._is_level(text, meaning.arguments)
        else:
            is_sure = not self._means_another(text) and not self._leads_in(text)
        return Meaning(section, meaning.arguments) if is_sure else None

    def _names_skills(self, text: str) -> bool:
        """Whether one of its words alone heads skills: `Required skills`."""
        found = map(self._words.heading, text.split())
        return any(meaning is not None and meaning.kind == "skills" for meaning in found)

    def _is_level(self, text: str, arguments: tuple[str, ...]) -> bool:
        """`Level`, `Level — P4 — Senior`, but not `Level: practitioner`, of a skill, and no key in bold."""
        if arguments:
            return self._level.match(arguments[0].replace("-", "", 1)) is not None and not text.startswith(_MARKED)
        return self._words.column(text) == "level"

    def _means_another(self, text: str) -> bool:
        """Whether a text is a key of the level block, a column, a scheme of codes, or a link as well."""
        if text.startswith("[") or self._scheme.fullmatch(text.strip()):
            return True
        return self._words.attribute(text) is not None or self._words.column(text) not in _ALIKE

    def _leads_in(self, text: str) -> bool:
        """Whether a line with a colon is a sentence that goes on below: `At this level, you will:`."""
        bare = text.rstrip()
        if not bare.endswith(COLONS):
            return False
        last = bare.rstrip(f" {''.join(COLONS)}").rpartition(" ")[2]
        return self._words.is_function_word(last) and self._words.heading(last) is None

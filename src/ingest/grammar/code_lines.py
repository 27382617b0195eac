"""Whole lines that state a level: codes of profiles, titles, and labels of levels."""

from __future__ import annotations

import re
from collections.abc import Callable

from lark import Token

from ingest.grammar.answer_types import CodeLine, Label, level_code
from ingest.grammar.folding import half_width
from ingest.grammar.line_grammar import Language
from ingest.punctuation import BESIDE_NAMES

_WIDEST = 160  # characters of a code, a title, a label
_LINKED = re.compile(r"[`*_]{0,4}\[([^\[\]]*)\]\([^()\s]*\)[`*_]{0,4}$")  # a code that leads somewhere
_MARKS = "`*_ "


class Codes:
    """Reads these lines. `lines` is the language that has the rules `code`, `title` and `label`; `fact_key` gives the
    canonical key of a label, `code` for what a page calls its code."""

    def __init__(self, lines: Language, fact_key: Callable[[str], str | None]) -> None:
        self._lines = lines
        self._fact_key = fact_key
        level = lines.terminal("LEVEL")
        self._level = re.compile(level)
        self._level_behind_a_dot = re.compile(rf"\.{level}")
        self._level_at_the_end = re.compile(rf"\b{level}$")
        self._level_of_a_line = re.compile(rf"\n[ \t]*{level}[ \t]*(?=\n)")

    def may_be_in(self, text: str) -> bool:
        """Return whether a text may contain a code; for most texts the answer is no."""
        return self._level_behind_a_dot.search(half_width(text)) is not None

    def is_level(self, text: str) -> bool:
        """Whether a text is a level's code, and nothing more: `P4`."""
        return self._level.fullmatch(text) is not None

    def levels_alone(self, text: str) -> int:
        """How many lines of a text are a level's code alone; each line has a line end before and behind it."""
        return len(self._level_of_a_line.findall(text))

    def code(self, text: str) -> CodeLine | None:
        """A whole-line code, what the page calls it before it, backticks or bold around it, and a link allowed."""
        if not self.may_be_in(text):
            return None
        linked = _LINKED.match(text.strip())
        bare = half_width(linked[1] if linked else text).strip().strip(_MARKS)
        key, colon, behind = bare.partition(":")
        if colon:
            if not self.is_key(key):
                return None
            bare = behind.strip(_MARKS)
        tree = self._lines.tree(bare, "code") if len(bare) <= _WIDEST and " " not in bare else None
        if tree is None:
            return None
        *segments, level = map(str, tree.children)
        return CodeLine(bare, tuple(segment[:-1] for segment in segments), level_code(level), bool(colon))

    def is_key(self, text: str) -> bool:
        """Whether a text is what a page calls its code, and nothing more: `Job code`."""
        return self._fact_key(text) == "code"

    def title(self, text: str) -> Label | None:
        """The level and the name in a title line, if it states a level."""
        return self._label(" ".join(text.split()), "title")

    def label(self, text: str) -> Label | None:
        """A label of a level: `P2`, `P2 — Analyst`, `P2: Analyst`, `P2 Analyst`, `P2Analyst`."""
        return self._label(text.strip().strip("*_` ").rstrip(BESIDE_NAMES), "label")

    def _label(self, text: str, start: str) -> Label | None:
        """Return a level and the text beside it. Full-width letters are matched as half-width ones, and
        returned as written.
        """
        plain = half_width(text)
        if len(plain) > _WIDEST or self._level.search(plain) is None:
            return None
        tree = self._lines.tree(plain, start)
        if tree is None:
            return None
        parts = {child.type: child for child in tree.children if isinstance(child, Token)}
        level = level_code(str(parts.get("LEVEL") or parts.get("LEADING") or parts["TRAILING"]))
        name = parts.get("NAME")
        beside = name or parts.get("REST") or parts.get("TITLED") or parts.get("GLUED")
        if beside is None:
            return Label(level, None, False)
        if self._level_at_the_end.search(beside) if name else self._level.match(beside):
            return None  # `P1–P3` is no level
        return Label(level, text[beside.start_pos : beside.end_pos], "GLUED" in parts)

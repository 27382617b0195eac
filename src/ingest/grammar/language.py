"""A language: texts to trees. That a text is not of it is an answer, not an error."""

from __future__ import annotations

import re
from contextlib import suppress

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from ingest.grammar.parsers import terminal


class Language:
    """What a parser of Lark reads, token by token: each of its states has a lexer for what may come there."""

    def __init__(self, parser: Lark) -> None:
        self._parser = parser
        self._first: dict[str, re.Pattern[str]] = {}

    def terminal(self, name: str) -> str:
        """The pattern of a terminal, for those who look for it before they ask for a tree."""
        return terminal(self._parser, name)

    def tree(self, text: str, start: str) -> Tree[Token] | None:
        """The tree of a text, or None where it is not of this language."""
        if not text or self._beginning(start).match(text) is None:
            return None  # as most lines are; Lark would take its time to word an error that nobody reads
        with suppress(UnexpectedInput):
            return self._parser.parse(text, start=start)
        return None

    def _beginning(self, start: str) -> re.Pattern[str]:
        """The pattern of what a text of `start` begins with."""
        pattern = self._first.get(start)
        if pattern is None:
            names = self._parser.parse_interactive("", start=start).accepts() - {"$END"}  # type: ignore[no-untyped-call]
            pattern = self._first[start] = re.compile("|".join(terminal(self._parser, name) for name in sorted(names)))
        return pattern

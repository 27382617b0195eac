"""The grammar of whole lines: a line to its tree. That a line is not of this language is an answer, not an error."""

from __future__ import annotations

import re
from contextlib import suppress

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.parsers.lalr_interactive_parser import InteractiveParser

from ingest.grammar.lark_parsers import any_of, terminal


class Language:
    """What a parser of Lark reads, token by token: after each of them only what may come there is looked for.

    Lark's own loop asks all terminals again where none of these comes, to word an error that nobody would read.
    """

    def __init__(self, parser: Lark) -> None:
        self._parser = parser
        self._terminals = {one.name: one for one in parser.terminals}
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._next_in: dict[int, re.Pattern[str]] = {}  # by the parser's state
        self._first: dict[str, re.Pattern[str]] = {}

    def terminal(self, name: str) -> str:
        """The pattern of a terminal, for those who look for it before they ask for a tree."""
        return terminal(self._parser, name)

    def tree(self, text: str, start: str) -> Tree[Token] | None:
        """The tree of a text, or None where it is not of this language."""
        found = self._beginning(start).match(text)
        if not text or found is None:
            return None  # as most lines are
        reading = self._parser.parse_interactive("", start=start)
        with suppress(UnexpectedInput):
            while found is not None:
                at = found.end()
                reading.feed_token(Token(str(found.lastgroup), found[0], found.start(), end_pos=at))
                if at == len(text):
                    tree: Tree[Token] = reading.feed_eof()  # type: ignore[no-untyped-call]
                    return tree
                found = self._next(reading).match(text, at)
        return None

    def _beginning(self, start: str) -> re.Pattern[str]:
        """The pattern of what a text of `start` begins with."""
        pattern = self._first.get(start)
        if pattern is None:
            pattern = self._first[start] = self._next(self._parser.parse_interactive("", start=start))
        return pattern

    def _next(self, reading: InteractiveParser) -> re.Pattern[str]:
        """The pattern of the terminals that may come next."""
        state = reading.parser_state.position
        pattern = self._next_in.get(state)
        if pattern is None:
            names = tuple(name for name in reading.choices() if name in self._terminals)  # type: ignore[no-untyped-call]
            if names not in self._patterns:
                self._patterns[names] = re.compile(any_of(self._terminals[name] for name in names))
            pattern = self._next_in[state] = self._patterns[names]
        return pattern

"""A language: texts to trees. That a text is not of it is an answer, not an error."""

from __future__ import annotations

from contextlib import suppress

from lark import Lark, TextSlice, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import BasicLexer

from ingest.grammar.parsers import terminal


class Language:
    """What a parser of Lark reads, token by token: each of its states has a lexer for what may come there.

    Lark's own loop asks all terminals again where none of these comes, to word an error that nobody would read.
    """

    def __init__(self, parser: Lark) -> None:
        self._parser = parser
        self._lexers: dict[int, BasicLexer] = parser.parser.lexer.lexers
        self._first: dict[str, BasicLexer] = {}

    def terminal(self, name: str) -> str:
        """The pattern of a terminal, for those who look for it before they ask for a tree."""
        return terminal(self._parser, name)

    def tree(self, text: str, start: str = "start") -> Tree[Token] | None:
        """The tree of a text, or None where it is not of this language."""
        if not text or not self._begins(text, start):
            return None
        reading = self._parser.parse_interactive(text, start=start)
        state, characters = reading.parser_state, reading.lexer_thread.state
        assert characters is not None
        with suppress(UnexpectedInput):
            try:
                while True:
                    reading.feed_token(self._lexers[state.position].next_token(characters, state))
            except EOFError:
                tree: Tree[Token] = reading.feed_eof()  # type: ignore[no-untyped-call]
                return tree
        return None

    def _begins(self, text: str, start: str) -> bool:
        """Whether a text begins as those of the language do: most lines do not, and that is soon said."""
        return self._lexer(start).match(TextSlice(text, 0, len(text)), 0) is not None  # type: ignore[no-untyped-call]

    def _lexer(self, start: str) -> BasicLexer:
        """The lexer of what a text of `start` begins with."""
        lexer = self._first.get(start)
        if lexer is None:
            state = self._parser.parse_interactive("", start=start).parser_state
            lexer = self._first[start] = self._lexers[state.position]
        return lexer

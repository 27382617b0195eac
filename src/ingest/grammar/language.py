"""A language: texts to trees. That a text is not of it is an answer, not an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from lark import Lark, TextSlice, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import BasicLexer

from ingest.errors import GrammarError


class Word(NamedTuple):
    """A piece of a text, its kind and its place: characters `start` to `end`."""

    kind: str
    text: str
    start: int
    end: int


class Language:
    """What a parser of Lark reads, token by token: each of its states has a lexer for what may come there.

    Lark's own loop asks all terminals again where none of these comes, to word an error that nobody would read.
    """

    def __init__(self, parser: Lark, place: str = "") -> None:
        self._parser = parser
        self._place = place
        self._lexers: dict[int, BasicLexer] = parser.parser.lexer.lexers
        self._first: dict[str, BasicLexer] = {}

    @property
    def words(self) -> list[str]:
        """The texts and patterns of its terminals."""
        return [terminal.pattern.value for terminal in self._parser.terminals]

    def terminals(self, *names: str) -> re.Pattern[str]:
        """A pattern that finds any of some terminals, wherever in a text they stand."""
        found = {terminal.name: terminal.pattern.to_regexp() for terminal in self._parser.terminals}
        return re.compile("|".join(found[name] for name in names))

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

    def pieces(self, text: str, start: str) -> Iterator[Word]:
        """The pieces of a text, by the terminals that may come first in `start`, a rule that repeats them all.

        Raises GrammarError where none of them begins as the text goes on.
        """
        lexer, page, at = self._lexer(start), TextSlice(text, 0, len(text)), 0
        while at < len(text):
            found = lexer.match(page, at)  # type: ignore[no-untyped-call]
            if found is None:
                raise GrammarError(f"no terminal of `{start}` begins with {text[at]!r}", self._place)
            yield Word(found[1], found[0], at, at + len(found[0]))
            at += len(found[0])

    def tree_of(self, words: Iterable[Word], start: str) -> Tree[Token] | None:
        """The tree of words that were told apart before, or None where no rule takes them all."""
        reading = self._parser.parse_interactive("", start=start)
        with suppress(UnexpectedInput):
            for word in words:
                reading.feed_token(Token(word.kind, word.text, word.start, end_pos=word.end))
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

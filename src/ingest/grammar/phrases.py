"""Phrases: a text is told apart into words as a whole, and stretches of its words are parsed where they matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import copy
from typing import NamedTuple

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import BasicLexer

from ingest.errors import GrammarError


class Word(NamedTuple):
    """A piece of a text, its kind, its place (characters `start` to `end`), and what a dictionary says of it."""

    kind: str
    text: str
    start: int
    end: int
    means: str | None = None


class Phrases:
    """The grammar of phrases. A rule that repeats terminals (`years_words`) names the kinds of words that its phrases
    are made of; each such group has a lexer of its own. Other rules are parsed from words."""

    def __init__(self, parser: Lark, path: str) -> None:
        self._parser = parser
        self._path = path
        self._groups: dict[str, re.Pattern[str]] = {}
        self._signs: dict[str, str] = {}
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    def words(self, text: str, group: str) -> Iterator[Word]:
        """The words of a text, in order; together they are the text.

        Raises GrammarError where the grammar was changed and no terminal of the group begins as the text goes on.
        """
        at = 0
        for found in self._group(group).finditer(text):
            if found.start() != at:
                break
            at = found.end()
            yield Word(found.lastgroup or "", found[0], found.start(), at)
        if at < len(text):
            raise GrammarError(f"no terminal of `{group}` begins with {text[at]!r}", self._path)

    def tree(self, words: Iterable[Word], start: str) -> Tree[Token] | None:
        """The tree of some words, or None where the rule `start` does not take them all."""
        reading = self._parser.parse_interactive("", start=start)
        with suppress(UnexpectedInput):
            for word in words:
                reading.feed_token(Token(word.kind, word.text))
            tree: Tree[Token] = reading.feed_eof()  # type: ignore[no-untyped-call]
            return tree
        return None

    def pattern(self, *names: str) -> re.Pattern[str]:
        """A pattern that finds any of some terminals, wherever in a text they stand."""
        if names not in self._patterns:
            known = {terminal.name: terminal.pattern.to_regexp() for terminal in self._parser.terminals}
            self._patterns[names] = re.compile("|".join(known[name] for name in names))
        return self._patterns[names]

    def holds(self, name: str, text: str) -> bool:
        """Whether a text has a sign of the terminal `name`, which is one of several signs, `[:：]`."""
        signs = self._signs.get(name)
        if signs is None:
            values = {terminal.name: terminal.pattern.value for terminal in self._parser.terminals}
            signs = self._signs[name] = values[name].strip("[]")
        return any(sign in text for sign in signs)

    def _group(self, group: str) -> re.Pattern[str]:
        """The pattern of a group's words, tried in the order of Lark's lexer: by priority, then by width."""
        pattern = self._groups.get(group)
        if pattern is None:
            names = {
                symbol.name
                for rule in self._parser.rules
                if group in rule.origin.name
                for symbol in rule.expansion
                if symbol.is_term
            }
            conf = copy(self._parser.lexer_conf)
            conf.terminals = [terminal for terminal in self._parser.terminals if terminal.name in names]
            conf.skip_validation = True
            words = [f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})" for terminal in BasicLexer(conf).terminals]
            pattern = self._groups[group] = re.compile("|".join(words))
        return pattern

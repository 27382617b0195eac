"""The grammar of phrases, `grammars/phrases.lark`: a text is split into words once, and runs of them are parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from ingest.errors import GrammarError
from ingest.grammar.lark_parsers import Terminals

PARSED = ("years", "pay")


class Word(NamedTuple):
    """A piece of a text, its kind, its place (characters `start` to `end`), and what a dictionary says of it."""

    kind: str
    text: str
    start: int
    end: int
    means: str | None = None


class Phrases:
    """The grammar of phrases. A rule that repeats terminals (`years_words`) lists the kinds of words of its
    phrases, which one pattern separates. Rules of `PARSED` are parsed from words, each by a parser of its own, which
    `parser_of` gives: few pages need both.
    """

    def __init__(self, parser_of: Callable[[str], Lark], terminals: Terminals, path: str) -> None:
        self.parser = cache(parser_of)
        self._terminals = terminals
        self._path = path
        self._groups: dict[str, re.Pattern[str]] = {}
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
        reading = self.parser(start).parse_interactive("")
        with suppress(UnexpectedInput):
            for word in words:
                reading.feed_token(Token(word.kind, word.text))
            tree: Tree[Token] = reading.feed_eof()  # type: ignore[no-untyped-call]
            return tree
        return None

    def pattern(self, *names: str) -> re.Pattern[str]:
        """Return a pattern that finds any of some terminals anywhere in a text."""
        pattern = self._patterns.get(names)
        if pattern is None:
            patterns = self._terminals.patterns
            pattern = self._patterns[names] = re.compile("|".join(patterns[name] for name in names))
        return pattern

    def holds(self, name: str, text: str) -> bool:
        """Return whether a text contains a sign of the terminal `name`, which is a set of signs such as `[:：]`."""
        return any(sign in text for sign in self._terminals.patterns[name].strip("[]"))

    def _group(self, group: str) -> re.Pattern[str]:
        """The pattern of a group's words."""
        pattern = self._groups.get(group)
        if pattern is None:
            pattern = self._groups[group] = re.compile(self._terminals.groups[group])
        return pattern

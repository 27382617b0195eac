"""The grammar of pages, `grammars/page.lark`: a normalised text to its blocks, as the grammar's rules name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast

from lark import Token, Transformer
from lark.exceptions import UnexpectedInput

from ingest.errors import GrammarError
from ingest.grammar.lark_parsers import line_of, parser_of, terminal
from ingest.grammar_terminals import terminals

KINDS = (
    "marked", "underlined", "bold", "list", "table", "definition", "fence", "rule", "short_pair", "pair", "short",
    "text",
)  # fmt: skip
MARKS = (
    "BORDER", "WALL", "PIPE", "RULER", "SOLID", "TAB", "GAP", "ALIGNED", "WIDE_GAP", "TABLE_TAG",
)  # of tables, and no blocks  # fmt: skip
_START = "page"
_PIECES = "pieces"  # the start that keeps terminals which are never blocks


class Nominated(NamedTuple):
    """A block: the rule that found it, its lines as one text (with line ends), the number of the first, from 1."""

    kind: str
    text: str
    line: int


class PageGrammar:
    """The parser of pages. Raises GrammarError, with file and line, where the grammar is broken, or names a block that
    nobody reads."""

    def __init__(self, path: Path, grammar: str, *, is_kept: bool) -> None:
        self._path, self._grammar = path, grammar
        self._parser = parser_of(_START, path, grammar, is_kept=is_kept, transformer=_Blocks())
        for rule in self._parser.rules:
            name = rule.alias or rule.origin.name
            if not name.startswith("_") and name not in (*KINDS, _START, _PIECES):
                known = ", ".join(KINDS)
                raise GrammarError(
                    f"no block is called `{name}`; known: {known}", str(path), line_of(f"'{name}'", grammar)
                )
        for name in MARKS:
            if name not in terminals(grammar):
                raise GrammarError(f"no terminal `{name}` that is one regular expression", str(path), 1)
        self._marks: dict[tuple[str, str], re.Pattern[str]] = {}

    def blocks(self, text: str) -> list[Nominated]:
        """The blocks of a text whose lines all end in a line end, in order. Takes linear time.

        Total: any text has blocks. Raises GrammarError where the grammar was changed and is not total any more.
        """
        try:
            return cast(list[Nominated], self._parser.parse(text, start=_START))
        except UnexpectedInput as error:
            line = line_of(_START, self._grammar)
            message = f"no terminal begins as line {error.line} of this text does, or it may not stand there"
            raise GrammarError(message, str(self._path), line) from error

    def mark(self, name: str, *, before: str = "") -> re.Pattern[str]:
        """The pattern of one of the marks of tables, with `before` before it. It is made when it is first asked for."""
        made = self._marks.get((name, before))
        if made is None:
            made = self._marks[name, before] = re.compile(before + terminals(self._grammar)[name])
        return made

    @cached_property
    def bullet(self) -> re.Pattern[str]:
        """Finds the lines of a list: blanks, mark, and text of each."""
        return re.compile(rf"^([ \t]*)({terminal(self._parser, 'MARK')})(?:[ \t]+(.*))?$", re.MULTILINE)

    @cached_property
    def fence(self) -> re.Pattern[str]:
        """Matches a line with its line end that opens or closes a block of code."""
        return re.compile(terminal(self._parser, "FENCE"))

    @cached_property
    def leftover(self) -> re.Pattern[str]:
        """Matches a line of which nothing is seen but marks of other tools: `</div>`, `::: section`."""
        return re.compile(terminal(self._parser, "LEFTOVER"))

    @cached_property
    def table_rule(self) -> re.Pattern[str]:
        """Matches a line that is the rule under a table's header: `|---|:---:|`, `---+---`."""
        return re.compile(terminal(self._parser, "TABLE_RULE"))

    @cached_property
    def pair(self) -> re.Pattern[str]:
        """Matches a line with its line end that is a key with its value: `Career level: P3`."""
        return re.compile(terminal(self._parser, "PAIR"))


class _Blocks(Transformer[Token, list[Nominated]]):
    """What the rules make while Lark parses, so that no tree is built."""

    @staticmethod
    def page(found: tuple[()] | tuple[list[Nominated], Nominated]) -> list[Nominated]:
        """The start: the blocks before a block, and this one."""
        if not found:
            return []
        blocks, block = found
        blocks.append(block)
        return blocks


def _nominated(kind: str, tokens: Sequence[Token]) -> Nominated:
    """The block of a rule's tokens; blank lines between them are its own."""
    first = tokens[0]
    text: str = first.value
    if len(tokens) > 1:
        for above, token in pairwise(tokens):
            text += "\n" * (cast(int, token.line) - cast(int, above.end_line)) + token.value
    return Nominated(kind, text, cast(int, first.line))


for _kind in KINDS:
    setattr(_Blocks, _kind, staticmethod(partial(_nominated, _kind)))

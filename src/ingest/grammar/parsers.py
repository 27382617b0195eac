"""Grammars to parsers: built by Lark, or as an earlier process has kept them. What is broken names its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lark import Lark, Transformer
from lark.exceptions import GrammarError as LarkGrammarError
from lark.exceptions import LarkError, UnexpectedInput

from ingest.errors import GrammarError
from ingest.grammar import kept

_ALL: Mapping[str, Any] = MappingProxyType(
    {"parser": "lalr", "lexer": "contextual", "start": "start", "maybe_placeholders": False}
)
_OWN: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "page": {"lexer": "basic", "start": ["page", "pieces"]},
    "phrases": {
        "lexer": "basic",
        "start": [
            "years_words", "years", "inline_words", "pay_words", "pay", "fact_words", "label_words", "keys",
            "code_words",
        ],
    },
    "lines": {"start": ["code", "title", "label", "cards", "glued_facts", "evidence"]},
})  # fmt: skip


def parser_of(
    name: str, path: Path, text: str, *, is_kept: bool, transformer: Transformer[Any, Any] | None = None
) -> Lark:
    """The parser `name` of a grammar, whose text stands at `path`; with `is_kept`, one process builds it for all.

    `transformer` makes what the rules mean while they are parsed. Raises GrammarError, with file and line.
    """
    options = {**_ALL, **_OWN.get(name, {})}
    place = path.with_stem(name)  # two parsers are built of one grammar
    parser = kept.load(place, text, options, transformer) if is_kept else None
    if parser is None:
        parser = _build(path, text, {**options, "transformer": transformer})
        if is_kept:
            kept.keep(place, text, options, parser)
    return parser


def terminal(parser: Lark, name: str) -> str:
    """The pattern of a terminal, for those who look for it inside of a text that was read."""
    pattern: str = parser.get_terminal(name).pattern.to_regexp()
    return pattern


def _build(path: Path, text: str, options: Mapping[str, Any]) -> Lark:
    try:
        return Lark(text, **options)
    except UnexpectedInput as error:
        message = f"not a Lark grammar: {str(error).splitlines()[0]}"
        raise GrammarError(message, str(path), error.line) from error
    except (LarkError, LarkGrammarError, re.error, AssertionError) as error:
        message = " ".join(str(error).split())
        raise GrammarError(message[:300], str(path), line_of(message, text)) from error


def line_of(message: str, grammar: str) -> int:
    """The line of a grammar that a message is about: the one it names, else the last that has a name it quotes."""
    stated = re.search(r"\bline (\d+)", message)
    if stated:
        return int(stated[1])
    lines = grammar.splitlines()
    for name in re.findall(r"[A-Za-z_]{3,}", message):
        found = [number for number, line in enumerate(lines, 1) if re.match(rf"\??{re.escape(name)}\b.*:", line)]
        used = [number for number, line in enumerate(lines, 1) if re.search(rf"\b{re.escape(name)}\b", line)]
        if found or (used and f"'{name}'" in message):
            return (found or used)[-1]
    return 1

"""Grammars to parsers: built by Lark, or as an earlier process has kept them. What is broken names its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from lark import Lark, Transformer
from lark.exceptions import GrammarError as LarkGrammarError
from lark.exceptions import LarkError, UnexpectedInput
from lark.grammar import Rule
from lark.lexer import TerminalDef

from ingest.errors import GrammarError
from ingest.grammar import compiled_cache

_ALL: Mapping[str, Any] = MappingProxyType(
    {"parser": "lalr", "lexer": "contextual", "start": "start", "maybe_placeholders": False}
)
_OWN: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "page": {"lexer": "basic", "start": ["page", "pieces"]},
    "years": {"lexer": "basic", "start": "years"},
    "pay": {"lexer": "basic", "start": "pay"},
    "lines": {"start": ["code", "title", "label", "cards", "glued_facts", "evidence"]},
})  # fmt: skip
_GROUPS = ("years_words", "inline_words", "pay_words", "fact_words", "label_words", "keys", "code_words")


class Terminals(NamedTuple):
    """The patterns of terminals by their names; `groups`: of the terminals that a rule repeats, in the order in which
    Lark tries them, as one pattern, each in a group of its own name."""

    patterns: dict[str, str]
    groups: dict[str, str]


def parser_of(
    name: str, path: Path, text: str, *, is_kept: bool, transformer: Transformer[Any, Any] | None = None
) -> Lark:
    """Return the parser `name` of the grammar with this text at `path`; with `is_kept`, one process builds it for all.

    `transformer` computes the meaning of rules during the parse. Raises GrammarError with file and line.
    """
    options = {**_ALL, **_OWN.get(name, {})}
    place = path.with_stem(name)  # two parsers are built of one grammar
    meaning = None if transformer is None else type(transformer)  # it is kept by its name
    made_of = repr((sorted(options.items()), text, meaning))
    parser = compiled_cache.load(place, made_of) if is_kept else None
    if parser is None:
        parser = _build(path, text, {**options, "transformer": transformer})
        if is_kept:
            compiled_cache.keep(place, made_of, parser)
    return parser


def terminals_of(path: Path, text: str, *, is_kept: bool) -> Terminals:
    """Return the terminals of the phrase grammar with this text at `path`; with `is_kept`, one process reads it for
    all.

    These rules parse nothing, so no parser is built. Raises GrammarError with file and line.
    """
    options = {**_ALL, "parser": None, "lexer": "basic", "start": list(_GROUPS)}
    place, made_of = path.with_stem("terminals"), repr((sorted(options.items()), text))
    data = compiled_cache.load_data(place, made_of) if is_kept else None
    if data is None:
        parser = _build(path, text, options)
        known = {terminal.name: terminal for terminal in parser.terminals}
        patterns = {name: terminal.pattern.to_regexp() for name, terminal in known.items()}
        groups = {group: _group(known, parser.rules, group) for group in _GROUPS}
        data = patterns, groups
        if is_kept:
            compiled_cache.keep_data(place, made_of, data)
    return Terminals(*data)


def _group(known: Mapping[str, TerminalDef], rules: Iterable[Rule], group: str) -> str:
    """The pattern of a group's terminals."""
    names = {
        symbol.name for rule in rules if group in rule.origin.name for symbol in rule.expansion if symbol.name in known
    }
    return any_of(known[name] for name in names)


def any_of(terminals: Iterable[TerminalDef]) -> str:
    """A pattern of any of some terminals, each as a group of its name: the one of the highest priority first, then of
    the longest match, as Lark's documentation has it."""
    ordered = sorted(
        terminals,
        key=lambda one: (-one.priority, -one.pattern.max_width, -len(one.pattern.value), one.name),
    )
    return "|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in ordered)


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

"""Grammars to parsers, built by Lark. What is broken names its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lark import Lark
from lark.exceptions import GrammarError as LarkGrammarError
from lark.exceptions import LarkError, UnexpectedInput

from ingest.errors import GrammarError

_ALL: Mapping[str, Any] = MappingProxyType(
    {"parser": "lalr", "lexer": "contextual", "start": "start", "maybe_placeholders": False}
)
_OWN: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "document": {"lexer": "basic"},
    "code": {"start": ["code", "key", "title", "label"]},
    "experience": {"propagate_positions": True},
    "cards": {"start": ["start", "band"]},
    "furniture": {"start": ["furniture", "placeholder"]},
})  # fmt: skip


def parser_of(name: str, path: Path, text: str) -> Lark:
    """The parser of the grammar `name`, whose text stands at `path`. Raises GrammarError, with file and line."""
    try:
        return Lark(text, **{**_ALL, **_OWN.get(name, {})})
    except UnexpectedInput as error:
        message = f"not a Lark grammar: {str(error).splitlines()[0]}"
        raise GrammarError(message, str(path), error.line) from error
    except (LarkError, LarkGrammarError, re.error, AssertionError) as error:
        message = " ".join(str(error).split())
        raise GrammarError(message[:300], str(path), _line_of(message, text)) from error


def _line_of(message: str, grammar: str) -> int:
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

"""Terminals of the program's own grammars for patterns in other rooms; each one is defined in `grammars/` only.

They are read from the grammar files directly, so that using a single sign needs no parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ingest.errors import GrammarError

_TERMINAL = re.compile(r"^([A-Z_]+)(?:\.-?\d+)?: /(.+?)/(?: *//.*)?$", re.MULTILINE)


@cache
def default_directory() -> Path:
    """Return the folder of the grammars: inside the installed package, or beside `src/` in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "grammars"
    return installed if installed.is_dir() else package.parent.parent / "grammars"


@cache
def terminals(grammar: str) -> Mapping[str, str]:
    """The patterns of the terminals of a grammar's text that are one regular expression each, by their names."""
    return MappingProxyType(dict(_TERMINAL.findall(grammar)))


def own_terminal(grammar: str, name: str) -> str:
    """The pattern of such a terminal of `grammars/<grammar>.lark`.

    Raises GrammarError if the file cannot be read or has no such terminal.
    """
    path = default_directory() / f"{grammar}.lark"
    pattern = terminals(_read_once(path)).get(name)
    if pattern is None:
        raise GrammarError(f"no terminal `{name}` that is one regular expression", str(path))
    return pattern


def read_grammar(path: Path) -> str:
    """The text of a grammar. Raises GrammarError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GrammarError(f"cannot read this grammar: {error.strerror}", str(path)) from error
    except UnicodeDecodeError as error:
        raise GrammarError(f"cannot read this grammar: {error}", str(path)) from error


_read_once = cache(read_grammar)

TRACK = own_terminal("phrases", "TRACK")
"""The letters of a level's code,"""
RANK = own_terminal("phrases", "RANK")
"""and the digits behind them."""
LEVEL_CODE = TRACK + RANK

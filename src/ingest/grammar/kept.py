"""Parsers kept as data where Python keeps compiled modules, by its rules: whoever may write there may write modules.

Lark gives a parser as dictionaries, lists, texts and numbers, which are JSON; nothing in it is run. What is kept is
read only if it was made of this grammar by this Lark and this Python, and is whole. Else the parser is built, as if
nothing were kept. Keeping one never fails: where it cannot be done, the next process builds it again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef


def load(grammar: Path, text: str, options: Mapping[str, Any]) -> Lark | None:
    """The parser that was kept of this grammar; None if there is none, or not of this text and these options."""
    try:
        head, _, body = place(grammar).read_text("utf-8").partition("\n")
    except (OSError, NotImplementedError, UnicodeDecodeError):
        return None
    if head != _head(text, options, body):
        return None
    kept = json.loads(body)
    kept["memo"] = _numbered(kept["memo"])
    table = kept["data"]["parser"]["parser"]
    table["tokens"] = _numbered(table["tokens"])
    table["states"] = {number: _numbered(actions) for number, actions in _numbered(table["states"]).items()}
    parser = Lark.load(kept)
    for terminal in parser.terminals:
        terminal.pattern.flags = frozenset(terminal.pattern.flags)  # JSON has no sets; the lexer compares them
    return parser


def keep(grammar: Path, text: str, options: Mapping[str, Any], parser: Lark) -> None:
    """Keep a parser for the next process, unless Python is told to keep nothing (PYTHONDONTWRITEBYTECODE)."""
    if sys.dont_write_bytecode:
        return
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    body = json.dumps({"data": data, "memo": memo}, separators=(",", ":"))
    with suppress(OSError, NotImplementedError):
        _write(place(grammar), f"{_head(text, options, body)}\n{body}")


def place(grammar: Path) -> Path:
    """Where the parser of a grammar is kept. Raises NotImplementedError in a Python that keeps no compiled modules."""
    return Path(cache_from_source(str(grammar))).with_suffix(".json")


def _head(text: str, options: Mapping[str, Any], body: str) -> str:
    made_of = (lark.__version__, sys.version, sorted(options.items()), text)
    return " ".join(hashlib.sha256(part.encode()).hexdigest() for part in (repr(made_of), body))


def _numbered(keyed: dict[str, Any]) -> dict[int, Any]:
    """JSON has no numbers as keys; Lark has."""
    return {int(key): value for key, value in keyed.items()}


def _write(path: Path, text: str) -> None:
    """All of it or nothing, whoever else writes there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with temporary.open("x", encoding="utf-8") as file:
            file.write(text)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise

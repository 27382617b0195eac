"""Parsers and words kept as data where Python keeps compiled modules: whoever may write there may write modules.

Lark gives a parser as dictionaries, lists, texts and numbers; Python's own form for such data is that of its compiled
modules, and nothing in it is run. What is kept is read only if it was made of this grammar by this Lark and this
Python, and is whole. Else the parser is built, as if nothing were kept. Keeping one never fails: where it cannot be
done, the next process builds it again.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any

import lark
from lark import Lark, Transformer
from lark.grammar import Rule
from lark.lexer import TerminalDef

_HEAD = 16  # bytes of two digests


def load(
    grammar: Path, text: str, options: Mapping[str, Any], transformer: Transformer[Any, Any] | None = None
) -> Lark | None:
    """The parser that was kept of this grammar; None if there is none, or not of this text and these options."""
    data = load_data(grammar, _made_of(text, options))
    if data is None:
        return None
    # As parsers do that Lark writes as modules.
    parser: Lark = Lark._load_from_dict(**data, transformer=transformer)  # type: ignore[no-untyped-call]
    for terminal in parser.terminals:
        terminal.pattern.flags = frozenset(terminal.pattern.flags)  # Lark keeps lists of them, and compares sets
    return parser


def keep(grammar: Path, text: str, options: Mapping[str, Any], parser: Lark) -> None:
    """Keep a parser for the next process."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    del data["options"]["transformer"]  # code, which is never kept
    keep_data(grammar, _made_of(text, options), {"data": data, "memo": memo})


def load_data(source: Path, made_of: str) -> Any:
    """The data that was kept of a file; None if there is none, or made of something else."""
    try:
        kept = place(source).read_bytes()
    except (OSError, NotImplementedError):
        return None
    head, body = kept[:_HEAD], kept[_HEAD:]
    return _loaded(body) if head == _head(made_of, body) else None


def _loaded(body: bytes) -> Any:
    """The data, without looking for garbage among the containers that are just being made: that takes twice as long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return marshal.loads(body)
    finally:
        if was_on:
            gc.enable()


def keep_data(source: Path, made_of: str, data: Any) -> None:
    """Keep data for the next process, unless Python is told to keep nothing (PYTHONDONTWRITEBYTECODE)."""
    if sys.dont_write_bytecode:
        return
    body = marshal.dumps(data)
    with suppress(OSError, NotImplementedError):
        _write(place(source), _head(made_of, body) + body)


def place(grammar: Path) -> Path:
    """Where the parser of a grammar is kept. Raises NotImplementedError in a Python that keeps no compiled modules."""
    return Path(cache_from_source(str(grammar))).with_suffix(".marshal")


def _made_of(text: str, options: Mapping[str, Any]) -> str:
    return repr((lark.__version__, sorted(options.items()), text))


def _head(made_of: str, body: bytes) -> bytes:
    """The digests of what data is made of and of the data itself, as Python digests sources for its modules."""
    return source_hash(repr((sys.version, made_of)).encode()) + source_hash(body)


def _write(path: Path, data: bytes) -> None:
    """All of it or nothing, whoever else writes there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise

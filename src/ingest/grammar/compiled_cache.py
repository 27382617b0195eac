"""The cache of compiled grammars and words, where Python keeps compiled modules.

Whoever may write there may write modules. A parser is kept as Lark saves it, other data in the form of Python's
compiled modules. What is kept is read only if it was made of this file by this Lark and this Python, and is whole. Else
it is made, as if nothing were kept. Keeping never fails: where it cannot be done, the next process makes it again.
"""

from __future__ import annotations

import gc
import io
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any, TypeVar

import lark
from lark import Lark

Loaded = TypeVar("Loaded")

_HEAD = 16  # bytes of two digests


def load(grammar: Path, made_of: str) -> Lark | None:
    """Return the parser that was kept of a grammar; None if there is none, or if it was made of something else."""
    body = _body(grammar, made_of)
    return None if body is None else _without_collecting(lambda: Lark.load(io.BytesIO(body)))


def keep(grammar: Path, made_of: str, parser: Lark) -> None:
    """Keep a parser for the next process, with its transformer."""
    saved = io.BytesIO()
    parser.save(saved)
    _keep(grammar, made_of, saved.getvalue())


def load_data(source: Path, made_of: str) -> Any:
    """Return the data that was kept of a file; None if there is none, or if it was made of something else."""
    body = _body(source, made_of)
    return None if body is None else _without_collecting(lambda: marshal.loads(body))


def keep_data(source: Path, made_of: str, data: Any) -> None:
    """Keep data for the next process."""
    _keep(source, made_of, marshal.dumps(data))


def _without_collecting(load: Callable[[], Loaded]) -> Loaded:
    """What is loaded, without looking for garbage among containers that are just being made: that takes twice as
    long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return load()
    finally:
        if was_on:
            gc.enable()


def _body(source: Path, made_of: str) -> bytes | None:
    """The bytes that were kept of a file, if they are whole and made of the same."""
    try:
        kept = place(source).read_bytes()
    except (OSError, NotImplementedError):
        return None
    head, body = kept[:_HEAD], kept[_HEAD:]
    return body if head == _head(made_of, body) else None


def _keep(source: Path, made_of: str, body: bytes) -> None:
    """Write bytes to the cache, unless Python is told to write none (PYTHONDONTWRITEBYTECODE)."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, NotImplementedError):
        _write(place(source), _head(made_of, body) + body)


def place(source: Path) -> Path:
    """Where what is made of a file is kept. Raises NotImplementedError in a Python that keeps no compiled modules."""
    return Path(cache_from_source(str(source))).with_suffix(".kept")


def _head(made_of: str, body: bytes) -> bytes:
    """The digests of what the bytes are made of and of themselves, as Python digests sources for its modules."""
    return source_hash(repr((sys.version, lark.__version__, made_of)).encode()) + source_hash(body)


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

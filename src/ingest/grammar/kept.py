"""Parsers and words, made by one process for all: a parser is kept as Lark saves it, other data as Python's modules."""

from __future__ import annotations

import gc
import io
import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import lark
from lark import Lark

from ingest import kept

Loaded = TypeVar("Loaded")


def load(grammar: Path, made_of: str) -> Lark | None:
    """Return the parser that was kept of a grammar; None if there is none, or if it was made of something else."""
    body = kept.load(grammar, _with_version(made_of))
    return None if body is None else _without_collecting(lambda: Lark.load(io.BytesIO(body)))


def keep(grammar: Path, made_of: str, parser: Lark) -> None:
    """Keep a parser for the next process, with its transformer."""
    saved = io.BytesIO()
    parser.save(saved)
    kept.keep(grammar, _with_version(made_of), saved.getvalue())


def load_data(source: Path, made_of: str) -> Any:
    """Return the data that was kept of a file; None if there is none, or if it was made of something else."""
    body = kept.load(source, _with_version(made_of))
    return None if body is None else _without_collecting(lambda: marshal.loads(body))


def keep_data(source: Path, made_of: str, data: Any) -> None:
    """Keep data for the next process."""
    kept.keep(source, _with_version(made_of), marshal.dumps(data))


def _with_version(made_of: str) -> str:
    return f"lark {lark.__version__}\n{made_of}"


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

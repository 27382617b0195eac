"""What is made of a file, kept where Python keeps compiled modules: whoever may write there may write modules.

What is kept is read only if it was made of the same by this Python, and is whole. Else it is made, as if nothing were
kept. Keeping never fails: where it cannot be done, the next process makes it again.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path

HEAD = 16  # bytes of two digests


def load(source: Path, made_of: str) -> bytes | None:
    """Return the bytes that were kept of a file; None if there are none, or if they were made of something else."""
    try:
        kept = place(source).read_bytes()
    except (OSError, NotImplementedError):
        return None
    head, body = kept[:HEAD], kept[HEAD:]
    return body if head == _head(made_of, body) else None


def keep(source: Path, made_of: str, body: bytes) -> None:
    """Keep bytes for the next process, unless Python is told to write none (PYTHONDONTWRITEBYTECODE)."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, NotImplementedError):
        _write(place(source), _head(made_of, body) + body)


def place(source: Path) -> Path:
    """Where what is made of a file is kept. Raises NotImplementedError in a Python that keeps no compiled modules."""
    return Path(cache_from_source(str(source))).with_suffix(".kept")


def _head(made_of: str, body: bytes) -> bytes:
    """The digests of what the bytes are made of and of themselves, as Python digests sources for its modules."""
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

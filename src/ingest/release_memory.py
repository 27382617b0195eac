"""Unused memory is given back: allocators keep it, and what comes next may not fit into its gaps."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any


def give_back() -> None:
    """Let the system have what Arrow and the C library hold for later. Some milliseconds: for when much was freed."""
    import pyarrow as pa  # not every process needs it

    pa.default_memory_pool().release_unused()
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Any:
    """The C library's own call for it, which glibc has and others do without."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None)

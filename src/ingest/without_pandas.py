"""Arrow without pandas, which it would load at its first use, though only `to_pandas` needs it."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder

import pyarrow as pa


def leave_pandas_out() -> None:
    """Spare a process of our own the third of a second that pandas takes to load.

    pyarrow looks for pandas once, when the first array is made; if there is none, it looks again where `to_pandas` is
    called, and only there. Not for processes of others: their `pa.array` would not know a Series any more.
    """
    if "pandas" in sys.modules:
        return
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(hidden)


class _Hidden(MetaPathFinder):
    """Says that there is no pandas."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        """Raise ModuleNotFoundError for pandas."""
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)

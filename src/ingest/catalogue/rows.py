"""Rows of a table or of an answer, in the form the caller works with."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ingest.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Rows:
    """Rows that are read when they are asked for, each time anew."""

    def __init__(self, read: Callable[[], pa.Table]) -> None:
        self._read = read

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self._read()

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame."""
        frame: pd.DataFrame = self._read().to_pandas()
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame. Raises UsageError if polars is not installed."""
        frame: pl.DataFrame = needed("polars").from_arrow(self._read())
        return frame


def needed(module: str, extra: str | None = None) -> Any:
    """An optional library. Raises UsageError that says how to get it."""
    try:
        return import_module(module)
    except ImportError:
        wanted = f"ingest[{extra}]" if extra else module
        raise UsageError(f"this needs {module}: pip install '{wanted}'") from None

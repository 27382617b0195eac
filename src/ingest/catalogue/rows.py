"""Rows of a table or of an answer, in the form the caller works with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

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
        try:
            import polars
        except ImportError:
            raise UsageError("to_polars needs polars, which is optional: pip install polars") from None
        frame: pl.DataFrame = polars.from_arrow(self._read())  # type: ignore[assignment]
        return frame

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
    """Rows that are read anew each time they are iterated. `told` describes them without reading them."""

    def __init__(self, read: Callable[[], pa.Table], told: Callable[[], str] | None = None) -> None:
        self._read = read
        self._told = told

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self._read()

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame. Whole numbers and flags have pandas' own types, in which they may be missing."""
        import pandas as pd

        kinds = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
        frame: pd.DataFrame = self._read().to_pandas(types_mapper=kinds.get)
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame. Raises UsageError if polars is not installed."""
        try:
            import polars
        except ImportError:
            raise UsageError("to_polars needs polars, which is optional: pip install polars") from None
        frame: pl.DataFrame = polars.from_arrow(self._read())  # type: ignore[assignment]
        return frame

    def __repr__(self) -> str:
        """How many rows there are, of which columns, and how to get them."""
        if self._told:
            told = self._told()
        else:
            table = self._read()
            told = describe("rows", table.num_rows, table.schema)
        return f"<{told}; .to_pandas(), .to_polars(), .arrow()>"


def describe(name: str, rows: int, schema: pa.Schema) -> str:
    """`skills: 256 of profile_id, name`."""
    return f"{name}: {rows:,} of {', '.join(schema.names)}"

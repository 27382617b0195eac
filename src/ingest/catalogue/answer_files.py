"""Rows of an answer as files that other programs read: CSV, JSON Lines, Parquet."""

from __future__ import annotations

import json
from typing import BinaryIO, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.catalogue.sql_values import json_value, plain_rows
from ingest.exporters.csv import write_csv

AnswerForm = Literal["csv", "jsonl", "parquet"]


def write_answer(rows: pa.Table, form: AnswerForm, file: BinaryIO) -> None:
    """Write all rows. Parquet keeps their types; lists and structures are JSON in a cell of CSV, dates are texts.

    A text that a spreadsheet would take for a formula gets an apostrophe in CSV, as in a dataset's own. Raises OSError
    from the file, UsageError for a value that has no text.
    """
    if form == "parquet":
        pq.write_table(rows, file)
    elif form == "csv":
        flat = _flat(rows)
        write_csv([flat], file, flat.schema)
    else:
        names = rows.schema.names
        for row in plain_rows(rows):
            answer = dict(zip(names, map(json_value, row), strict=True))
            file.write(json.dumps(answer, ensure_ascii=False, allow_nan=False).encode() + b"\n")


def _flat(rows: pa.Table) -> pa.Table:
    """The same rows in columns of numbers, flags and texts alone."""
    for index, field in enumerate(rows.schema):
        if not _is_scalar(field.type):
            texts = [_text(value) for (value,) in plain_rows(rows.select([index]))]
            rows = rows.set_column(index, field.name, pa.array(texts, pa.string()))
    return rows


def _is_scalar(kind: pa.DataType) -> bool:
    return any(
        is_it(kind) for is_it in (pa.types.is_string, pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating)
    )


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(json_value(value), ensure_ascii=False)

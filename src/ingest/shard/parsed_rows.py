"""Dumps to the rows of all base tables (`parse_rows`), for engines that move the data themselves, such as Spark."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pyarrow as pa

from ingest.diagnostics import diagnose
from ingest.shard.dump_outcome import Reader
from ingest.shard.versions import ReadingSettings
from ingest.sources.decode import Encoding
from ingest.sources.dumps_in_file import digest
from ingest.tables import TABLES, collect, paragraph_partial
from ingest.tables.outcome import Outcome

BATCH_IN = pa.schema([pa.field("uri", pa.string(), nullable=False), pa.field("content", pa.binary())])
"""A dump a row: its uri, whose first part is the source, and its bytes; null counts as empty."""

ROWS_OUT = pa.schema(
    [
        pa.field(name, pa.list_(pa.struct([field.remove_metadata() for field in spec.schema])))
        for name, spec in TABLES.items()
        if name == "paragraphs" or not (spec.derived or spec.reviewed)
    ]
)
"""One row for all dumps of a batch: a column a base table, whose cell holds all their rows of it.

`paragraphs` are those of the batch, for `merge_paragraphs`.
"""


class Texts(NamedTuple):
    """Dumps in the schema BATCH_IN, and what to read them with; `table` is their encoding if they were texts before.

    The batch may also have a column `title` with the dumps' titles.
    """

    batch: pa.RecordBatch
    reading: ReadingSettings
    table: Encoding | None = None


def parse_rows(texts: Texts, beat: Callable[[int, str], None] = lambda _at, _name: None) -> pa.RecordBatch:
    """Return one row of ROWS_OUT per dump. No dump raises an error; `beat` reports the dump that is being read, -1:
    none.
    """
    reader = Reader(texts.reading)
    outcomes = []
    for index, row in enumerate(texts.batch.to_pylist()):
        uri, data, title = row["uri"], row["content"] or b"", row.get("title")
        beat(index, uri)
        source = uri.partition("/")[0]
        outcomes.append(reader.outcome(uri, source, data, digest(data, title), table=texts.table, title=title))
    beat(-1, "")
    try:
        return _nested(collect(outcomes))
    except Exception:  # a bug of ours costs one dump: which of them?
        return _nested(collect(_collectable(reader, outcome) for outcome in outcomes))


class Cut:
    """What becomes of texts that kill their worker: they are cut down to the dump that did it."""

    def split(self, task: Texts, at: int | None) -> list[Texts]:
        """Return the suspect alone and the others, or halves if there is no suspect; nothing for a single dump."""
        count = task.batch.num_rows
        cuts = sorted({0, at, at + 1, count} if at is not None else {0, count // 2, count})
        pieces = [task._replace(batch=task.batch.slice(a, b - a)) for a, b in pairwise(cuts)]
        return pieces if len(pieces) > 1 else []

    def alone(self, task: Texts, at: int) -> Texts:
        """The suspect alone."""
        return task._replace(batch=task.batch.slice(at, 1))

    def give_up(self, task: Texts, name: str, why: str, trace: str) -> pa.RecordBatch:
        """The row of a dump that cannot be read: it is in quarantine."""
        uri = name or task.batch.column("uri")[0].as_py()
        source = uri.partition("/")[0]
        return _nested(collect([Reader(task.reading).refused(uri, source, diagnose("E203", 1, detail=why))]))


def _collectable(reader: Reader, outcome: Outcome) -> Outcome:
    try:
        collect([outcome])
    except Exception as error:
        return reader.failed(outcome.uri, outcome.source, error, sha256=outcome.sha256, size=outcome.bytes)
    return outcome


def _nested(tables: dict[str, pa.Table]) -> pa.RecordBatch:
    tables = tables | {"paragraphs": paragraph_partial(tables["paragraph_occurrences"])}
    cells = []
    for field in ROWS_OUT:
        rows = tables[field.name].combine_chunks()
        struct = pa.StructArray.from_arrays(
            [_whole(column) for column in rows.columns], fields=list(field.type.value_type)
        )
        cells.append(pa.ListArray.from_arrays([0, len(struct)], struct, field.type))
    return pa.RecordBatch.from_arrays(cells, schema=ROWS_OUT)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)

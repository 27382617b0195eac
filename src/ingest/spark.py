"""Spark: a DataFrame of texts to the DataFrames of the tables, with the same rows as a run on one machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

import pyarrow as pa

from ingest.engines.supervisor import LocalEngine
from ingest.errors import UsageError
from ingest.settings_precedence import load_settings
from ingest.shard.parsed_rows import ROWS_OUT, Cut, Texts, parse_rows
from ingest.shard.versions import ReadingSettings
from ingest.sources.decode import Encoding
from ingest.tables import TABLES, merge_paragraphs, merge_roles, role_partial

DataFrame = Any  # of pyspark, an extra
_DUMPS = 64  # that wait as records


class Tables(dict[str, DataFrame]):
    """DataFrames by the names of their tables. `parsed` is what all of them are cut from, kept until unpersisted."""

    def __init__(self, parsed: DataFrame, tables: dict[str, DataFrame]) -> None:
        super().__init__(tables)
        self.parsed = parsed


def parse(
    df: DataFrame,
    text_column: str = "text",
    id_column: str | None = None,
    sources: Sequence[str] = (),
    title_column: str | None = None,
    **settings: object,
) -> Tables:
    """The tables of the dumps in a column of strings or bytes, in the contract's order. Nothing is read yet.

    `id_column` holds names of dumps, as uris have them: `source/path`; without a slash the source is `text`. Where it
    is null or not given, the name is `text/<sha256>`; equal names get `~2` behind them. `title_column` holds titles,
    for pages that name no role themselves. `sources` decide between rivals: the one named last wins. `settings` are
    those of `ingest.run`. A dump that raises, exits, hangs or eats memory is in quarantine in `documents`. The first
    table that is asked for reads all dumps, once: what they give is kept by the executors, in memory and on disk,
    until `tables.parsed.unpersist()`. Raises UsageError without pyspark.
    """
    try:
        from pyspark import StorageLevel
        from pyspark.sql import functions as f
        from pyspark.sql.pandas.types import from_arrow_schema
    except ImportError as error:
        raise UsageError(f"Spark is not installed ({error}); pip install 'ingest[spark]'") from None
    reading = ReadingSettings.of(load_settings(settings, parameters=True))
    is_text = df.schema[text_column].dataType.typeName() == "string"
    reader = partial(_read, reading=reading, table=Encoding("utf-8", "detected") if is_text else None)
    read = _named(df, text_column, id_column, title_column).mapInArrow(reader, from_arrow_schema(ROWS_OUT))
    parsed = read.persist(StorageLevel.MEMORY_AND_DISK)
    tables = {name: parsed.select(f.inline(name)) for name in ROWS_OUT.names}
    for name, of, merge in (("paragraphs", "paragraphs", _paragraphs), ("roles", "profiles", _roles)):
        spec, rows = TABLES[name], tables[of].repartition(TABLES[name].sort_key)
        merging = partial(_merged, schema=TABLES[of].schema, merge=merge, sources=tuple(sources))
        tables[name] = rows.mapInArrow(merging, from_arrow_schema(spec.schema))
    return Tables(parsed, {name: tables[name] for name in TABLES if name in tables})


def _named(df: DataFrame, text_column: str, id_column: str | None, title_column: str | None) -> DataFrame:
    """The columns of BATCH_IN, and the titles. Names depend on ids and texts alone, so that a part that is lost is read
    again as it was.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    content = f.col(text_column).cast("binary")
    digest = f.sha2(f.coalesce(content, f.lit(b"")), 256)
    given = f.col(id_column).cast("string") if id_column else f.lit(None).cast("string")
    name = f.coalesce(given, digest)
    name = f.when(name.contains("/"), name).otherwise(f.concat(f.lit("text/"), name))
    title = f.col(title_column).cast("string") if title_column else f.lit(None).cast("string")
    dumps = df.select(name.alias("name"), content.alias("content"), digest.alias("digest"), title.alias("title"))
    nth = f.row_number().over(Window.partitionBy("name").orderBy("digest"))
    uri = f.when(nth == 1, f.col("name")).otherwise(f.concat("name", f.lit("~"), nth))
    return dumps.select(uri.alias("uri"), "content", "title")


def _read(
    batches: Iterable[pa.RecordBatch], reading: ReadingSettings, table: Encoding | None
) -> Iterator[pa.RecordBatch]:
    """Reads the dumps of a partition in a process that is watched over."""
    with closing(LocalEngine(1, reading.deadline, reading.max_memory)) as engine:
        for batch in batches:
            for start in range(0, batch.num_rows, _DUMPS):
                yield from engine.map_guarded(parse_rows, [Texts(batch.slice(start, _DUMPS), reading, table)], Cut())


Merge = Callable[[pa.Table, tuple[str, ...]], Iterator[pa.Table]]


def _merged(
    batches: Iterable[pa.RecordBatch], schema: pa.Schema, merge: Merge, sources: tuple[str, ...]
) -> Iterator[pa.RecordBatch]:
    """All rows of some ids to those of a derived table. Spark has forgotten which columns are never null."""
    rows = pa.Table.from_batches(
        [pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in batches], schema
    )
    for table in merge(rows, sources):
        yield from table.to_batches()


def _paragraphs(parts: pa.Table, _: tuple[str, ...]) -> Iterator[pa.Table]:
    return merge_paragraphs([[parts]])


def _roles(profiles: pa.Table, sources: tuple[str, ...]) -> Iterator[pa.Table]:
    return merge_roles([[role_partial(profiles, TABLES["documents"].empty())]], sources)

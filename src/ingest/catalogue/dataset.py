"""A published dataset, pinned to one snapshot: a run that publishes meanwhile changes nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import pyarrow as pa

from ingest.catalogue.result_rows import Rows, describe
from ingest.errors import UsageError
from ingest.settings_precedence import load_settings
from ingest.store.layout import Layout
from ingest.store.manifest import Manifest
from ingest.store.snapshot import Snapshot, open_snapshot
from ingest.tables import TABLES

if TYPE_CHECKING:
    from ingest.catalogue.adjacent import Adjacent
    from ingest.catalogue.comparison import Comparison
    from ingest.catalogue.search import Finder, Hits
    from ingest.coordinates import Measure
    from ingest.panel import Review


class Dataset:
    """The tables of a snapshot as attributes: `data.profiles.to_pandas()`, `data.skills.arrow()`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def number(self) -> int:
        """The snapshot's number."""
        return self._snapshot.number

    @property
    def manifest(self) -> Manifest:
        """What the snapshot consists of."""
        return self._snapshot.manifest

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, in the contract's order."""
        return tuple(name for name in TABLES if self.manifest.of(name))

    def table(self, name: str) -> Rows:
        """Return a table by its name. Raises UsageError if no table has this name."""
        if name in TABLES and TABLES[name].reviewed and name not in self.tables:
            raise UsageError(f"there is no table {name!r}: this dataset was made without --review")
        if name not in self.tables:
            raise UsageError(f"there is no table {name!r}; there are: {', '.join(self.tables)}")
        count = sum(part.rows for part in self.manifest.of(name))
        return Rows(partial(self._read, name), lambda: describe(name, count, TABLES[name].schema))

    def paths(self, name: str) -> list[Path]:
        """The Parquet files of a table, in the order of its rows."""
        return [self._snapshot.folder / part.path for part in self.manifest.of(name)]

    def query(self, sql: str) -> Rows:
        """Return the rows of one SELECT in DuckDB's dialect; every table is a view with its name.

        The query cannot write, and cannot read anything except the tables. Columns with the same name are numbered:
        `name`, `name_1`. Raises UsageError for a query that is refused, as a QueryError with DuckDB's drawing of the
        place if there is one; DamagedDataset if a table cannot be read; KeyboardInterrupt if Ctrl-C ends it.
        """
        from ingest.catalogue.sql import select  # duckdb comes with it

        answer = select(sql, {name: self.paths(name) for name in self.tables})
        return Rows(lambda: answer)

    def adjacent(
        self, role: str, *, derived: bool = True, limit: int | None = None, measure: Measure | None = None
    ) -> Adjacent:
        """The roles nearest to one that is named by its code or title, nearest first, with distance and band.

        `derived`: also levels that a page describes and that have no dump. The measure is by default that of the
        settings. Raises UsageError if no role is meant, or several; DamagedDataset.
        """
        from ingest.catalogue.adjacent import adjacent  # numpy comes with it
        from ingest.coordinates import Measure

        return adjacent(self, role, measure or Measure.of(load_settings()), derived=derived, limit=limit)

    def compare(self, *roles: str, measure: Measure | None = None) -> Comparison:
        """Two or more roles, named by code or title, side by side: what is the same, changed, or in one only.

        The measure, for the distances from the first role, is by default that of the settings. Raises UsageError if
        they are fewer, if no role is meant, or several; DamagedDataset.
        """
        from ingest.catalogue.comparison import compare
        from ingest.coordinates import Measure

        return compare(self, roles, measure or Measure.of(load_settings()))

    def search(self, text: str, *, fields: str | Iterable[str] = (), limit: int | None = None) -> Hits:
        """Return the current profiles that match `text`, each once, best first, with the reason of the match.

        `fields` are one or more of code, title, name, alias, skill and classification; without any, all are searched.
        Raises UsageError for an unknown field and for a text without letters and digits, and DamagedDataset.
        """
        return self.finder.search(text, fields, limit)

    @cached_property
    def finder(self) -> Finder:
        """What searches this dataset; it keeps what it has read."""
        from ingest.catalogue.search import Finder  # rapidfuzz comes with it

        return Finder(self)

    def review(self) -> list[Review]:
        """What the quality panel says of every current profile, in the order of the table `records`.

        Raises DamagedDataset if the records cannot be read.
        """
        from ingest.catalogue.reviews import reviews  # the panel comes with it

        return list(reviews(self))

    def __getattr__(self, name: str) -> Rows:
        """Return a table. Raises AttributeError for an unknown name, UsageError if the snapshot does not have the
        table.
        """
        if name in TABLES:
            return self.table(name)
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __dir__(self) -> list[str]:
        """The tables are attributes too."""
        return sorted({*super().__dir__(), *self.tables})

    def __repr__(self) -> str:
        """Names the snapshot's folder."""
        return f"<Dataset {self._snapshot.folder}>"

    def _read(self, name: str) -> pa.Table:
        schema = TABLES[name].schema
        parts = [self._snapshot.read(part).cast(schema) for part in self.manifest.of(name)]
        return pa.concat_tables([schema.empty_table(), *parts])


def open_dataset(path: str | Path = "out", *, snapshot: int | None = None) -> Dataset:
    """The dataset published at `path`: its current snapshot, or the one of a number.

    Raises UsageError if nothing is published there, StoreError if what is there cannot be trusted.
    """
    layout = Layout(Path(path).absolute())
    if snapshot is not None and snapshot not in layout.numbers():
        raise UsageError(f"{path}: there is no snapshot {snapshot}; there are: {', '.join(map(str, layout.numbers()))}")
    found = open_snapshot(layout, snapshot)
    if found is None:
        raise UsageError(f"{path}: nothing is published here; `ingest run INPUT -o {quote(str(path))}` does that")
    return Dataset(found)

"""The derived table `paragraphs`: every distinct text once, with its first place and how often it occurs.

A leaf's partial has the table's own form, so merging is associative: partials of partials are partials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.tables.groups import Counts, starts, totals
from ingest.tables.merge import Run, merge_buckets
from ingest.tables.spec import COUNT, TEXT, WHOLE, column, table

SPEC = table(
    "paragraphs",
    "One row per distinct paragraph, bullet or cell text of the whole dataset.",
    column("paragraph_id", TEXT, "128 bits of the SHA-256 of the normalised text.", required=True),
    column("text", TEXT, "The text as it stands at its first occurrence.", required=True),
    column("occurrences", COUNT, "Places it stands at: its rows in `paragraph_occurrences`.", required=True),
    column("documents", COUNT, "Dumps it stands in.", required=True),
    column("first_uri", TEXT, "The dump of the first occurrence, first in (uri, line) order.", required=True),
    column("first_document_id", TEXT, "That dump's id.", required=True),
    column("first_profile_id", TEXT, "The profile of the first occurrence.", required=True),
    column("first_line_start", WHOLE, "First line of the first occurrence.", required=True),
    column("first_line_end", WHOLE, "Last line of the first occurrence.", required=True),
    key=("paragraph_id",),
    derived=True,
)

_FIRST = {
    "paragraph_id": "paragraph_id",
    "text": "text",
    "uri": "first_uri",
    "document_id": "first_document_id",
    "profile_id": "first_profile_id",
    "line_start": "first_line_start",
    "line_end": "first_line_end",
}


def paragraph_partial(occurrences: pa.Table) -> pa.Table:
    """The paragraphs of one leaf, in id order, from its occurrences. A dump lies in one leaf only."""
    rows = occurrences.select(list(_FIRST)).rename_columns(list(_FIRST.values()))
    order = _order(rows)
    new_dump = np.zeros(rows.num_rows, bool)
    new_dump[starts(rows["paragraph_id"].take(order), rows["first_uri"].take(order))] = True
    return _first(rows, order, occurrences=np.ones(rows.num_rows, bool), documents=new_dump)


def merge_paragraphs(partials: Sequence[Run], buckets: int = 1) -> Iterator[pa.Table]:
    """Return the table `paragraphs` in id order, as `buckets` tables, independent of the order of `partials`."""
    return merge_buckets(partials, SPEC.schema, buckets, _merge)


def _merge(rows: pa.Table) -> pa.Table:
    order = _order(rows)
    return _first(rows, order, **{name: rows[name].take(order) for name in ("occurrences", "documents")})


_ORDER = ("paragraph_id", "first_uri", "first_line_start")


def _order(rows: pa.Table) -> pa.Array:
    return pc.sort_indices(rows, [(name, "ascending") for name in _ORDER])


def _first(rows: pa.Table, order: pa.Array, **counts: Counts) -> pa.Table:
    """The first of each paragraph's `rows` by `order`, with the sums of `counts`, in that order, over all of them."""
    groups = starts(rows["paragraph_id"].take(order))
    first = order.take(pa.array(groups))
    columns = {name: rows[name].take(first) for name in _FIRST.values()}
    columns |= {name: totals(values, groups) for name, values in counts.items()}
    return pa.table({name: columns[name] for name in SPEC.schema.names}, schema=SPEC.schema)

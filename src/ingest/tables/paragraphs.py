"""The derived table `paragraphs`: every distinct text once, with where it stood first and how often.

A leaf's partial has the table's own form, so merging is associative: partials of partials are partials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

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
    "text": "text",
    "uri": "first_uri",
    "document_id": "first_document_id",
    "profile_id": "first_profile_id",
    "line_start": "first_line_start",
    "line_end": "first_line_end",
}


def paragraph_partial(occurrences: pa.Table) -> pa.Table:
    """The paragraphs of one leaf, in id order, from its occurrences. A dump lies in one leaf only."""
    return _group(
        occurrences,
        order=("uri", "line_start"),
        first=_FIRST,
        totals={(None, "count_all"): "occurrences", ("document_id", "count_distinct"): "documents"},
    )


def merge_paragraphs(partials: Sequence[Run], buckets: int = 1) -> Iterator[pa.Table]:
    """The table `paragraphs` in id order, as `buckets` tables, whatever the order of `partials`."""
    return merge_buckets(partials, SPEC.schema, buckets, _merge)


def _merge(rows: pa.Table) -> pa.Table:
    return _group(
        rows,
        order=("first_uri", "first_line_start"),
        first={name: name for name in _FIRST.values()},
        totals={("occurrences", "sum"): "occurrences", ("documents", "sum"): "documents"},
    )


def _group(
    rows: pa.Table,
    order: Sequence[str],
    first: dict[str, str],
    totals: dict[tuple[str | None, str], str],
) -> pa.Table:
    """One row per paragraph: the `first` columns of its first row in `order`, `totals` over all its rows."""
    by_place = rows.sort_by([("paragraph_id", "ascending"), *((name, "ascending") for name in order)])
    # Without threads, groups come in the order of their first row and `first` means the first row.
    grouped = by_place.group_by("paragraph_id", use_threads=False).aggregate(
        [(name, "first") for name in first] + [(name or [], function) for name, function in totals]
    )
    names = {"paragraph_id": "paragraph_id"}
    names |= {f"{name}_first": renamed for name, renamed in first.items()}
    names |= {f"{name}_{function}" if name else function: to for (name, function), to in totals.items()}
    renamed = grouped.rename_columns([names[name] for name in grouped.column_names])
    return renamed.select(SPEC.schema.names).cast(SPEC.schema)

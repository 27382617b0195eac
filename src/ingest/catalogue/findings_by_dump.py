"""The findings of a dataset, dump by dump, as the run that published the dumps reported them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ingest.catalogue.dataset import Dataset
from ingest.diagnostics import Diagnostic
from ingest.line_coverage import Coverage
from ingest.tables.diagnostics import STATED, finding

_LINES = ("lines_claimed", "lines_kept", "lines_undecided", "unknown_headings")
_DUMPS = f"""
    SELECT document.uri, document.status <> 'skipped' AS is_dump, {", ".join(STATED)}, {", ".join(_LINES)}
    FROM documents AS document LEFT JOIN diagnostics USING (document_id)
    WHERE NOT gone ORDER BY document.uri, line_start, line_end, code, ordinal
"""


class Checked(NamedTuple):
    """A dump and its findings, by line. The dataset does not hold its `lines`; what was passed over `is_dump` not."""

    uri: str
    path: str
    diagnostics: tuple[Diagnostic, ...]
    is_dump: bool
    coverage: Coverage
    lines: tuple[str, ...] = ()


def checked(data: Dataset) -> Iterator[Checked]:
    """Every dump of a dataset that is not gone, in the order of uris. Raises DamagedDataset."""
    rows: list[dict[str, Any]] = data.query(_DUMPS).arrow().to_pylist()
    for (uri, is_dump, *lines), found in groupby(rows, itemgetter("uri", "is_dump", *_LINES)):
        yield Checked(uri, uri, tuple(finding(row) for row in found if row["code"]), is_dump, _coverage(*lines))


def _coverage(claimed: int, kept: int, undecided: int | None, unknown_headings: int | None) -> Coverage:
    """Return how many lines of a dump are typed, kept and undecided; nothing for a dump that was not published."""
    if undecided is None or unknown_headings is None:
        return Coverage()
    return Coverage(claimed, kept - undecided, undecided, unknown_headings)

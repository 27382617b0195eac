"""The figures of a run besides row counts: how much of the content is understood, how many pages have a title."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.report import Figures
from ingest.store.manifest import Manifest
from ingest.store.part_reader import read_part
from ingest.store.partitioning import ids_of

_COUNTS = ["lines_claimed", "lines_kept", "lines_undecided", "unknown_headings"]


def find_figures(folder: Path, manifest: Manifest) -> Figures:
    """The figures of all pages that are published and not gone. Raises DamagedDataset."""
    pages, sums, titled = 0, dict.fromkeys(_COUNTS, 0), 0
    for part in manifest.of("documents"):
        dumps = read_part(folder / part.path, ["status", "gone", *_COUNTS])
        dumps = dumps.filter(pc.and_not(pc.equal(dumps["status"], "published"), dumps["gone"]))
        pages += len(dumps)
        for name in _COUNTS:
            sums[name] += pc.sum(dumps[name]).as_py() or 0
    for part in manifest.of("profiles"):
        titled += _titled(read_part(folder / part.path, ["document_id", "title"]))
    return Figures(
        pages=pages,
        titled=titled,
        typed=sums["lines_claimed"],
        kept=sums["lines_kept"] - sums["lines_undecided"],
        undecided=sums["lines_undecided"],
        unknown_headings=sums["unknown_headings"],
    )


def _titled(profiles: pa.Table) -> int:
    """How many dumps have a profile with a title; the profiles of a dump lie side by side, in one part."""
    ids = ids_of(profiles.filter(pc.is_valid(profiles["title"]))["document_id"])
    return int(np.count_nonzero(ids[1:] != ids[:-1])) + bool(len(ids))

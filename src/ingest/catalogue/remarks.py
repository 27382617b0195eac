"""What a person should know of the dumps of a dataset, though nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyarrow.compute as pc

from ingest.catalogue.columns import read_columns
from ingest.catalogue.dataset import Dataset

LEGACY = "cp1252"  # no bytes prove it: it is what is left when they are no UTF-8


class Remarks(NamedTuple):
    """Sources of which no dump is known, uris of dumps taken as cp1252, how many dumps hold several profiles."""

    empty: tuple[str, ...]
    legacy: tuple[str, ...]
    several: int


def remarks(data: Dataset, sources: Iterable[str]) -> Remarks:
    """Remarks on a dataset; `sources` are those that are looked at for dumps. Raises DamagedDataset."""
    dumps = read_columns(data, "documents", ["uri", "source", "status", "gone", "encoding", "profile_count"])
    dumps = dumps.filter(pc.and_(pc.not_equal(dumps["status"], "skipped"), pc.invert(dumps["gone"])))
    known = set(pc.unique(dumps["source"]).to_pylist())
    return Remarks(
        empty=tuple(source for source in sources if source not in known),
        legacy=tuple(sorted(dumps.filter(pc.equal(dumps["encoding"], LEGACY))["uri"].to_pylist())),
        several=pc.sum(pc.greater(dumps["profile_count"], 1)).as_py() or 0,
    )

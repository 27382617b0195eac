"""Every profile of a dataset, one after another, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.catalogue.dataset import Dataset
from ingest.records import Profile
from ingest.store.part_reader import read_batches
from ingest.tables.records import read_record as record_of


class Stored(NamedTuple):
    """A profile as it is stored."""

    document_id: str
    profile_id: str
    profile: Profile


def every_profile(data: Dataset) -> Iterator[Stored]:
    """All profiles, rivals included, in document_id order. Raises DamagedDataset."""
    columns = ["document_id", "profile_id", "record"]
    for path in data.paths("records"):
        for batch in read_batches(path, columns):
            for document_id, profile_id, record in zip(*(batch[name].to_pylist() for name in columns), strict=True):
                yield Stored(document_id, profile_id, record_of(record))

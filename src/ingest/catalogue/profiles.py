"""Every profile of a dataset, one after another, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa
import pyarrow.dataset as ds

from ingest.catalogue.dataset import Dataset
from ingest.errors import DamagedDataset
from ingest.records import Profile

_BATCH = 256


class Stored(NamedTuple):
    """A profile as it is stored."""

    document_id: str
    profile_id: str
    profile: Profile


def every_profile(data: Dataset) -> Iterator[Stored]:
    """All profiles, rivals included, in document_id order. Raises DamagedDataset."""
    columns = ["document_id", "profile_id", "record"]
    try:
        for path in data.paths("records"):
            for batch in ds.dataset(path).to_batches(columns=columns, batch_size=_BATCH):
                for document_id, profile_id, record in zip(*(batch[name].to_pylist() for name in columns), strict=True):
                    yield Stored(document_id, profile_id, Profile.model_validate_json(record))
    except (OSError, pa.ArrowException) as error:
        raise DamagedDataset(f"{path}: cannot be read: {error}") from error

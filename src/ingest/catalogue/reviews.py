"""What the panel says of a dataset's profiles: of the current one of every code, unless told otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.catalogue.columns import read_columns
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.lookup import Role
from ingest.panel import Review, review
from ingest.records import Profile

_RECORDS = 64


def reviews(data: Dataset, roles: Sequence[Role] | None = None) -> Iterator[Review]:
    """A review for each of `roles`, or for every current profile, in the order of the table `records`.

    They are made one at a time, from the records. Raises DamagedDataset for a part that cannot be read.
    """
    if roles is None:
        wanted = read_columns(data, "roles", ["profile_id"])["profile_id"].combine_chunks()
    else:
        wanted = pa.array([role.profile_id for role in roles], pa.string())
    for path in data.paths("records"):
        batches = pq.ParquetFile(path).iter_batches(_RECORDS, columns=["profile_id", "record"])
        for batch in batches:
            chosen = batch.filter(pc.is_in(batch["profile_id"], value_set=wanted))
            for identity, record in zip(*(column.to_pylist() for column in chosen.columns), strict=True):
                yield review(Profile.model_validate_json(record), identity=identity)

"""The profiles whose rows are being collected: what every row repeats of its profile, held once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.dedup import paragraph_ids
from ingest.tables.spec import TEXT, WHOLE, Row, TableSpec, to_arrays

COLUMNS = (
    "document_id",
    "profile_id",
    "role_id",
    "content_id",
    "part_of",
    "uri",
    "source",
    "code",
    "title",
    "level_label",
    "own_level",
)
"""What rows repeat of their profile, all of it text."""


class Frame:
    """One row per profile, in the order in which they come; `profiles` has its values in the order of COLUMNS."""

    def __init__(self, profiles: Sequence[Row]) -> None:
        arrays = to_arrays(profiles, [TEXT] * len(COLUMNS))
        self._columns = dict(zip(COLUMNS, arrays, strict=True))

    def assemble(self, spec: TableSpec, stated: Sequence[str], of_profiles: Iterable[Iterable[Row]]) -> pa.Table:
        """The table whose rows `of_profiles` gives, profile by profile, with values for the columns `stated`.

        What is not stated is repeated from the profile, known from the order (`ordinal`), or from what is stated
        (`paragraph_id` from the text, `is_own_level` from the level).
        """
        rows: list[Row] = []
        counts: list[int] = []
        for some in of_profiles:
            before = len(rows)
            rows.extend(some)
            counts.append(len(rows) - before)
        kinds = [spec.schema.field(name).type for name in stated]
        columns = dict(zip(stated, to_arrays(rows, kinds), strict=True))
        of_profile = pa.array(np.repeat(np.arange(len(counts)), counts))
        for column in spec.columns:
            name = column.name
            if name in columns:
                continue
            if column.repeated:
                columns[name] = self._columns[column.repeated].take(of_profile)
            elif name == "ordinal":
                columns[name] = _ordinals(counts)
            elif name == "paragraph_id":
                columns[name] = paragraph_ids(columns["text"])
            else:
                assert name == "is_own_level", name
                columns[name] = pc.equal(columns["level_code"], self._columns["own_level"].take(of_profile))
        return pa.Table.from_arrays([columns[name] for name in spec.schema.names], schema=spec.schema)


def _ordinals(counts: Sequence[int]) -> pa.Array:
    """1, 2, 3 … for each profile's rows."""
    before = np.cumsum(counts) - counts
    return pa.array(np.arange(np.sum(counts)) - np.repeat(before, counts) + 1, WHOLE)

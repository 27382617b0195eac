"""Codes that several profiles of a snapshot state: W505 where they differ, I608 where they say the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.report import Rivals, Role
from ingest.store.manifest import Manifest
from ingest.store.part_reader import read_part

_LISTED = 1000
_COUNTS = ["rivals_same", "rivals_different"]
_SHOWN = ["code", "uri", *_COUNTS]


def find_rivals(folder: Path, manifest: Manifest) -> Rivals:
    """The rivals in the table `roles` of a snapshot; only counts are read of roles that have none."""
    found = []
    for part in manifest.of("roles"):
        path = folder / part.path
        counts = read_part(path, _COUNTS)
        rows = np.flatnonzero(pc.greater(pc.add(counts["rivals_same"], counts["rivals_different"]), 0).to_numpy())
        if len(rows):
            found.append(read_part(path, _SHOWN).take(pa.array(rows)))
    if not found:
        return Rivals()
    roles = pa.concat_tables(found)
    totals = {
        "W505": pc.sum(pc.greater(roles["rivals_different"], 0)).as_py(),
        "I608": pc.sum(pc.greater(roles["rivals_same"], 0)).as_py(),
    }
    first = roles.sort_by([("rivals_different", "descending"), ("code", "ascending")]).slice(0, _LISTED)
    return Rivals(
        codes={code: total for code, total in totals.items() if total},
        roles=tuple(
            Role(code=row["code"], uri=row["uri"], same=row["rivals_same"], different=row["rivals_different"])
            for row in first.to_pylist()
        ),
    )

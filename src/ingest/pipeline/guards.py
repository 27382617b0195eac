"""What stops a run before it publishes: too much would go, or too much has failed."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.errors import RunRefused
from ingest.pipeline.plan import Mask
from ingest.pipeline.state import State
from ingest.settings import Settings

MASS = 0.20


def guard_deletions(ledger: pa.Table, missing: Mask, left: Collection[str], settings: Settings) -> None:
    """Raise RunRefused if more than a fifth of all published dumps, or all that a source ever held, would go at once.

    `missing` is over the rows of the `ledger`, members and rows of files among them; `left` are the sources in which
    something remains. What was not published is no loss.
    """
    known: Mask = pc.and_not(pc.equal(ledger["status"], "published"), ledger["gone"]).to_numpy()
    going = missing & known
    if settings.allow_mass_delete or not going.any():
        return
    if going.sum() > MASS * known.sum():
        raise _refused(f"{going.sum():,} of {known.sum():,} dumps")
    sources = ledger["source"].to_numpy()
    for source in np.unique(sources[going]).tolist():
        if source not in left:
            raise _refused(f"all {(going & (sources == source)).sum():,} dumps of the source {source!r}")


def _refused(what: str) -> RunRefused:
    return RunRefused(f"{what} would be deleted; is a folder not mounted? --allow-mass-delete lets them go")


def guard_failures(state: State, settings: Settings) -> None:
    """Raise RunRefused if every dump fails, or more than the error budget."""
    counted = state.accounting
    dumps = counted.published + counted.unchanged + counted.quarantined
    failed = len(state.new_in_quarantine)
    if counted.quarantined and counted.quarantined == dumps:
        raise RunRefused(f"every dump fails ({dumps:,}); the dataset stays as it was")
    if failed > settings.allowed_failures(dumps):
        raise RunRefused(
            f"{failed:,} of {dumps:,} dumps fail, more than --max-failures {settings.max_failures}; "
            "the dataset stays as it was"
        )

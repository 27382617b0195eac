"""What the ledger knows of the files that a plan looks at one by one: places in its columns, for it may be millions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.stale_rows import FRESH, Reasons
from ingest.sources.dump import SetAside
from ingest.store.cache import sum_of, weight

_BATCH = 1 << 16  # rows
Rows = npt.NDArray[np.int32]


class Known:
    """The rows of some `files`; a file is asked for by its rank among them. `reasons` are those of all rows."""

    def __init__(self, ledger: pa.Table, reasons: Reasons, files: pa.ChunkedArray) -> None:
        self._ledger, self._reasons = ledger.select(["uri", "sha256", "reason"]), reasons
        ranks = np.empty(0, np.int32)
        if len(ledger):
            ranks = pc.fill_null(pc.index_in(ledger["file"], value_set=files), -1).to_numpy()
        rows = np.flatnonzero(ranks >= 0)
        rows = rows[np.argsort(ranks[rows], kind="stable")]
        bounds = np.searchsorted(ranks[rows], np.arange(len(files) + 1, dtype=np.int32))
        self._rows: Rows = rows.astype(np.int32)
        self._bounds: Rows = bounds.astype(np.int32)

    def of(self, rank: int) -> Rows:
        """The rows of a file's dumps; none for a new one."""
        return self._rows[self._bounds[rank] : self._bounds[rank + 1]]

    def are_untouched(self, rank: int, content: str | None) -> bool:
        """Return whether a file of many dumps still holds those of the ledger; its content is None if unknown."""
        rows = self.of(rank)
        if content is None or (self._reasons[rows] != FRESH).any():
            return False
        return content == sum_of(sum(weight(uri, digest) for uri, digest in self._dumps(rows)))

    def is_told(self, rank: int, item: SetAside) -> bool:
        """Whether the ledger says the same of a name that is not read."""
        rows = self.of(rank)
        if item.diagnostic.severity != "info" or len(rows) != 1 or self._reasons[rows[0]] != FRESH:
            return False
        return bool(self._ledger["reason"][int(rows[0])].as_py() == item.diagnostic.code)

    def why(self, rank: int) -> str:
        """Why a file is read."""
        rows = self.of(rank)
        if not len(rows):
            return "new"
        reasons = self._reasons[rows]
        stale = reasons[reasons != FRESH]
        return str(stale[0]) if len(stale) else "touched"

    def good(self, rank: int) -> dict[str, str]:
        """The digests of those of a file's dumps whose rows are still good, by uri."""
        rows = self.of(rank)
        rows = rows[self._reasons[rows] == FRESH] if len(rows) else rows
        return {uri: digest for uri, digest in self._dumps(rows) if digest}

    def _dumps(self, rows: Rows) -> Iterator[tuple[str, str | None]]:
        for start in range(0, len(rows), _BATCH):
            some = pa.array(rows[start : start + _BATCH])
            uris, digests = (self._ledger[name].take(some).to_pylist() for name in ("uri", "sha256"))
            yield from zip(uris, digests, strict=True)

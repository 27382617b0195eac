"""What runs themselves have written is no input: not the dataset they write to, nor any other that lies in a folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

_OF_A_DATASET = frozenset({"current", "snapshots", "runs", ".lock", ".staging", ".cache"})


class Written(NamedTuple):
    """What this run writes, real and absolute: its dataset, and the copy of its report."""

    out: Path | None = None
    report: Path | None = None

    @classmethod
    def of(cls, out: Path, report: Path | None) -> Written:
        """From paths as they were spelled."""
        return cls(out.resolve(), report.resolve() if report else None)

    def left_out(self, folder: Path, names: Collection[str]) -> Collection[str]:
        """Which names of a real folder are the work of a run.

        `out` is known before there is anything in it, so that the first run finds what the second does. Any other
        dataset is known by its snapshots together with its lock or its current one.
        """
        reports = {self.report.name} if self.report and self.report.parent == folder else frozenset()
        is_dataset = folder == self.out or ("snapshots" in names and not {".lock", "current"}.isdisjoint(names))
        return _OF_A_DATASET | reports if is_dataset else reports

"""A small world to run in: a folder of dumps, a dataset, and what a run makes of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ingest.pipeline import Report, plan, run
from ingest.pipeline.plan import Plan
from ingest.settings import Settings
from ingest.store.files import Files


def page(number: int = 1, level: int = 2, note: str = "Keeps the queue short.") -> str:
    """A profile of a few lines."""
    return (
        f"Parcel Sorting {number} — P{level}\nPARCEL{number}.SORTING{number}.P{level}\n{note}\n"
        f"Skills\n- Reading labels\n- Tells a smudged seven from a one at a glance.\n- Lifting\n"
        f"- Lifts with the knees; stops when it hurts, always.\n"
    )


def with_tests_on_the_path() -> dict[str, str]:
    """An environment in which another Python finds these modules as `pipeline.…`."""
    paths = [str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


class World:
    """Dumps in `raw`, the dataset in `out`; runs are without workers unless told otherwise."""

    def __init__(self, root: Path) -> None:
        self.root, self.raw, self.out = root, root / "raw", root / "out"
        self.raw.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def settings(self, *inputs: str | Path, **given: Any) -> Settings:
        return Settings(
            inputs=tuple(map(str, inputs or (self.raw,))),
            **{"out": self.out, "workers": 0, "export": ("parquet",)} | given,
        )

    def run(self, *inputs: str | Path, files: Files | None = None, **given: Any) -> Report:
        return run(self.settings(*inputs, **given), files=files)

    def plan(self, *inputs: str | Path, **given: Any) -> Plan:
        return plan(self.settings(*inputs, **given))

    def snapshot(self) -> dict[str, bytes]:
        """All files of the published snapshot."""
        return contents(self.out / "current")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    folder = folder.resolve()
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

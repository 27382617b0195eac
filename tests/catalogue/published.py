"""A dataset of a few short dumps, published for a test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import ingest
from ingest.catalogue import Dataset


def publish(folder: Path, dumps: Mapping[str, str], **settings: object) -> Dataset:
    """Dumps by their place in the folder's `raw`; those of an earlier call that are not named again go."""
    raw = folder / "raw"
    for path in raw.rglob("*.txt"):
        path.unlink()
    for name, text in dumps.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    report = ingest.run(
        [raw], folder / "out", workers=0, export="parquet", allow_mass_delete=True, accept="any", **settings
    )
    assert report.exit_code == 0, report
    return ingest.open(folder / "out")


def page(code: str | None, title: str, *more: str) -> str:
    return "\n".join([title, *([code] if code else []), "Skills", "- Kneading", "- Knows when dough is ready.", *more])


def rubric(*levels: str) -> list[str]:
    """A table of guidelines with a row a level."""
    rows = [f"| {level} | Knows {level} things. | Solves {level} problems. |" for level in levels]
    head = ["| Level | Knowledge & Application | Complexity & Problem Solving |", "| --- | --- | --- |"]
    return ["Level guidelines", *head, *rows]

"""A dataset of records written by hand: its dumps are records already, and the reader hands them on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import ingest
from ingest.blocks import read_blocks
from ingest.catalogue import Dataset
from ingest.read import Reading, read_text
from ingest.records import Profile

READER = "ingest.read.read_text"


def publish_records(folder: Path, pages: Mapping[str, Sequence[Profile]], *texts: Path, **settings: Any) -> Dataset:
    """Publish pages by their name in the folder `raw`, and other dumps as they are read."""
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for path in raw.glob("*.txt"):
        path.unlink()
    for name, profiles in pages.items():
        (raw / name).write_text(json.dumps([profile.model_dump(mode="json") for profile in profiles]), "utf-8")
    with patch(READER, _hand_on):
        report = ingest.run(
            [raw, *texts], folder / "out", workers=0, export="parquet", allow_mass_delete=True, **settings
        )
    assert report.exit_code == 0, report
    return ingest.open(folder / "out")


def _hand_on(text: str, **known: Any) -> Reading:
    if not text.startswith("[{"):
        return read_text(text, **known)
    profiles = tuple(Profile.model_validate(record) for record in json.loads(text))
    last = max(profile.source.line_end for profile in profiles)
    document = read_blocks("line\n" * last, known["grammars"])
    return Reading(document, profiles, ("section",) * last, profiles)

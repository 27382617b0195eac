"""The twin of the real dump, in our own words, and its whole record.

To accept a change: `python tests/reader/regenerate.py` shows the difference; `--accept` writes it.
"""

from __future__ import annotations

import json
from pathlib import Path

from ingest.read import read_text

GOLDEN = Path(__file__).parent.parent / "golden" / "data-pipelines-p4.json"


def test_the_twin_gives_its_golden_record(raw: Path) -> None:
    text = (raw / "data" / "data-pipelines-p4.txt").read_text(encoding="utf-8")
    (profile,) = read_text(text).profiles
    assert json.loads(profile.model_dump_json()) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_twin_has_the_real_dumps_shape(raw: Path, real_dumps: Path) -> None:
    """Same owner for every line: what is proven on the twin holds for the real dump."""
    twin = read_text((raw / "data" / "data-pipelines-p4.txt").read_text(encoding="utf-8"))
    real = read_text((real_dumps / "profiles" / "product-support-p4.txt").read_text(encoding="utf-8"))
    assert twin.owners == real.owners
    assert [d.code for d in twin.profiles[0].diagnostics] == [d.code for d in real.profiles[0].diagnostics]

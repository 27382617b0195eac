"""Time stamps that no 64 bits of nanoseconds hold: shares of other systems give years such as 30828."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cli.conftest import Run


@pytest.mark.parametrize("date", ["2400-01-01", "1901-12-14"])
def test_a_dump_from_another_century(ingest: Run, workplace: Path, date: str) -> None:
    dump = workplace / "raw/data/data-pipelines-p4.txt"
    subprocess.run(["touch", "-d", date, dump], check=True)
    assert ingest("parse", dump).returncode == 0
    for known in ("new", "known"):
        done = ingest("run", "raw/data")
        assert done.returncode == 0, (known, done.stderr)
    assert "nothing is new" in done.stdout

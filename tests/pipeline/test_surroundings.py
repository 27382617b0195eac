"""Locale, time zone, hash seed, working directory: none of it is in a snapshot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .world import World, contents, page

_SURROUNDINGS = [
    {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
]


def test_other_surroundings_give_the_same_bytes(world: World, tmp_path: Path) -> None:
    for number in range(3):
        world.write(f"İ{number}.txt", page(number, note="Größe ΣΑΣ, 東京."))
    world.write("bad.txt", b"%PDF-1.7")
    world.run(export=("parquet", "json", "csv"))
    program = Path(sys.executable).parent / "ingest"
    for number, surroundings in enumerate(_SURROUNDINGS):
        out, place = tmp_path / f"out{number}", tmp_path / f"place{number}"
        place.mkdir()
        done = subprocess.run(
            [program, "run", world.raw, "-o", out, "--export", "parquet,json,csv"],
            cwd=place,
            env=os.environ | surroundings,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        assert contents(out / "current") == world.snapshot(), surroundings

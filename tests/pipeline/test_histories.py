"""Any history of runs gives the bytes of one full run over what is there in the end."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.pipeline import publishing
from ingest.store import cache

from .world import World, page

_NAMES = [f"{folder}/{number}.txt" for folder in "ab" for number in range(6)]
_CONTENTS = st.sampled_from(
    [page(1), page(2), page(3) + page(4), page(1, note="Other words."), "Dear all,\nno profile.\n", "", b"%PDF-1.7"]
)
_EDITS = st.dictionaries(st.sampled_from(_NAMES), st.none() | _CONTENTS, max_size=8)
_ANY = {
    "accept": "any",
    "allow_mass_loss": True,
    "allow_drift": True,
    "max_failures": "100%",
}
_EXPORTS = st.sampled_from([("parquet",), ("parquet", "json", "csv")])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    history=st.lists(_EDITS, min_size=1, max_size=5),
    leaf=st.sampled_from([1, 2, 5, 100]),
    stamps=st.booleans(),
    export=_EXPORTS,
)
def test_history_leaves_no_trace(
    history: list[dict[str, str | bytes | None]], leaf: int, stamps: bool, export: tuple[str, ...]
) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        with (
            mock.patch.object(publishing, "LEAF_DUMPS", leaf),
            mock.patch.object(cache, "_SETTLED", -(10**18) if stamps else cache._SETTLED),
        ):
            world = World(root)
            world.write("a/always.txt", page(9))
            for edits in history:
                for name, content in edits.items():
                    if content is None:
                        (world.raw / name).unlink(missing_ok=True)
                    else:
                        world.write(name, content)
                report = world.run(export=export, **_ANY)
                assert report.exit_code in (0, 3)
                assert report.accounting is not None
                counted = report.accounting.model_dump()
                assert counted.pop("total") == sum(counted.values())
            once = World(root / "once")
            shutil.copytree(world.raw, once.raw, dirs_exist_ok=True)
            once.run(export=export, **_ANY)
            assert once.snapshot() == world.snapshot()
    finally:
        shutil.rmtree(root)

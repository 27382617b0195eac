"""Pages of other people: our figures are those of the measure beside them, and none of them gets worse."""

from __future__ import annotations

import importlib
import json
import runpy
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from ingest.scoring import Scored

SAME = {
    "raised": "failed",
    "wrongly accepted": "wrongly_accepted",
    "profiles as roles": "as_many",
    "titles right": "titles_right",
    "titles silently wrong": "titles_silent",
    "levels right": "levels_right",
    "years right": "years_right",
    "years made up": "years_made_up",
    "pay right": "pay_right",
    "pay made up": "pay_made_up",
    "facts right": "facts_right",
    "as heading": "as_heading",
    "role": "other_role",
    "of which": "needs",
    "said which": "needs_right",
    "said the other": "needs_swapped",
    "beside taken for content": "beside_claimed",
}
"""Names of the measure for our figures; others have the same name."""


@pytest.fixture(scope="module")
def benchmark(root: Path) -> Any:
    """`benchmarks/score.py`."""
    sys.path.insert(0, str(root / "benchmarks"))
    try:
        yield importlib.import_module("score")
    finally:
        sys.path.remove(str(root / "benchmarks"))


@pytest.fixture(scope="module")
def scored(benchmark: Any, real_dumps: Path) -> list[Scored]:
    return list(benchmark.read(real_dumps))


def test_the_counts_are_those_of_the_measure(
    benchmark: Any,
    real_dumps: Path,
    scored: list[Scored],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gold = real_dumps / "gold"
    folders = sorted({path.parent for path in gold.rglob("*.gold.json")})
    monkeypatch.setattr(sys, "argv", ["score.py", *map(str, [*folders, real_dumps / "negatives"]), "--json"])
    runpy.run_path(str(gold / "score.py"), run_name="__main__")
    counted = json.loads(capsys.readouterr().out)
    measured = {name: count for name, count in counted.items() if not name.startswith("kind ")}
    ours = asdict(benchmark.figures_of(scored))
    assert {name: ours[SAME.get(name, name)] for name in measured} == measured
    assert {name for name, count in ours.items() if count} <= {SAME.get(name, name) for name in measured}


@pytest.mark.parametrize("pages", ["en", "all"])
def test_no_figure_gets_worse(benchmark: Any, scored: list[Scored], pages: str) -> None:
    floor = json.loads(benchmark.FLOOR.read_text("utf-8"))[pages]
    chosen = [page for page in scored if pages == "all" or page.page.truth.language in ("en", "")]
    ours = asdict(benchmark.figures_of(chosen))
    worse = {name: (ours[name], floor[name]) for name in benchmark.GROWING if ours[name] < floor[name]}
    worse |= {name: (ours[name], floor[name]) for name in benchmark.SHRINKING if ours[name] > floor[name]}
    assert not worse, "figures, and what tests/golden/score.json holds them to; see benchmarks/score.py"

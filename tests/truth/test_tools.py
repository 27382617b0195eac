"""Pages with known truth, through ten real extraction tools: every value is right, or something is said of it.

The dumps are frozen (`benchmarks/freeze.py`), so that the test needs no tool; the truth is made anew from its seed.
`benchmarks/catalogue.py` does the same with many more pages, and with today's tools.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FROZEN: dict[str, dict[str, list[str]]] = json.loads((Path(__file__).parent / "dumps.json").read_text(encoding="utf-8"))
CASES = [(rate, tool) for rate, tools in FROZEN.items() for tool in tools]


@pytest.fixture(scope="module")
def bench() -> Any:
    """The benchmark's own modules: the truth and the judge."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        yield importlib.import_module("freeze"), importlib.import_module("readers")
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def test_ten_tools_at_two_rates() -> None:
    assert set(FROZEN) == {"0.0", "0.3"}
    assert all(len(tools) == 10 for tools in FROZEN.values())


@pytest.mark.parametrize(("rate", "tool"), CASES, ids=[f"{tool} at {rate}" for rate, tool in CASES])
def test_no_value_is_silently_wrong(rate: str, tool: str, bench: Any) -> None:
    freeze, readers = bench
    truths = freeze.truths(float(rate))
    dumps = FROZEN[rate][tool]
    assert len(truths) == len(dumps) >= 5
    findings = [finding for truth, dump in zip(truths, dumps, strict=True) for finding in readers.ours(truth, dump)]
    silent = [finding for finding in findings if finding.verdict == "silent"]
    assert silent == []
    true = sum(finding.verdict in ("right", "repaired") for finding in findings)
    assert true > len(findings) / 2  # a reader that flags everything is none

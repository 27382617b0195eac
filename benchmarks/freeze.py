"""Freeze a few dumps of the catalogue for the tests, so that these need no extraction tool.

python benchmarks/freeze.py    writes tests/truth/dumps.json
"""

from __future__ import annotations

import json
from pathlib import Path

from extractors.extract import extract
from extractors.tools import TOOLS
from pages.catalogue import make_catalogue
from pages.html import render_page
from pages.truth import Truth

SEED = 1
PAGES = 200  # the catalogue that the benchmark runs by default,
STEP = 40  # and how many of its pages lie between two that are frozen
RATES = (0.0, 0.3)
FROZEN = Path(__file__).resolve().parent.parent / "tests" / "truth" / "dumps.json"


def truths(rate: float) -> list[Truth]:
    """The true records of the frozen pages."""
    return list(make_catalogue(PAGES, seed=SEED, rate=rate, sharing=True))[::STEP]


def main() -> None:
    frozen: dict[str, dict[str, list[str]]] = {}
    for rate in RATES:
        pages = [render_page(truth, seed=SEED, rate=rate) for truth in truths(rate)]
        frozen[str(rate)] = {tool.name: extract(tool, pages) for tool in TOOLS}
    FROZEN.parent.mkdir(exist_ok=True)
    FROZEN.write_text(json.dumps(frozen, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

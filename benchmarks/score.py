"""How well other people's pages are read: `gold/` and `negatives/` of the folder that REAL_DUMPS names.

python benchmarks/score.py --write    writes the section of RESULTS.md, and tests/golden/score.json

A test fails when a figure of `score.json` gets worse, so it is written anew when they have become better.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from ingest.scoring import VERDICTS, Figures, Scored, labelled_pages, negative_pages, score_pages
from results import table, write_section

FLOOR = Path(__file__).resolve().parent.parent / "tests" / "golden" / "score.json"
GROWING = ("accepted", "titles_right", "levels_right", "years_right", "pay_right", "facts_right", "right")
SHRINKING = ("wrongly_accepted", "years_made_up", "pay_made_up", "other_role", "silent", "unowned")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md and the floor")
    options = parser.parse_args()
    if "REAL_DUMPS" not in os.environ:
        sys.exit("REAL_DUMPS names no folder")
    folder = Path(os.environ["REAL_DUMPS"])
    scored = list(read(folder))
    english = figures_of(page for page in scored if page.page.truth.language in ("en", ""))
    every = figures_of(scored)
    body = table(["", "English pages", "all languages"], rows(english, every))
    print(body)
    if options.write:
        command = "REAL_DUMPS=shared python benchmarks/score.py --write"
        write_section("score", "Pages of other people, read", command, ("ingest",), body)
        floor = {"en": asdict(english), "all": asdict(every)}
        kept = {name: {key: found[key] for key in (*GROWING, *SHRINKING)} for name, found in floor.items()}
        FLOOR.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def read(folder: Path) -> Iterator[Scored]:
    """All labelled pages, and those that are about no role."""
    yield from score_pages(labelled_pages(folder / "gold"))
    yield from score_pages(negative_pages(folder / "negatives"))


def figures_of(scored: Iterable[Scored]) -> Figures:
    """The sum over some pages."""
    total = Figures()
    for page in scored:
        total.add(page.figures)
    return total


def rows(*columns: Figures) -> list[list[str]]:
    """The table of figures, a column for each sum."""

    def row(name: str, count: str, of: str) -> list[str]:
        return [name, *(share(getattr(figures, count), getattr(figures, of)) for figures in columns)]

    found = [
        row("role pages accepted", "accepted", "profiles"),
        row("accepted of what is none", "wrongly_accepted", "negatives"),
        *(row(f"lines {verdict.replace('_', ' ')}", verdict, "lines") for verdict in VERDICTS),
        row("right of what was claimed", "right", "claimed"),
        row("menus and the like that a field claims", "beside_claimed", "beside"),
        row("titles", "titles_right", "titles"),
        row("levels", "levels_right", "levels"),
        row("years", "years_right", "years"),
        row("pay", "pay_right", "pay"),
        row("facts", "facts_right", "facts"),
        row("as many profiles as roles", "as_many", "profiles"),
    ]
    found.append(["years and pay made up", *(str(f.years_made_up + f.pay_made_up) for f in columns)])
    found.append(["errors and warnings a page", *(f"{f.findings / (f.profiles or 1):.1f}" for f in columns)])
    return found


def share(count: int, of: int) -> str:
    """A count, what it is of, and the share."""
    return f"{count:,} of {of:,} ({count / of:.1%})" if of else "–"


if __name__ == "__main__":
    main()

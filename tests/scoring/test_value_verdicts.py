"""Titles, levels, years, pay and facts: right, missing, made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.records import Profile
from ingest.scoring import Figures, score_pages
from ingest.scoring.truth import Page, Truth
from ingest.scoring.value_verdicts import score_values

SPAN = {"line_start": 4, "line_end": 4}
SOURCE = {"sha256": "0" * 64, "line_start": 1, "line_end": 9}


def profile(**fields: Any) -> Profile:
    return Profile.model_validate_json(json.dumps({"title": "Baker", "source": SOURCE, **fields}))


def counted(truth: dict[str, Any], *profiles: Profile, told: frozenset[int] = frozenset()) -> tuple[Figures, list[str]]:
    figures = Figures()
    truths = Truth.model_validate({"profile": True, **truth})
    misses = [miss.message for miss in score_values(profiles, truths, told, figures)]
    return figures, misses


def test_titles() -> None:
    one = {"roles": [{"title": "BAKER", "line": 1}]}
    assert counted(one, profile())[0].titles_right == 1
    assert counted(one, profile(title="P4 Baker", name="Baker"))[0].titles_right == 1
    figures, misses = counted(one, profile(title="Home"))
    assert (figures.titles, figures.titles_right, figures.titles_silent) == (1, 0, 1)
    assert misses == ["title 'BAKER' is missing; there is 'Home'"]
    assert counted(one, profile(title="Home"), told=frozenset({1}))[0].titles_silent == 0
    assert counted(one, profile(title=None))[0].titles_silent == 0


def test_titles_of_a_ladder_are_those_of_its_levels() -> None:
    two = {"roles": [{"title": "Baker"}, {"title": "Head Baker"}]}
    duty = {"ordinal": 1, "text": "Bakes.", "span": SPAN, "level_title": "Head Baker"}
    assert counted(two, profile(responsibilities=[duty]))[0].titles_right == 2
    assert counted(two, profile(levels=[{"label": "L2", "name": "Head Baker"}]))[0].titles_right == 2
    assert counted({"roles": two["roles"][1:]}, profile(responsibilities=[duty]))[0].titles_right == 0


def test_levels() -> None:
    truth = {"roles": [{"title": "Baker", "level": {"label": "Level 4"}}, {"title": "Baker", "level": {"label": "P5"}}]}
    duty = {"ordinal": 1, "text": "Bakes.", "span": SPAN, "level": "P5"}
    got = profile(level={"label": "L4", "code": "L4"}, responsibilities=[duty])
    assert counted(truth, got)[0].levels_right == 2
    figures, misses = counted(truth, profile())
    assert (figures.levels, figures.levels_right) == (2, 0)
    assert misses[-1] == "level 'P5' is missing; there is none"


def test_years() -> None:
    truth = {"years": [[4, 2, None], [6, 3, 5]]}

    def asking(low: float | None, high: float | None) -> dict[str, Any]:
        years = {"text": "…", "min_years": low, "max_years": high, "span": SPAN}
        return {"ordinal": 1, "text": "…", "span": SPAN, "experience": [years]}

    assert counted(truth, profile(requirements=[asking(2, None)]))[0].years_right == 1
    figures, misses = counted(truth, profile(requirements=[asking(2, 2), asking(None, None)]))
    assert (figures.years, figures.years_right, figures.years_made_up) == (2, 0, 1)
    assert misses == ["years 2 or more are missing", "years 3–5 are missing", "years 2 are made up"]
    elsewhere = {"text": "…", "min_years": 3, "max_years": 5, "span": SPAN}
    assert counted(truth, profile(level={"label": "L4", "typical_experience": elsewhere}))[0].years_right == 1


def test_pay() -> None:
    truth = {"pay": [[4, 30000, 40000, "EUR", "year"]]}
    stated = {"text": "…", "min": 30000, "max": 40000, "currency": "EUR", "period": "year", "span": SPAN}
    assert counted(truth, profile(pay=[stated]))[0].pay_right == 1
    figures, misses = counted(truth, profile(pay=[stated | {"currency": None}]))
    assert (figures.pay_right, figures.pay_made_up) == (0, 1)
    assert misses == ["pay 30,000–40,000 EUR per year is missing", "pay 30,000–40,000 per year is made up"]
    assert counted(truth, profile(pay=[stated | {"min": None, "max": None}]))[0].pay_made_up == 0


@pytest.mark.parametrize(("key", "right"), [("location", 1), ("place_of_work", 1), ("Ort", 0)])
def test_facts(key: str, right: int) -> None:
    fact = {"key": "location", "label": "Place of Work", "value": "Elm Row", "span": SPAN}
    assert counted({"facts": [[4, key, "elm row"]]}, profile(facts=[fact]))[0].facts_right == right
    assert counted({"facts": [[4, key, "Elm Lane"]]}, profile(facts=[fact]))[0].facts_right == 0


def test_a_page_at_which_the_reader_fails_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("too hot")

    (tmp_path / "a.txt").write_text("Baker\n\nBakes.\n", "utf-8")
    monkeypatch.setattr("ingest.scoring.pages.read_text", fail)
    truth = Truth.model_validate({"profile": True, "labels": [(3, 3, "responsibilities")]})
    (scored,) = score_pages([Page("a.txt", tmp_path / "a.txt", truth)])
    assert (scored.figures.failed, scored.figures.accepted, scored.figures.unowned) == (1, 0, 1)
    assert "RuntimeError: too hot" in scored.misses[0].message

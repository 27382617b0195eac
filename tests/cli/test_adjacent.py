from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.test_show import ANSI

FIELDS = ["code", "title", "distance", "band", "derived"]


def test_all_roles_as_json(ingest: Run, published: Path) -> None:
    done = ingest("adjacent", "datapl4.datamgt1e6.m2", "-d", published, "--format", "json")
    rows = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == "without a distance: 8 (no code)\n"
    assert len(rows) == 37
    assert all(list(row)[:5] == FIELDS for row in rows)
    assert [row["distance"] for row in rows] == sorted(row["distance"] for row in rows)
    assert all(type(row["distance"]) is float and type(row["exact"]) is str for row in rows)
    stated = {row["code"]: row["stated"] for row in rows if row["stated"]}
    assert stated["DATAPL4.PIPELN7C2.P5"] == {
        "title": "Data Pipelines — P5",
        "distance": 0.5,
        "band": "weak",
        "line_start": 71,
        "line_end": 71,
        "disagrees": ["distance", "band"],
    }
    assert [row["disagrees"] for row in stated.values()] == [[], [], ["distance", "band"]]


def test_limits(ingest: Run, published: Path) -> None:
    def count(*flags: str) -> tuple[int, int]:
        shown = ingest("adjacent", "DATAPL4.PIPELN7C2.P4", *flags, "-d", published).stdout
        as_json = ingest("adjacent", "DATAPL4.PIPELN7C2.P4", *flags, "-d", published, "--format", "json").stdout
        return len(re.findall(r"^[01]\.\d{3} ", shown, re.MULTILINE)), len(json.loads(as_json))

    assert count() == (10, 37)
    assert count("--limit", "0") == (37, 37)
    assert count("--limit", "2") == (2, 2)
    assert count("--no-derived", "--limit", "0") == (28, 28)


def test_settings_are_options(ingest: Run, published: Path) -> None:
    def first(*flags: str) -> dict[str, object]:
        shown = ingest("adjacent", "DATAPL4.PIPELN7C2.P4", *flags, "-d", published, "--format", "json").stdout
        row: dict[str, object] = json.loads(shown)[0]
        return row

    assert (first()["exact"], first()["band"]) == ("1/8", "strong")
    assert first("--taxonomy-weight", "0.1", "--level-span", "2")["exact"] == "1/20"
    assert first("--bands", "a=0.1,b=1")["band"] == "b"
    done = ingest("adjacent", "DATAPL4.PIPELN7C2.P4", "-d", published, "--bands", "a=0.1,b=0.9")
    assert done.returncode == 2
    assert "--bands: 'a=0.1,b=0.9': the limits of bands must rise, and the last one be 1" in done.stderr


def test_what_has_no_coordinates(ingest: Run, published: Path) -> None:
    done = ingest("adjacent", "IC3 Localisation Engineer", "-d", published, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "so it has no coordinates and no distances" in done.stderr
    assert (
        "it has no coordinates and no distances"
        in ingest("adjacent", "IC3 Localisation Engineer", "-d", published).stdout
    )


def test_one_role_alone(ingest: Run, workplace: Path) -> None:
    (workplace / "one").mkdir()
    (workplace / "one/a.txt").write_text("Baker — P1\nA.B.P1\n", "utf-8")
    assert ingest("run", "one", "--workers", "0").returncode == 0
    assert ingest("adjacent", "a.b.p1").stdout == "Baker — P1  A.B.P1\nno other role has a distance\n"
    assert ingest("adjacent", "A.B.P1", "--format", "json").stdout == "[]\n"


def test_several_are_meant_or_none(ingest: Run, published: Path) -> None:
    done = ingest("adjacent", "Data Pipelines", "-d", published)
    assert done.returncode == 2
    assert "names 5 roles; name one: DATAPL4.PIPELN7C2.P1, " in done.stderr
    assert ingest("adjacent", "DATAPL4.PIPELN7C2.P9", "-d", published).returncode == 2


@pytest.mark.parametrize("columns", [80, 140])
def test_a_terminal_is_not_overrun(terminal: Callable[..., str], published: Path, columns: int) -> None:
    lines = ANSI.sub("", terminal(columns, "adjacent", "DATAPL4.DATAMGT1E6.M2", "-d", published)).split("\n")
    assert max(map(len, lines)) <= columns
    text = " ".join(" ".join(lines).split())
    assert "1/4 + 1/8: 1 of 2 segments, other track" in text
    assert "disagrees in distance and band" in text

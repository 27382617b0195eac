from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest as library
from cli.conftest import Run
from cli.test_show import ANSI

BAKER = """\
Baker — P2
A.B.P2
Responsibilities
P2
- Bakes rolls | bread in a *big deck oven.
- Cleans \x1b[31mbenches.
Skills
- Kneading
- Knows when dough is ready.
Level — P2
Bakes.
- Typical experience
- 5+ yrs
"""
SENIOR = (
    BAKER.replace("P2", "P3").replace("deck", "stone").replace("5+", "5–8").replace("- Kneading", "- Shaping")
)  # fmt: skip
PAIR = ("DATAPL4.PIPELN7C2.P3", "DATAPL4.PIPELN7C2.P4")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, raw: Path) -> Path:
    folder = tmp_path_factory.mktemp("published")
    (folder / "bakery").mkdir()
    (folder / "bakery/p2.txt").write_text(BAKER, "utf-8")
    (folder / "bakery/p3.txt").write_text(SENIOR, "utf-8")
    report = library.run([raw, folder / "bakery"], out=folder / "out", workers=0, export=("parquet",))
    assert report.published
    return folder / "out"


def test_text_in_a_pipe(ingest: Run, published: Path) -> None:
    shown = ingest("compare", "a.b.p2", "A.B.P3", "-d", published).stdout
    parts = re.findall(r"^(\w+): (.*)$", shown, re.MULTILINE)
    assert parts == [
        ("Level", "1 said by all"),
        ("Responsibilities", "1 said by all, 1 changed"),
        ("Skills", "2 said by one"),
        ("Experience", "1 changed"),
    ]
    lines = shown.splitlines()
    assert lines[:5] == [
        "  1  Baker — P2",
        "     code A.B.P2",
        "     level P2",
        "     dump bakery/p2.txt (1-13)",
        "     distance –",
    ]
    assert "     distance 0.125 strong" in lines
    assert "~  1    Bakes rolls | bread in a *big *deck* oven. (5)" in lines
    assert "=  1,2  Cleans [31mbenches. (6; 6)" in lines
    assert "   1  5*+* yrs (12-13)" in lines
    assert max(map(len, ingest("compare", *PAIR, "-d", published).stdout.splitlines())) > 150, "never wrapped"


def test_differences_alone(ingest: Run, published: Path) -> None:
    every = json.loads(ingest("compare", *PAIR, "-d", published, "--format", "json").stdout)
    some = json.loads(ingest("compare", *PAIR, "-d", published, "--format", "json", "--differences").stdout)
    assert some["roles"] == every["roles"]
    for name, rows in every["parts"].items():
        assert some["parts"][name] == [row for row in rows if row["verdict"] != "same"]
    assert not some["parts"]["classifications"]
    assert "nothing differs" in ingest("compare", "A.B.P2", "A.B.P2", "-d", published, "--differences").stdout
    assert "said by all, " not in ingest("compare", *PAIR, "-d", published, "--differences").stdout.split("\n\n")[1]


def test_json(ingest: Run, published: Path) -> None:
    answer = json.loads(ingest("compare", "A.B.P2", "A.B.P3", "-d", published, "--format", "json").stdout)
    first, second = answer["roles"]
    assert (first["code"], first["distance"]) == ("A.B.P2", None)
    assert second["distance"] == {"distance": 0.125, "exact": "1/8", "band": "strong"}
    assert list(answer["parts"]) == [
        "description", "level", "responsibilities", "requirements", "guidelines", "skills", "facts", "pay",
        "experience", "classifications", "sections",
    ]  # fmt: skip
    [years] = answer["parts"]["experience"]
    assert years == {
        "label": "level",
        "verdict": "changed",
        "cells": [
            {
                "text": "5+ yrs",
                "pieces": [
                    {"text": "5", "differs": False},
                    {"text": "+", "differs": True},
                    {"text": " yrs", "differs": False},
                ],
                "document_id": first["document_id"],
                "spans": [{"line_start": 12, "line_end": 13}],
                "min_years": 5.0,
                "max_years": None,
            },
            {
                "text": "5–8 yrs",
                "pieces": [
                    {"text": "5", "differs": False},
                    {"text": "–8", "differs": True},
                    {"text": " yrs", "differs": False},
                ],
                "document_id": second["document_id"],
                "spans": [{"line_start": 12, "line_end": 13}],
                "min_years": 5.0,
                "max_years": 8.0,
            },
        ],
    }


def test_markdown(ingest: Run, published: Path) -> None:
    shown = ingest("compare", "A.B.P2", "A.B.P3", "-d", published, "--format", "markdown").stdout
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert rows[:3] == ["|  | Baker — P2 | Baker — P3 |", "| --- | --- | --- |", "| code | A.B.P2 | A.B.P3 |"]
    assert "## Responsibilities: 1 said by all, 1 changed" in shown
    assert (
        r"| ~ |  | Bakes rolls \| bread in a \*big **deck** oven. (5) "
        r"| Bakes rolls \| bread in a \*big **stone** oven. (5) |"
    ) in rows
    assert "| ~ | level | 5<b>+</b> yrs (12-13) | 5<b>–8</b> yrs (12-13) |" in rows
    assert "\x1b" not in shown
    for table in re.split(r"\n\n", shown):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines() if line.startswith("|")}
        assert len(cells) <= 1, "every row is as wide as its table"


def test_who_is_compared(ingest: Run, published: Path) -> None:
    for roles, said in (
        (("A.B.P2",), "two roles or more are compared"),
        (("A.B.P2", "Baker"), "'Baker' names 2 roles; name one: A.B.P2, A.B.P3"),
        (("A.B.P2", "A.B.P9"), "'A.B.P9'; near: A.B.P"),
    ):
        done = ingest("compare", *roles, "-d", published)
        assert done.returncode == 2
        assert said in done.stderr


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_a_terminal_is_not_overrun(terminal: Callable[..., str], published: Path, columns: int) -> None:
    for roles in (PAIR, (*PAIR, "A.B.P2")):
        shown = terminal(columns, "compare", *roles, "-d", published)
        lines = ANSI.sub("", shown).split("\n")
        assert max(map(len, lines)) <= columns
        assert "Career Professional" in " ".join(lines)
        assert re.search(r"5\x1b\[1;33m\+\x1b\[0m yrs", shown), "changed words are marked"
    beside = re.search(r"^ +Data Pipelines — P3 +Data Pipelines — P4", ANSI.sub("", shown), re.MULTILINE)
    assert bool(beside) == (columns == 140), "three roles need room"

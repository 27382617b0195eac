"""How levels are written: the table beside this file, in titles, headings, facts and tables; and what is no level."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grammar import Grammars, default_directory, load_grammars
from ingest.grammar.level_notation import LevelNotation, Where

HERE = Path(__file__).parent
LEVELS = load_grammars().levels

# Notations of gold/levels.tsv that are levels only where nothing else is expected, and those that name no scheme alone.
ONLY_AS_FACTS = {
    "SES", "SEO", "EO", "Cat. A", "6級", "等級3", "Step 3", "Step I", "II", "III", "Pay Grade E08", "KSA 4", "Class 3",
    "SP 25", "Tech 5",
}  # fmt: skip
NO_LEVELS = {"NOC 21231"}
RANK_NAMES = {"Senior", "Lead", "Associate", "Principal"}
ON_A_PAGE_THAT_SAYS_SO = {
    "Band 6": "NHS",
    "Grade 7": "Civil Service", "Grade 6": "Civil Service", "G6": "Civil Service", "G7": "Civil Service",
    "P-3": "United Nations", "P3": "United Nations", "D-1": "United Nations", "G-6": "United Nations",
    "A2": "función pública", "6級": "国家公務員", "等級3": "国家公務員",
}  # fmt: skip


class Row(NamedTuple):
    notation: str
    page: frozenset[str]
    where: tuple[Where, ...]
    level: LevelNotation | None


def rows() -> Iterator[Row]:
    with (HERE / "levels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            where = tuple(name for name in ("title", "heading", "fact") if row[name])
            code, track, name, scheme = (row[key] or None for key in ("code", "track", "name", "scheme"))
            rank, order = (int(row[key]) if row[key] else None for key in ("rank", "order"))
            label = row["notation"]
            for mark in (" — ", " ("):
                if name and mark in label:
                    label = next(part.strip(" )") for part in label.split(mark) if part.strip(" )") != name)
            level = LevelNotation(label, code, track, rank, name, scheme, order) if where else None
            yield Row(row["notation"], frozenset(filter(None, [row["page"]])), where, level)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row.notation} {','.join(row.page)}")
def test_notations(row: Row) -> None:
    found = {where: LEVELS.read(row.notation, where=where, schemes=row.page) for where in ("title", "heading", "fact")}
    assert found == {where: row.level if where in row.where else None for where in ("title", "heading", "fact")}
    assert LEVELS.read(row.notation, where="table", schemes=row.page) == found["fact"]


@pytest.mark.parametrize("row", [row for row in rows() if "title" in row.where], ids=lambda row: row.notation)
@pytest.mark.parametrize("form", ["Baker ({})", "Baker — {}", "Baker, {}", "Baker - {}", "{} – Baker", "Baker [{}]"])
def test_titles_with_a_level(row: Row, form: str) -> None:
    name, level = LEVELS.split_title(form.format(row.notation), schemes=row.page)
    assert (name, level) == ("Baker", row.level)


@pytest.mark.parametrize(
    ("title", "name", "code"),
    [
        ("Baker L4", "Baker", "L4"),
        ("Head Baker Level 3", "Head Baker", "L3"),
        ("Analyst GS-0343-13", "Analyst", "GS-13"),
        ("Charge Nurse Band 8a", "Charge Nurse", "Band 8a"),
        ("D1 - Baker 1", "Baker 1", "D1"),
        ("L4: Baker", "Baker", "L4"),
        ("Bäcker*in (m/w/d) – EG 9b TV-L", "Bäcker*in (m/w/d)", "E 9b"),
        ("Level 3 Support Engineer", "Level 3 Support Engineer", None),
        ("Baker II", "Baker II", None),
        ("Senior Baker", "Senior Baker", None),
        ("Grade A Produce Buyer", "Grade A Produce Buyer", None),
        ("P1 Incident Manager", "P1 Incident Manager", None),
        ("Baker (m/w/d)", "Baker (m/w/d)", None),
        ("Night Baker 24/7", "Night Baker 24/7", None),
        ("Marketing Manager (SEO)", "Marketing Manager (SEO)", None),
        ("Engineer, AWS S3", "Engineer, AWS S3", None),
        ("Baker (2)", "Baker (2)", None),
        ("IC4", "IC4", None),
        ("", "", None),
    ],
)
def test_titles(title: str, name: str, code: str | None) -> None:
    found, level = LEVELS.split_title(title)
    assert (found, level and level.code) == (name, code)


@pytest.mark.parametrize(
    "levels",
    [
        "GS-12 to GS-13", "P3–P4", "P3-P4", "P3/P4", "GS-11 - GS-12", "L3 or L4", "M1 & M2", "Band 6 or Band 7",
        "Band 5/6", "EL 1 or EL 2", "GS-9, GS-11 or GS-12", "GS-9/11/12", "Grade 5-6", "A 12 - A 13",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["Ward Nurse {}", "Ward Nurse, {}", "Ward Nurse - {}"])
def test_several_levels_of_a_title_are_a_range(levels: str, form: str) -> None:
    name, level = LEVELS.split_title(form.format(levels))
    assert level is not None
    assert (name, level.label, level.code, level.rank, level.order) == ("Ward Nurse", levels, None, None, None)


def test_a_page_says_which_schemes_it_uses() -> None:
    nhs = "NHS Agenda for Change"
    for page in ("A Band 6 nurse of the NHS", "A Band 6 nurse of the _NHS_"):
        assert nhs in LEVELS.schemes_of(page)
        assert "UK Civil Service" not in LEVELS.schemes_of(page)
    for page in ("Bread of the finest wheat, who likes it?", "A Band 6 nurse of the nhs", "XNHS"):
        assert nhs not in LEVELS.schemes_of(page)
    assert "a scheme that nobody knows" not in LEVELS.schemes_of("NHS")
    assert "Japan (国家公務員, 俸給表)" in LEVELS.schemes_of("国家公務員の給与は俸給表による")


def test_uk_grade_six_is_above_grade_seven() -> None:
    schemes = LEVELS.schemes_of("Civil Service grades")
    names = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3"]
    read = [LEVELS.read(name, where="fact", schemes=schemes) for name in names]
    assert [level and level.order for level in read] == list(range(1, 11))
    assert {level and level.scheme for level in read} == {"UK Civil Service"}
    assert [LEVELS.read(name, where="fact").order for name in ("Grade 7", "G6")] == [None, None]  # type: ignore[union-attr]


def notations(real_dumps: Path) -> dict[str, str]:
    with (real_dumps / "gold/levels.tsv").open(encoding="utf-8", newline="") as file:
        return {row["notation"]: row["scheme"] for row in csv.DictReader(file, delimiter="\t")}


def test_notations_of_public_services(real_dumps: Path) -> None:
    known = notations(real_dumps)
    assert len(known) == 94
    missed = []
    for notation, truth in known.items():
        page = LEVELS.schemes_of(ON_A_PAGE_THAT_SAYS_SO.get(notation, ""))
        for where in ("title", "heading", "fact", "table"):
            level = LEVELS.read(notation, where=where, schemes=page)  # type: ignore[arg-type]
            is_due = notation not in NO_LEVELS and (
                where in ("fact", "table")
                or (notation not in ONLY_AS_FACTS or notation in ON_A_PAGE_THAT_SAYS_SO)
            ) and not (where == "title" and notation in RANK_NAMES)  # fmt: skip
            if (level is not None) != is_due:
                missed.append((notation, where, level))
            if level and truth and (level.scheme or "").partition(" (")[0] != truth.partition(" (")[0]:
                missed.append((notation, where, level))
            if level and not truth and (level.scheme or "career ladder").partition(" (")[0] != "career ladder":
                missed.append((notation, where, level))
    assert missed == []


def test_no_order_without_a_scheme(real_dumps: Path) -> None:
    for notation in notations(real_dumps):
        level = LEVELS.read(notation, where="fact")
        assert level is None or level.scheme is not None or level.order is None


@given(st.text(max_size=130), st.sampled_from(["title", "heading", "fact", "table"]))
def test_any_text_has_an_answer(text: str, where: Where) -> None:
    level = LEVELS.read(text, where=where)
    assert level is None or level.label
    name, split = LEVELS.split_title(text)
    said = " ".join(text.split())
    assert split is None or (name in said and split.label in said)


def test_schemes_are_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    made = Grammars(default_directory()).levels
    monkeypatch.setattr("ingest.grammar.level_notation.compile_schemes", lambda *_: pytest.fail("compiled again"))
    assert Grammars(default_directory()).levels.read("GS-7", where="fact") == made.read("GS-7", where="fact")


@pytest.mark.parametrize(
    ("sentence", "schemes", "codes"),
    [
        ("This position is classified as IT-02 and pays well.", (), ["IT-02"]),
        ("This position is set at a GS-15 level.", (), ["GS-15"]),
        ("Open at GS-14/GS-15.", (), [None]),
        ("Classified as EC-04 and EC-05.", (), [None]),
        ("GS-14, and later GS-15", (), ["GS-14", "GS-15"]),
        ("Base pay GS-14 - $87,263", (), ["GS-14"]),
        ("Classified as IT-04 (formerly CS-04)", (), ["IT-04"]),
        ("(bis Entgeltgruppe 13 TV-L, befristet)", (), ["E 13"]),
        ("Eingruppierung in Entgeltgruppe 9b des Tarifvertrags", ("TV-L / TVöD",), ["E 9b"]),
        ("Eingruppierung in Entgeltgruppe 9b eines Haustarifs", (), []),
        ("Ce poste est classifié CS-03.", (), ["CS-03"]),
        ("A Band 6 nurse", ("NHS Agenda for Change",), ["Band 6"]),
        ("A Band 6 nurse", (), []),
        ("You give Level 3 support and buy Grade A produce.", (), []),
        ("Works with L4 and P3 bakers", (), []),
        ("Call 555-0100, room A13, ISO 9001, in Q3", (), []),
        ("XGS-13 or GS-13x or GS-131", (), []),
        ("", (), []),
    ],
)
def test_grades_inside_of_sentences(sentence: str, schemes: tuple[str, ...], codes: list[str | None]) -> None:
    found = LEVELS.mentioned(sentence, schemes=frozenset(schemes))
    assert [level.code for level in found] == codes
    assert all(level.label in sentence for level in found)

from __future__ import annotations

import json
import random
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from ingest import parse_all
from ingest.diagnostics import diagnose
from ingest.records import Classification, Profile
from ingest.sources.ids import document_id
from ingest.tables import Lines, Outcome, collect
from ingest.tables.kind_basis import kind_bases
from tables.sample import dump, lines, profile

WHOSE = ("code", "title", "level_label", "profile_code", "profile_title")


def rows(table: pa.Table, *without: str) -> list[dict[str, Any]]:
    hidden = {"document_id", "profile_id", *without}
    return [{name: value for name, value in row.items() if name not in hidden} for row in table.to_pylist()]


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return collect([dump("raw/books-p2.txt", profile())])


def test_the_wide_row_of_a_profile(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(tables["profiles"], "role_id", "content_id", "description", "focus_description")
    assert row == {
        "uri": "raw/books-p2.txt",
        "source": "raw",
        "position": 1,
        "shape": "role",
        "part_of": None,
        "code": "ORCH1.BOOKS2.P2",
        "title": "Orchard Bookkeeping — P2",
        "name": "Orchard Bookkeeping",
        "path": "ORCH1.BOOKS2",
        "family_code": "ORCH1",
        "focus_code": "BOOKS2",
        "level_label": "P2",
        "level_code": "P2",
        "level_scheme": "career ladder (P)",
        "level_order": 2,
        "track": "P",
        "rank": 2,
        "level_name": "Professional",
        "level_summary": "Works alone on known books.",
        "scope": "One orchard",
        "autonomy": "Weekly review",
        "complexity": "Known cases",
        "impact": "Own team",
        "decision_rights": "Posts entries",
        "leadership": "None",
        "level_other": '{"Travel":"Harvest weeks"}',
        "typical_experience": "2–4 yrs",
        "experience_min_years": 2.0,
        "experience_max_years": 4.0,
        "experience_qualification": None,
        "focus_name": "Books",
        "provenance": "Scored by growers (1–5; passes at 4).",
        "scale_min": 1.0,
        "scale_max": 5.0,
        "pass_mark": 4.0,
        "intros": '{"skills":"What the role applies."}',
        "responsibilities_count": 3,
        "requirements_count": 2,
        "guidelines_count": 1,
        "skills_count": 2,
        "facts_count": 1,
        "pay_count": 1,
        "levels_count": 2,
        "adjacent_roles_count": 1,
        "title_aliases_count": 1,
        "classifications_count": 1,
        "sections_count": 1,
        "outline_count": 3,
        "diagnostics_count": 1,
        "title_line": 1,
        "code_line": 2,
        "line_start": 1,
        "line_end": 47,
    }


def test_a_profile_with_nothing_in_it_has_nulls_and_noughts() -> None:
    bare = Profile(source=profile().source)
    (row,) = rows(collect([dump("raw/a.txt", bare)])["profiles"])
    stated = {name for name, value in row.items() if value}
    assert stated == {"role_id", "content_id", "uri", "source", "position", "shape", "line_start", "line_end"}
    assert [name for name, value in row.items() if value == 0] == [name for name in row if name.endswith("_count")]


def test_responsibilities_know_whether_they_are_of_the_own_level(tables: dict[str, pa.Table]) -> None:
    table = tables["responsibilities"]
    assert table["level_code"].to_pylist() == ["P1", "P2", None]
    assert table["is_own_level"].to_pylist() == [False, True, None]
    assert table["parent_ordinal"].to_pylist() == [None, None, 2]


def test_nothing_is_of_the_own_level_where_the_profile_states_none() -> None:
    table = collect([dump("raw/a.txt", profile().model_copy(update={"level": None}))])["guidelines"]
    assert table["is_own_level"].to_pylist() == [None]


def test_guidelines_keep_what_has_no_column(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(tables["guidelines"])
    assert json.loads(row["other"]) == {"Tools": "Abacus"}
    assert json.loads(row["unplaced"]) == ["left over"]


def test_experiences_come_from_levels_guidelines_and_requirements(tables: dict[str, pa.Table]) -> None:
    level, ladder, guideline, requirement = rows(tables["experiences"], *WHOSE, "line_start", "line_end")
    assert [ladder[name] for name in ("stated_in", "item_ordinal", "level_code", "is_own_level")] == [
        "levels",
        2,
        "Head Grower",
        False,
    ]
    assert [requirement[name] for name in ("stated_in", "item_ordinal", "guideline_ordinal", "min_years")] == [
        "requirements",
        2,
        None,
        1.0,
    ]
    assert level == {
        "ordinal": 1,
        "stated_in": "level",
        "item_ordinal": None,
        "guideline_ordinal": None,
        "level_code": "P2",
        "is_own_level": True,
        "text": "2–4 yrs",
        "min_years": 2.0,
        "max_years": 4.0,
        "qualification": None,
    }
    assert guideline == {
        "ordinal": 3,
        "stated_in": "guidelines",
        "item_ordinal": 1,
        "guideline_ordinal": 1,
        "level_code": "P2",
        "is_own_level": True,
        "text": "1+ years (master's)",
        "min_years": 1.0,
        "max_years": None,
        "qualification": "master's",
    }


def test_requirements_facts_and_pay(tables: dict[str, pa.Table]) -> None:
    whose = {"code": "ORCH1.BOOKS2.P2", "title": "Orchard Bookkeeping — P2", "level_label": "P2"}
    no_level = {"level_code": None, "level_basis": None, "level_title": None, "is_own_level": None}
    first, second = rows(tables["requirements"])
    assert first == whose | no_level | {
        "ordinal": 1,
        "parent_ordinal": None,
        "kind": "required",
        "group": "You bring",
        "kind_basis": "nested",
        "text": "A cart licence",
        "line_start": 44,
        "line_end": 44,
    }
    assert (second["level_code"], second["is_own_level"], second["parent_ordinal"]) == ("Head Grower", False, 1)
    assert second["kind_basis"] == "inferred", "the sub-section above it ends before it"
    assert rows(tables["facts"]) == [
        whose
        | no_level
        | {
            "ordinal": 1,
            "key": "location",
            "label": "Place of work",
            "value": "The old barn",
            "group": None,
            "kind_basis": None,
            "line_start": 46,
            "line_end": 46,
        }
    ]
    [pay] = rows(tables["pay"])
    assert [pay[name] for name in ("text", "min", "max", "currency", "period")] == [
        "€ 20 to 22 an hour",
        20.0,
        22.0,
        "EUR",
        "hour",
    ]


def test_a_level_without_a_code_goes_by_its_label(tables: dict[str, pa.Table]) -> None:
    coded, named = rows(tables["levels"])
    assert [coded[name] for name in ("level_code", "has_code", "label", "level_scheme", "level_order")] == [
        "P1",
        True,
        "P1",
        "P",
        1,
    ]
    assert [named[name] for name in ("level_code", "has_code", "label", "level_order", "line_start")] == [
        "Head Grower",
        False,
        "Head Grower",
        None,
        13,
    ]


def test_the_outline(tables: dict[str, pa.Table]) -> None:
    found = rows(tables["outline"], *WHOSE)
    assert [(row["heading"], row["kind"], row["kind_basis"], row["line_end"]) for row in found] == [
        ("Duties", "responsibilities", "stated", 12),
        ("About you", "requirements", "inferred", 47),
        ("You bring", "requirements", "nested", 44),
    ]
    assert (found[0]["level_code"], found[2]["group"]) == ("P1", "You bring")


def test_a_finding_with_several_places_names_all_of_them() -> None:
    record = profile().model_copy(update={"diagnostics": (diagnose("W305", 3, also=[(5, 6)]), diagnose("W306", 4))})
    table = collect([dump("raw/a.txt", record)])["diagnostics"]
    assert table["spans"].to_pylist() == ["[[3,3,1,1],[5,6,1,1]]", None]


def test_small_lists(tables: dict[str, pa.Table]) -> None:
    assert rows(tables["scores"], *WHOSE) == [
        {"ordinal": 1, "dimension": "clarity", "score": 4.5, "line_start": 23, "line_end": 23}
    ]
    assert rows(tables["classifications"], "profile_code", "profile_title", "level_label") == [
        {
            "ordinal": 1,
            "scheme": "O*NET / SOC",
            "code": "43-3031",
            "title": "Bookkeeping Clerks",
            "source": "survey",
            "attributes": '{"version":"2"}',
            "soc_code": "43-3031",
            "soc_title": "Bookkeeping, Accounting, and Auditing Clerks",
            "soc_major": "43-0000",
            "soc_major_title": "Office and Administrative Support Occupations",
            "soc_minor": "43-3000",
            "soc_broad": "43-3030",
            "line_start": 38,
            "line_end": 38,
        }
    ]
    assert tables["skills"]["ordinal"].to_pylist() == [1, 2]
    assert tables["skills"]["line_start"].to_pylist() == [15, 17]


@pytest.mark.parametrize(
    ("scheme", "code", "soc"),
    [
        ("SOC", "15-1232", ["15-1232", "15-0000", "15-1200", "15-1230"]),
        ("O*NET", "29-1221.00", ["29-1221", "29-0000", "29-1000", "29-1210"]),
        ("SOC", "43–4050", ["43-4050", "43-0000", "43-4000", "43-4050"]),
        ("SOC", "43-4000", ["43-4000", "43-0000", "43-4000", None]),
        ("SOC", "43-0000", ["43-0000", "43-0000", None, None]),
        ("SOC", "43-4099", [None] * 4),
        ("SOC 2010", "43-4051", [None] * 4),
        ("ISCO-08", "4222", [None] * 4),
        (None, "43-4051", [None] * 4),
    ],
)
def test_occupations(scheme: str | None, code: str, soc: list[str | None]) -> None:
    mapping = Classification(scheme=scheme, code=code, span=lines(5))
    [row] = rows(collect([dump("a", profile().model_copy(update={"classifications": (mapping,)}))])["classifications"])
    assert row["code"] == code
    assert [row[name] for name in ("soc_code", "soc_major", "soc_minor", "soc_broad")] == soc
    assert (row["soc_title"] is None) == (row["soc_major_title"] is None) == (soc[0] is None)


def test_scores_without_lines_of_their_own_have_the_profiles() -> None:
    stated = profile().provenance
    assert stated
    record = profile().model_copy(update={"provenance": stated.model_copy(update={"spans": {}})})
    table = collect([dump("raw/a.txt", record)])["scores"]
    assert (table["line_start"][0].as_py(), table["line_end"][0].as_py()) == (1, 47)


def test_scores_that_do_not_pair_up_have_the_lines_of_all() -> None:
    stated = profile().provenance
    assert stated
    spans = {"scores": (lines(23), lines(24), lines(25))}
    record = profile().model_copy(update={"provenance": stated.model_copy(update={"spans": spans})})
    table = collect([dump("raw/a.txt", record)])["scores"]
    assert (table["line_start"][0].as_py(), table["line_end"][0].as_py()) == (23, 25)


def test_a_section_keeps_its_lines_as_they_stood(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(tables["sections"])
    assert row["text"] == "What is on the desk.\n- Ledger\n| Pen | 1 |"
    assert json.loads(row["path"]) == ["Appendix"]


def test_the_record_is_the_json_of_the_profile(tables: dict[str, pa.Table]) -> None:
    assert tables["records"]["record"][0].as_py() == profile().model_dump_json()


def test_the_ledger_has_every_dump_and_why_it_was_not_published() -> None:
    bad = Outcome(
        document_id("raw/b.pdf"), "raw/b.pdf", "raw", "1" * 64, 9, None, None, "quarantined", "E102",
        diagnostics=(diagnose("E102", 1),),
    )  # fmt: skip
    tables = collect([dump("raw/a.txt", profile()), bad])
    ledger = {row["uri"]: row for row in tables["documents"].to_pylist()}
    assert ledger["raw/a.txt"]["status"] == "published"
    assert ledger["raw/a.txt"]["profile_count"] == 1
    assert ledger["raw/a.txt"]["lines_claimed"] == 30
    assert ledger["raw/b.pdf"]["reason"] == "E102"
    assert ledger["raw/b.pdf"]["lines_total"] is None
    assert ledger["raw/b.pdf"]["gone"] is False
    finding = tables["diagnostics"].filter(pa.compute.is_null(tables["diagnostics"]["profile_id"]))
    assert finding["code"].to_pylist() == ["E102"]


def test_what_was_not_published_has_no_rows_but_in_the_ledger_and_its_findings() -> None:
    kept_out = dump("raw/a.txt", profile())
    kept_out = Outcome(
        kept_out.document_id, kept_out.uri, "raw", None, 1, None, None, "quarantined", "E201",
        profiles=kept_out.profiles, diagnostics=(diagnose("E201", 1),),
    )  # fmt: skip
    tables = collect([kept_out])
    assert {name for name, table in tables.items() if table.num_rows} == {"documents", "diagnostics"}
    assert tables["documents"]["profile_count"].to_pylist() == [0]


def test_rows_stand_in_the_order_of_dumps_and_positions_however_outcomes_arrive() -> None:
    outcomes = [dump(f"raw/{n}.txt", profile(), profile("X.Y.P1", duty=f"Does {n}.")) for n in range(7)]
    shuffled = random.Random(3).sample(outcomes, len(outcomes))
    in_order, other = collect(outcomes), collect(shuffled)
    for name, table in in_order.items():
        assert table.equals(other[name]), name
        ids = table["document_id"].to_pylist()
        assert ids == sorted(ids), name
    assert in_order["records"]["position"].to_pylist() == [1, 2] * 7
    assert in_order["responsibilities"]["ordinal"].to_pylist() == [1, 2, 3] * 14


def test_required_columns_are_never_null(tables: dict[str, pa.Table]) -> None:
    for name, table in tables.items():
        for field in table.schema:
            assert field.nullable or not table[field.name].null_count, f"{name}.{field.name}"


def test_a_value_of_a_wrong_type_is_an_error() -> None:
    with pytest.raises(pa.ArrowInvalid, match="Could not convert 'many'"):
        collect([replace(dump("raw/a.txt", profile()), bytes="many")])  # type: ignore[arg-type]


def test_outcomes_are_taken_one_at_a_time_and_let_go() -> None:
    alive: list[weakref.ref[Profile]] = []

    def outcomes() -> Iterator[Outcome]:
        for number in range(5):
            assert sum(reference() is not None for reference in alive) <= 1
            record = profile()
            alive.append(weakref.ref(record))
            yield dump(f"raw/{number}.txt", record)

    assert collect(outcomes())["records"].num_rows == 5


def test_lines_are_counted_by_their_owners() -> None:
    owners = ["title", "code", "", "section", "section", "furniture", "structure", "skills"]
    assert Lines.of(owners) == Lines(total=8, blank=1, claimed=3, kept=2, structure=1, furniture=1)


def test_items_below_the_heading_of_a_level_are_known_by_their_form() -> None:
    first = "# Stoker\n\n## Level 1\n\n- Feeds the fire.\n- Cleans the grate.\n"
    page = f"{first}\n## Level 2\n\n- Feeds two fires.\n- Plans the shifts.\n"
    [profile] = parse_all(page)
    assert len(profile.responsibilities) == 4
    assert list(kind_bases("responsibilities")(profile, profile.responsibilities)) == ["form"] * 4
    assert list(kind_bases("facts")(profile.model_copy(update={"outline": ()}), profile.responsibilities)) == [None] * 4

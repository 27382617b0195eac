from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from catalogue.published import page, publish, rubric
from ingest.catalogue import Dataset
from ingest.catalogue.comparison import Cell, Comparison
from ingest.errors import UsageError

JUNIOR = [
    "Responsibilities",
    "P1",
    "- Weighs flour and water by the recipe of the day.",
    "P2",
    "- Bakes rolls and bread in a deck oven every morning.",
    "- Cleans the benches.",
    "- Reports faults of an oven.",
    *rubric("P1", "P2", "P3"),
    "Level — P2 — Baker",
    "Bakes well.",
    "- Scope",
    "- One oven",
    "- Typical experience",
    "- 2–4 yrs",
    "Classification mappings",
    "SOC",
    "- code=51-3011source=x",
]
SENIOR = [
    "Responsibilities",
    "P3",
    "- Cleans the benches.",
    "- Bakes rolls, cakes and bread in a deck oven every morning.",
    "- Buys grain.",
    *rubric("P3"),
    "Level — P3 — Baker",
    "Bakes well.",
    "- Scope",
    "- One oven and one mixer",
    "- Typical experience",
    "- 2-4 years",
    "Classification mappings",
    "SOC",
    "- code=35-2010source=x",
]
TABLE = ["Skills", "- Selling", "- Sells."]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    dumps = {
        "p2.txt": page("A.B.P2", "Baker — P2", *JUNIOR),
        "p3.txt": page("A.B.P3", "Baker — P3", *SENIOR),
        "m1.txt": page("A.C.M1", "Head — M1", "Responsibilities", "M1", "- Cleans the benches."),
        "x.txt": page(None, "Miller — P2", "Responsibilities", "- Cleans the benches.", "- Mills."),
    }
    return publish(tmp_path_factory.mktemp("bakery"), dumps)


def words(cell: Cell | None) -> str | None:
    return cell and "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in cell.pieces)


def told(found: Comparison, part: str) -> list[tuple[str | None, str, list[str | None]]]:
    return [(row.label, row.verdict, [words(cell) for cell in row.cells]) for row in found.parts[part]]


def test_responsibilities_of_the_own_level(data: Dataset) -> None:
    assert told(data.compare("A.B.P2", "A.B.P3"), "responsibilities") == [
        (
            None,
            "changed",
            [
                "Bakes rolls and bread in a deck oven every morning.",
                "Bakes rolls[, cakes] and bread in a deck oven every morning.",
            ],
        ),
        (None, "same", ["Cleans the benches.", "Cleans the benches."]),
        (None, "only", ["Reports faults of an oven.", None]),
        (None, "only", [None, "Buys grain."]),
    ]


def test_the_other_parts(data: Dataset) -> None:
    found = data.compare("A.B.P2", "A.B.P3")
    assert told(found, "level") == [
        ("name", "same", ["Baker", "Baker"]),
        ("summary", "same", ["Bakes well.", "Bakes well."]),
        ("scope", "changed", ["One oven", "One oven [and one mixer]"]),
    ]
    assert told(found, "guidelines") == [
        ("knowledge_application", "changed", ["Knows [P2] things.", "Knows [P3] things."]),
        ("complexity_problem_solving", "changed", ["Solves [P2] problems.", "Solves [P3] problems."]),
    ]
    assert told(found, "experience") == [("level", "same", ["2–4 yrs", "2-4 years"])], "the years are the same"
    assert told(found, "skills") == [("Kneading", "same", ["Knows when dough is ready."] * 2)]
    assert told(found, "classifications") == [("SOC", "changed", ["[51-3011]", "[35-2010]"])]
    [years] = found.parts["experience"]
    assert [(cell.min_years, cell.max_years) for cell in years.cells if cell] == [(2, 4), (2, 4)]


def test_every_value_names_its_lines(data: Dataset, tmp_path: Path) -> None:
    found = data.compare("A.B.P2", "A.B.P3", "A.C.M1")
    dumps = {"A.B.P2": page("A.B.P2", "Baker — P2", *JUNIOR), "A.B.P3": page("A.B.P3", "Baker — P3", *SENIOR)}
    checked = 0
    for rows in found.parts.values():
        for row in rows:
            for role, cell in zip(found.roles, row.cells, strict=True):
                if cell and role.code in dumps and cell.text:
                    assert cell.document_id == role.document_id
                    lines = dumps[role.code].split("\n")
                    assert any(
                        cell.text in " ".join(lines[span.line_start - 1 : span.line_end]) for span in cell.spans
                    ), cell
                    checked += 1
    assert checked == 22, "and nothing else is stated"


def test_what_was_kept_is_compared_under_its_heading(tmp_path: Path) -> None:
    rules = ["Oven rules", "- Early hours."]
    one = ["Perks and habits", "- Bread for the family on Saturdays.", "- Early hours.", *rules]
    other = [*rules, "Perks and habits", "- Cake.", "- Bread for the whole family on Saturdays."]
    dumps = {"a.txt": page("A.B.P2", "Baker — P2", *one), "b.txt": page("A.B.P3", "Baker — P3", *other)}
    assert told(publish(tmp_path, dumps).compare("A.B.P2", "A.B.P3"), "sections") == [
        (
            "Perks and habits",
            "changed",
            ["Bread for the family on Saturdays.", "Bread for the [whole] family on Saturdays."],
        ),
        ("Perks and habits", "only", ["Early hours.", None]),
        ("Perks and habits", "only", [None, "Cake."]),
        ("Oven rules", "same", ["Early hours.", "Early hours."]),
    ]


def test_three_roles(data: Dataset) -> None:
    found = data.compare("A.B.P2", "A.C.M1", "A.B.P3")
    assert [(row.verdict, [cell is not None for cell in row.cells]) for row in found.parts["responsibilities"]] == [
        ("changed", [True, False, True]),
        ("same", [True, True, True]),
        ("only", [True, False, False]),
        ("only", [False, False, True]),
    ]
    assert told(found, "experience") == [("level", "some", ["2–4 yrs", None, "2-4 years"])]
    assert [role.distance and str(role.distance.total) for role in found.roles] == [None, "5/8", "1/8"]


def test_the_first_role_is_marked_where_any_other_says_something_else(tmp_path: Path) -> None:
    texts = ["Bakes rolls and bread daily.", "Bakes cakes and bread daily.", "Bakes rolls and bread weekly."]
    dumps = {
        f"{rank}.txt": page(f"A.B.P{rank}", f"Baker — P{rank}", "Responsibilities", f"P{rank}", f"- {text}")
        for rank, text in enumerate(texts)
    }
    assert told(publish(tmp_path, dumps).compare("A.B.P0", "A.B.P1", "A.B.P2"), "responsibilities") == [
        (
            None,
            "changed",
            [
                "Bakes [rolls] and bread [daily].",
                "Bakes [cakes] and bread daily.",
                "Bakes rolls and bread [weekly].",
            ],
        )
    ]


def test_a_derived_role_has_what_its_page_describes(data: Dataset) -> None:
    found = data.compare("A.B.P2", "a.b.p1")
    derived = found.roles[1]
    assert (derived.code, derived.derived, derived.level_code, derived.level_name) == ("A.B.P1", True, "P1", None)
    assert told(found, "responsibilities")[-1] == (
        None, "only", [None, "Weighs flour and water by the recipe of the day."],
    )  # fmt: skip
    assert told(found, "guidelines")[0][2] == ["Knows [P2] things.", "Knows [P1] things."]
    assert {row[1] for part in ("level", "skills", "classifications") for row in told(found, part)} == {"only"}


def test_a_page_without_levels_is_compared_with_all_its_bullets(data: Dataset) -> None:
    found = data.compare("Miller — P2", "A.C.M1")
    assert told(found, "responsibilities") == [
        (None, "same", ["Cleans the benches.", "Cleans the benches."]),
        (None, "only", ["Mills.", None]),
    ]
    assert found.roles[1].distance is None, "no code, no coordinates"


def test_a_role_with_itself(data: Dataset) -> None:
    found = data.compare("A.B.P2", "A.B.P2")
    assert {row.verdict for rows in found.parts.values() for row in rows} == {"same"}
    assert not any(piece.differs for rows in found.parts.values() for row in rows for cell in row.cells if cell
                   for piece in cell.pieces)  # fmt: skip


def test_who_is_compared(data: Dataset) -> None:
    with pytest.raises(UsageError, match="two roles or more are compared"):
        data.compare("A.B.P2")
    with pytest.raises(UsageError, match="'Baker' names 2 roles"):
        data.compare("A.B.P2", "Baker")
    with pytest.raises(UsageError, match=r"'A\.B\.P8'"):
        data.compare("A.B.P2", "A.B.P8")


def test_rivals_are_compared_by_their_current_page(tmp_path: Path) -> None:
    dumps = {
        "1/a.txt": page("A.B.P2", "Baker — P2", *TABLE),
        "2/a.txt": page("A.B.P2", "Baker — P2"),
        "2/b.txt": page("A.B.P3", "Baker — P3"),
    }
    found = publish(tmp_path, dumps).compare("A.B.P2", "A.B.P3")
    assert [row.label for row in found.parts["skills"]] == ["Kneading"]


def test_the_samples_with_each_other(tmp_path: Path, raw: Path) -> None:
    ingest.run([raw], tmp_path / "out", workers=0, export="parquet")
    data = ingest.open(tmp_path / "out")
    names = [row["code"] or row["title"] for row in data.roles.arrow().to_pylist()]
    found = data.compare(*names)
    for rows in found.parts.values():
        for row in rows:
            cells = [cell for cell in row.cells if cell]
            assert all("".join(piece.text for piece in cell.pieces) == cell.text for cell in cells)
            assert (row.verdict == "only") == (len(cells) == 1)
            assert any(piece.differs for cell in cells for piece in cell.pieces) <= (row.verdict == "changed")
    assert all(len(row.cells) == len(names) >= 30 for rows in found.parts.values() for row in rows)

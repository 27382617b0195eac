"""The answers of 083c5e2 hold, or a line of `golden/judge/accepted.tsv` says why they changed."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from .cases import Expectation

ROOT = Path(__file__).resolve().parent.parent.parent
LINE = {"line_start": 2, "line_end": 2}


@pytest.fixture(scope="module")
def judging() -> Any:
    """A function that imports a module of the judge, which is among the benchmarks."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        yield lambda name: importlib.import_module(f"judging.{name}")
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def open_changes(judging: Any, name: str) -> list[str]:
    """Changes of a set that no line accepts. Which of them are better needs the old reader: `judge.py` says so."""
    lines = judging("accepted").load()
    compared = judging("trial").compare(name, known=judging("answer").load_known())
    assert len(compared.pages) > len(compared.others), "most pages are other texts than those that the judge knows"
    return [
        f"{page.name}\t{field}"
        for page, _, fields in compared.differing
        for field in fields
        if not any(line.covers(page.name, field) for line in lines)
    ]


@pytest.mark.parametrize("name", ["raw", "cases"])
def test_no_answer_changed_unless_a_line_accepts_it(name: str, judging: Any) -> None:
    assert open_changes(judging, name) == [], "see benchmarks/judging/README.md"


@pytest.mark.usefixtures("real_dumps")
def test_no_answer_to_the_real_dumps_changed(judging: Any) -> None:
    assert open_changes(judging, "dumps") == [], "see benchmarks/judging/README.md"


def test_a_changed_value_and_a_moved_one_are_seen(judging: Any, raw: Path) -> None:
    answer, digests = judging("answer"), judging("digests")
    known = answer.load_known()
    page = judging("pages").Page("x.txt", (raw / "data" / "data-pipelines-p4.txt").read_text("utf-8"))
    read = judging("reader").read(page)
    cells = {name: answer.cell(field) for name, field in answer.fields_of(read, known).items()}

    def changed(field: str, value: Any) -> list[str]:
        records = [read.records[0] | {field: value}]
        found: list[str] = digests.changed(cells, answer.fields_of(read._replace(records=records), known))
        return found

    skills = read.records[0]["skills"]
    assert len(skills) > 1
    assert changed("skills", skills) == []
    assert changed("skills", skills[1:]) == ["skills"]
    assert changed("skills", [skill | {"span": LINE} for skill in skills]) == ["skills.lines"]
    assert changed("skills", [skill | {"proficiency": "expert"} for skill in skills]) == [], "a key that is new"
    assert changed("facts", [{"key": "team"}]) == [], "a field that is new"
    assert changed("spans", {**read.records[0]["spans"], "title": [LINE]}) == ["title.lines"]
    assert changed("intros", {**read.records[0]["intros"], "facts": "As follows."}) == [], "the intro of a new field"
    said = {"code": "W999", "span": LINE}
    assert changed("diagnostics", [*read.records[0]["diagnostics"], said]) == [], "a code that is new"
    assert changed("diagnostics", [*read.records[0]["diagnostics"], said | {"code": "W301"}]) == ["diagnostics"]


def test_marks_are_no_words(judging: Any) -> None:
    without_marks = judging("marks").without_marks
    marked = [{"text": "**Bakes** [bread](https://x.example) &amp; cakes<br>daily", "raw": "* **Bakes** …"}]
    assert without_marks(marked) == without_marks([{"text": "Bakes bread & cakes daily", "raw": ""}])
    assert without_marks("C++ and C#") != without_marks("C and C")
    assert without_marks(["Bakes"]) != without_marks(["Bake"])
    assert without_marks([1, None]) == [1, None]


def test_what_a_line_accepts(judging: Any, tmp_path: Path) -> None:
    accepted = judging("accepted")
    (tmp_path / "accepted.tsv").write_text("# a comment\n\ncases/*\ttitle*\tDashes are kept.\n", "utf-8")
    (line,) = accepted.load(tmp_path / "accepted.tsv")
    assert line.covers("cases/titles: [one]", "title")
    assert line.covers("cases/titles: [one]", "title.lines")
    assert not line.covers("cases/titles: one", "name")
    assert not line.covers("raw/a.txt", "title")
    assert not line.covers("cases/titles: one", "title", worse=True), "a pattern hides nothing that is worse"
    assert accepted.Line("raw/a.txt", "title", "…").covers("raw/a.txt", "title.marks")
    assert not accepted.Line("*", "*.marks", "…").covers("raw/a.txt", "title")
    named = accepted.Line("generated/*/090", "worse:title", "…")
    assert named.covers("generated/0/a tool/090", "title", worse=True)
    assert not named.covers("generated/0/a tool/090", "name", worse=True)
    assert not named.covers("generated/0/a tool/091", "title", worse=True)
    assert named.covers("generated/0/a tool/090", "title"), "without the old reader nobody knows that it is worse"
    (tmp_path / "accepted.tsv").write_text("cases/*\ttitle\n", "utf-8")
    with pytest.raises(ValueError, match=r"accepted\.tsv:1: .*reason"):
        accepted.load(tmp_path / "accepted.tsv")


def record(**fields: Any) -> dict[str, Any]:
    return {"title": None, "spans": {}, "sections": [], "diagnostics": [], **fields}


def verdicts(rulings: dict[str, Any]) -> dict[str, str]:
    return {field: ruling.verdict for field, ruling in rulings.items()}


def test_a_gold_page_is_judged_by_its_labels(judging: Any) -> None:
    answer, rule = judging("answer").Answer, judging("rulings.gold").rule
    labels = [[2, 2, "requirements/required", 0], [3, 3, "furniture", 0]]
    truth = {"profile": True, "roles": [{"title": "Baker", "level": None}], "labels": labels}
    page = judging("pages").Page("gold/x.txt", "Baker\nHas a certificate.\nShare", truth)
    kept = answer([record(title="Baker", sections=[{"kind": None, "blocks": [{"span": LINE}]}])], [])
    typed = answer([record(title="Baker", requirements=[{"kind": "required", "span": LINE}])], [])
    wrong = answer([record(title="Share", skills=[{"name": "Has", "span": LINE}])], [])
    rejected = answer([kept.records[0] | {"title": None, "diagnostics": [{"code": "E201"}]}], [])
    assert verdicts(rule(page, kept, typed)) == {"requirements": "better", "sections": "better", "owners": "better"}
    assert verdicts(rule(page, typed, kept))["requirements"] == "worse"
    assert verdicts(rule(page, kept, wrong)) == dict.fromkeys(("title", "skills", "sections", "owners"), "worse")
    assert verdicts(rule(page, rejected, kept)) == {"profile": "better", "title": "better"}
    assert rule(page, kept, kept) == {}
    lost = answer([record(title="Baker")], [])
    assert verdicts(rule(page, kept, lost)) == {"sections": "worse", "owners": "worse"}


def test_a_page_that_is_no_role_page_has_to_be_rejected(judging: Any) -> None:
    answer, rule = judging("answer").Answer, judging("rulings.gold").rule
    page = judging("pages").Page("negatives/x.md", "Policy", {"profile": False})
    taken, rejected = answer([record()], []), answer([record(diagnostics=[{"code": "E201"}])], [])
    assert verdicts(rule(page, rejected, taken)) == {"profile": "worse"}
    assert verdicts(rule(page, taken, rejected)) == {"profile": "better"}


def test_a_case_is_judged_by_what_it_expects(judging: Any) -> None:
    answer, rule = judging("answer").Answer, judging("rulings.cases").rule
    expectations = [
        Expectation("", 0, "title", "=", "Baker"),
        Expectation("", 0, "skills[*].name", "contains", "Dough"),
        Expectation("", 0, "profiles", "=", 1),
    ]
    page = judging("pages").Page("cases/x: y", "", expectations)
    right = answer([record(title="Baker", skills=[{"name": "Dough"}])], [])
    wrong = answer([record(title="Cook", skills=[]), record()], [])
    assert verdicts(rule(page, right, wrong)) == dict.fromkeys(("title", "skills", "profile"), "worse")
    assert verdicts(rule(page, wrong, right)) == dict.fromkeys(("title", "skills", "profile"), "better")


def test_a_generated_page_is_judged_value_by_value(judging: Any) -> None:
    answer, rule = judging("answer").Answer, judging("rulings.generated").rule
    page = judging("pages").Page("generated/x", "")

    def said(*findings: list[str]) -> Any:
        return answer([], [], list(findings))

    true, silent = ["skills.name", "right", "Dough"], ["skills.name", "silent", "Dough"]
    kept, invented = ["skills.name", "flagged", "Dough"], ["responsibilities.extra", "silent", "∅"]
    assert verdicts(rule(page, said(kept), said(true))) == {"skills": "better"}
    assert verdicts(rule(page, said(kept), said(silent))) == {"skills": "worse"}
    assert verdicts(rule(page, said(true, true), said(true, kept))) == {"skills": "worse"}
    assert verdicts(rule(page, said(true, kept), said(kept, true))) == {}, "equal values have no order"
    assert verdicts(rule(page, said(true), said(true, invented))) == {"responsibilities": "worse"}
    assert verdicts(rule(page, said(true, invented), said(true))) == {"responsibilities": "better"}


def test_one_page_through_several_tools_is_judged_by_the_reference_dump(judging: Any) -> None:
    answer, rule = judging("answer").Answer, judging("rulings.reference").rule
    skill = {"name": "SQL", "span": LINE}
    reference = answer([record(title="Baker", skills=[skill])], [])
    moved = answer([record(title="Baker", skills=[skill | {"span": None, "proficiency": "expert"}])], [])
    other = answer([record(title="Baker", skills=[])], [])
    assert verdicts(rule(reference, moved, other)) == {"skills": "worse"}
    assert verdicts(rule(reference, other, moved)) == {"skills": "better"}
    assert rule(reference, reference, moved) == {}

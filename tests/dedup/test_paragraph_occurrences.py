from __future__ import annotations

from ingest.dedup import occurrences
from ingest.records import Focus, Level, Profile, Source
from tables.sample import DESCRIPTION, LISTS, lines, profile


def found(record: Profile) -> dict[str, list[tuple[str | None, int | None, int, int]]]:
    places: dict[str, list[tuple[str | None, int | None, int, int]]] = {}
    for text, field, ordinal, start, end in occurrences(record):
        places.setdefault(field, []).append((text, ordinal, start, end))
    return places


def bare(**values: object) -> Profile:
    return Profile(source=Source(sha256="0" * 64, line_start=1, line_end=9), **values)  # type: ignore[arg-type]


def test_every_field_that_holds_text_has_its_places() -> None:
    assert {field: len(places) for field, places in found(profile()).items()} == {
        "description": 3,
        "intros.skills": 1,
        "level.summary": 1,
        "level.scope": 1,
        "level.autonomy": 1,
        "level.complexity": 1,
        "level.impact": 1,
        "level.decision_rights": 1,
        "level.leadership": 1,
        "level.typical_experience": 1,
        "level.other.Travel": 1,
        "levels.typical_experience": 1,
        "provenance.statement": 1,
        "responsibilities.text": 3,
        "requirements.text": 2,
        "guidelines.knowledge_application": 1,
        "guidelines.complexity_problem_solving": 1,
        "guidelines.collaboration_interaction": 1,
        "guidelines.degree_experience": 1,
        "guidelines.other.Tools": 1,
        "guidelines.unplaced": 1,
        "skills.name": 2,
        "skills.description": 1,
        "facts.value": 1,
        "pay.text": 1,
        "adjacent_roles.title": 1,
        "title_aliases.title": 1,
        "sections.paragraph": 1,
        "sections.list": 1,
        "sections.table": 2,
    }


def test_every_list_of_a_profile_has_its_places_but_what_is_no_paragraph() -> None:
    structure = {"path", "classifications", "outline", "diagnostics"}
    assert {field.partition(".")[0] for field in found(profile())} & set(LISTS) == set(LISTS) - structure


def test_a_description_stands_wherever_its_spans_say_and_the_focus_adds_no_place() -> None:
    places = found(profile())
    assert places["description"] == [(DESCRIPTION, None, line, line) for line in (3, 4, 6)]
    assert "focus.description" not in places


def test_a_focus_text_of_its_own_is_a_place_of_its_own() -> None:
    record = bare(
        description="One.",
        focus=Focus(name="F", description="Two.", spans={"description": (lines(5),)}),
        spans={"description": (lines(3),)},
    )
    assert found(record) == {"description": [("One.", None, 3, 3)], "focus.description": [("Two.", None, 5, 5)]}


def test_items_of_lists_carry_their_ordinal_and_lines() -> None:
    places = found(profile())
    assert places["responsibilities.text"][1] == ("Counts crates twice.", 2, 11, 11)
    assert places["skills.name"] == [("Counting", 1, 15, 15), ("Patience", 2, 17, 17)]
    assert places["sections.table"] == [("Pen", 1, 43, 43), ("1", 1, 43, 43)]


def test_paragraphs_joined_in_one_field_pair_up_with_their_lines() -> None:
    record = bare(intros={"skills": "First.\nSecond."}, spans={"intros.skills": (lines(3), lines(5))})
    assert found(record) == {"intros.skills": [("First.", None, 3, 3), ("Second.", None, 5, 5)]}


def test_paragraphs_that_do_not_pair_up_have_the_lines_of_all() -> None:
    record = bare(description="First.\n\nSecond.", spans={"description": (lines(3), lines(4), lines(7))})
    assert found(record) == {"description": [("First.", None, 3, 7), ("Second.", None, 3, 7)]}


def test_one_place_of_several_lines_is_one_text() -> None:
    record = bare(description="First.\nSecond.", spans={"description": (lines(3, 4),)})
    assert found(record) == {"description": [("First.\nSecond.", None, 3, 4)]}


def test_a_text_without_lines_has_those_of_the_profile() -> None:
    assert found(bare(description="One.")) == {"description": [("One.", None, 1, 9)]}


def test_free_level_attributes_pair_up_with_their_lines() -> None:
    level = Level(label="P1", code="P1", other={"A": "x", "B": "y"}, spans={"other": (lines(4), lines(6))})
    assert found(bare(level=level)) == {
        "level.other.A": [("x", None, 4, 4)],
        "level.other.B": [("y", None, 6, 6)],
    }


def test_what_is_missing_stands_nowhere() -> None:
    assert occurrences(bare()) == []

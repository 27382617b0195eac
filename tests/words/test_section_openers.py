"""Which headings open a section wherever they stand: known words that can be nothing else there."""

from __future__ import annotations

import pytest

from ingest.grammar import Meaning, load_grammars


@pytest.mark.parametrize(
    ("text", "section", "arguments"),
    [
        ("Key Responsibilities", "responsibilities", ()),
        ("What you will do:", "responsibilities", ()),
        ("Required skills", "skills", ()),
        ("Compétences", "skills", ()),
        ("Title aliases", "title_aliases", ()),
        ("Adjacent roles", "adjacent_roles", ()),
        ("Focus — Payments", "focus", ("Payments",)),
        ("Focus — Crane Repair (Night)", "focus", ("Crane Repair (Night)",)),
        ("Level — P4 — Senior (North)", "level", ("P4", "Senior (North)")),
        ("Level", "level", ()),
        ("Level — P4 — Senior", "level", ("P4", "Senior")),
        ("Level --- P-4 --- Senior", "level", ("P-4", "Senior")),
        ("Job level: IC3", "level", ("IC3",)),
    ],
)
def test_these_do(text: str, section: str, arguments: tuple[str, ...]) -> None:
    assert load_grammars().heading(text) == Meaning(section, arguments)


@pytest.mark.parametrize(
    "text",
    [
        "Benefits",  # of a kind that the outline alone reads
        "Baker responsibilities",  # with a name, that may be more than a name
        "Scope",  # a key of the level block
        "Source",  # a column
        "ESCO",  # a scheme
        "Level: practitioner",  # of a skill
        "**Level:** IC4 (Senior)",  # a fact
        "Job zone",  # a level, but none of a ladder's
        "Skills | Level",  # a row
        "[Software](/software)",  # a link
        "In this role, you will have the opportunity to:",  # a sentence that goes on below
    ],
)
def test_these_do_not(text: str) -> None:
    assert load_grammars().heading(text) is None

"""What headings of role pages mean, by language: the tables beside this file, and what must hold of any text."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grammar import default_directory, load_grammars
from ingest.grammar.folding import fold
from ingest.section_kinds import KINDS, KINDS_OF_WORDS

HERE = Path(__file__).parent
WORDS = load_grammars().words


class Row(NamedTuple):
    language: str
    heading: str
    kind: str | None
    need: str | None
    slot: str | None


def rows() -> list[Row]:
    found = []
    for path in sorted(HERE.glob("headings-*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                kind, need, slot = (row[name] or None for name in ("kind", "need", "slot"))
                found.append(Row(path.stem[-2:], row["heading"], kind, need, slot))
    assert len(found) > 80
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.language}: {row.heading}")
def test_headings(row: Row) -> None:
    meaning = WORDS.heading(row.heading, row.language)
    assert (meaning and meaning.kind, meaning and meaning.need, meaning and meaning.slot) == row[2:]
    assert meaning is None or meaning.language == row.language


def test_the_tables_ask_for_every_kind_but_one() -> None:
    assert {row.kind for row in rows() if row.language == "en"} == {None, *KINDS}


def test_fields_of_the_record() -> None:
    fields = {}
    for heading in ("Similar roles", "Aliases", "Classification", "Provenance", "Career path", "Skills"):
        meaning = WORDS.heading(heading)
        assert meaning
        fields[heading] = meaning.field
    assert fields == {
        "Similar roles": "adjacent_roles", "Aliases": "title_aliases", "Classification": "classifications",
        "Provenance": "provenance", "Career path": None, "Skills": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "arguments"),
    [
        ("Focus — Payments", ("Payments",)),
        ("Specialisation: Rye", ("Rye",)),
        ("Level — P4 — Senior", ("P4", "Senior")),
        ("Level P4", ("P4",)),
        ("Job level: IC3", ("IC3",)),
        ("Focus", ()),
    ],
)
def test_arguments(heading: str, arguments: tuple[str, ...]) -> None:
    meaning = WORDS.heading(heading)
    assert meaning
    assert meaning.arguments == arguments


@pytest.mark.parametrize("path", sorted((default_directory() / "words").glob("??.toml")), ids=lambda path: path.stem)
def test_no_word_of_a_language_means_two_things(path: Path) -> None:
    tables = tomllib.loads(path.read_text("utf-8"))
    for name in ("headings", "facts", "columns", "attributes", "need", "units"):
        keys = defaultdict(set)
        for key, words in tables.get(name, {}).items():
            for word in words:
                keys["{}".join(map(fold, word.split("{}")))].add(key)
        assert {word: sorted(found) for word, found in keys.items() if len(found) > 1} == {}, name


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    meaning = WORDS.heading(text)
    assert meaning is None or meaning.kind in KINDS_OF_WORDS
    assert WORDS.need(text) in (None, "required", "preferred")
    for ask in (WORDS.fact_key, WORDS.column, WORDS.attribute, WORDS.level_name, WORDS.language_of):
        ask(text)
    assert WORDS.is_furniture(text) in (True, False)
    assert WORDS.is_placeholder(text) in (True, False)


@given(
    st.sampled_from([row for row in rows() if "▾" not in row.heading]),
    st.sampled_from(["{}", "**{}**", "{}:", "  {} ", "1. {}", "▪ {}", "{} …", "## {}"]),
)
def test_marks_do_not_matter(row: Row, form: str) -> None:
    meaning = WORDS.heading(form.format(row.heading), row.language)
    assert (meaning and meaning.kind) == row.kind

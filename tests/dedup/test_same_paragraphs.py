from __future__ import annotations

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dedup import normalise, paragraph_id, paragraph_ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Counts crates twice.", "  Counts\tcrates\u00a0twice. "),
        ("Counts crates twice.", "Counts\ncrates\u2028twice."),
        ("Zürich", "Zu\u0308rich"),
        ("orchard", "or\u00adchard"),
        ("crates", "\ufeffcra\u200btes\u2060"),
        ("e\u0301tude", "e\u200b\u0301tude"),  # what a zero-width space kept apart composes
    ],
)
def test_texts_that_are_one_paragraph(one: str, other: str) -> None:
    assert paragraph_id(one) == paragraph_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("3 years", "5 years"), ("SQL", "sql"), ("3 years", "3years"), ("P2", "P\u00b2"), ("ﬁx", "fix"), ("a.", "a")],
)
def test_texts_that_are_two_paragraphs(one: str, other: str) -> None:
    assert paragraph_id(one) != paragraph_id(other)


def test_an_id_is_128_bits_of_the_digest_of_the_normalised_text() -> None:
    assert paragraph_id(" a  b ") == "c8687a08aa5d6ed2044328fa6a697ab8"


@given(st.text())
def test_normalising_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), min_size=1))
def test_letters_numbers_and_marks_stay(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@given(st.lists(st.text()))
def test_many_ids_are_the_single_ids(texts: list[str]) -> None:
    assert paragraph_ids(pa.array(texts, pa.string())).to_pylist() == [paragraph_id(text) for text in texts]

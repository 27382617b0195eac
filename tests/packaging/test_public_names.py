from __future__ import annotations

import pytest

import ingest


@pytest.mark.parametrize("name", ingest.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(ingest, name)
    assert value if name == "__version__" else value.__doc__
    assert name in dir(ingest)


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="module 'ingest' has no attribute 'prase'"):
        ingest.prase  # type: ignore[attr-defined]  # noqa: B018


def test_parse_gives_the_one_record() -> None:
    assert ingest.parse("Baker — P1\nA.B.P1\n").code == "A.B.P1"


def test_parse_refuses_what_is_not_one_record() -> None:
    two = "Baker — P1\nA.B.P1\nSkills\n- Kneading\n\nBaker — P2\nA.B.P2\nSkills\n- Baking\n"
    with pytest.raises(ingest.ParseError, match="holds 2 profiles, which start in lines 1, 6"):
        ingest.parse(two)
    with pytest.raises(ingest.ParseError, match="empty or blank"):
        ingest.parse(" \n\t\n")
    assert [profile.code for profile in ingest.parse_all(two)] == ["A.B.P1", "A.B.P2"]
    assert ingest.parse_all(" \n") == []


def test_parse_says_that_a_text_is_no_profile() -> None:
    assert [finding.code for finding in ingest.parse("Only a sentence here.").diagnostics] == ["E201"]

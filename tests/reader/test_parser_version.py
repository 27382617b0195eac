"""Whoever changes what the reader answers raises PARSER_VERSION: else published dumps keep their old records."""

from __future__ import annotations

import pytest

from ingest.records import Profile

from . import answers as module
from .answers import Answers, answers, stored, to_do


def test_the_answers_are_those_of_this_version() -> None:
    assert to_do(stored(), answers()) is None


def test_another_answer_under_the_same_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old, dump = answers(), Profile.model_dump_json
    monkeypatch.setattr(Profile, "model_dump_json", lambda profile: dump(profile).replace("Data ", "Date "))
    task = to_do(old, answers())
    assert task is not None
    assert "raise PARSER_VERSION" in task
    assert "data/data-pipelines-p4.txt" in task
    monkeypatch.setattr(module, "PARSER_VERSION", "next")
    assert "raise" not in str(to_do(old, answers())), "it was raised"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (Answers("1", "g", {"a": ("d", "x")}), "raise PARSER_VERSION"),
        (Answers("2", "g", {"a": ("d", "x")}), "--accept"),
        (Answers("1", "h", {"a": ("d", "x")}), "--accept"),
        (Answers("1", "g", {"a": ("e", "x")}), "--accept"),
        (Answers("1", "g", {}), "--accept"),
        (Answers("1", "h", {"a": ("d", "r")}), "--accept"),
    ],
)
def test_what_is_to_do(new: Answers, said: str) -> None:
    task = to_do(Answers("1", "g", {"a": ("d", "r")}), new)
    assert said in str(task)
    assert ("raise" in str(task)) == ("raise" in said)

"""docs/analysts.md: a picture of all tables, and twelve questions that the examples' test answers."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.tables import TABLES

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs" / "analysts.md").read_text("utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^##+ (.+)$", PAGE, flags=re.MULTILINE)[1:])] * 2, strict=True))


def test_the_picture_has_every_table() -> None:
    picture = re.search(r"^```text\n(.*?)^```$", SECTIONS["The tables"], re.MULTILINE | re.DOTALL)
    assert picture
    assert set(TABLES) <= set(re.findall(r"\w+", picture[1]))
    assert max(map(len, picture[1].splitlines())) <= 110


def test_every_question_has_an_answer() -> None:
    questions = [heading for heading in SECTIONS if re.match(r"\d+\. .+\?$", heading)]
    assert [int(question.split(".")[0]) for question in questions] == list(range(1, 13))
    for question in questions:
        assert re.search(r"^```(console\n\$ |python\n)", SECTIONS[question], re.MULTILINE), question

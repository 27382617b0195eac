"""docs/panel.md: every finding is explained as the program says it, by an example that gives it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import ingest
from ingest.panel import KINDS, Checker, review
from ingest.panel.plugins import GROUP
from ingest.read import read_text

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "panel.md"
_ENTRY = re.compile(r"^### (\w+\.[\w-]+)\n\n((?:(?!^##).*\n)*)", re.MULTILINE)
_EXAMPLE = re.compile(r"^```dump\n(.*?)^```$", re.MULTILINE | re.DOTALL)

BEYOND_A_TEXT = {  # tests/panel has these
    "fidelity.encoding-assumed",
    "consistency.contradiction",
    "panel.checker-failed",
}


class Entry(NamedTuple):
    text: str
    example: str | None


def entries() -> dict[str, Entry]:
    found = {}
    for id, body in _ENTRY.findall(PAGE.read_text("utf-8")):
        example = _EXAMPLE.search(body)
        found[id] = Entry(" ".join(body[: example.start() if example else None].split()), example and example[1])
    return found


ENTRIES = entries()


def test_the_page_has_every_id_in_order_and_no_other() -> None:
    assert list(ENTRIES) == list(KINDS)


@pytest.mark.parametrize("id", KINDS)
def test_severity_title_and_hint_are_those_of_the_program(id: str) -> None:
    kind = KINDS[id]
    told = f"{kind.severity.capitalize()}: {kind.title}. {kind.hint}"
    if kind.touches:
        told += f" It touches {' and '.join(kind.touches)} too."
    assert ENTRIES[id].text.startswith(told)


def test_which_ids_have_no_example() -> None:
    assert {id for id, entry in ENTRIES.items() if entry.example is None} == BEYOND_A_TEXT


@pytest.mark.parametrize("id", [id for id, entry in ENTRIES.items() if entry.example])
def test_an_example_gives_its_finding(id: str) -> None:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), ENTRIES[id].example or "")
    (profile,) = read_text(text).profiles
    found = review(profile)
    mine = [finding for finding in found.findings if finding.id == id]
    assert mine, [finding.id for finding in found.findings]
    lines = text.count("\n")
    for finding in mine:
        assert finding.severity == KINDS[id].severity
        assert finding.quote
        assert all(1 <= span.line_start <= span.line_end <= lines for span in finding.spans)
        assert all(found.scores[dimension] < 5 for dimension in finding.dimensions)


def test_the_checker_on_the_page_works() -> None:
    page = PAGE.read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert f'[project.entry-points."{GROUP}"]\nremote-work = "acme_panel:says_where"' in page
    checker = Checker("remote-work", None, names["says_where"])  # type: ignore[arg-type]
    (finding,) = review(ingest.parse("Baker — P2\nA.B.P2\n"), checkers=[checker]).findings
    assert (finding.id, finding.quote) == ("acme.no-place", "Baker — P2")
    there = ingest.parse("Baker — P2\nA.B.P2\nPlace of work\n- The quay\n")
    assert review(there, checkers=[checker]).findings == ()

"""docs/diagnostics.md: every code is explained as the code says it, by an example that gives it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.diagnostics import CODES
from ingest.errors import UnreadableDump
from ingest.read import read_text
from ingest.sources.decode import decode

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "diagnostics.md"
_ENTRY = re.compile(r"^### ([EWI]\d{3}) (.+)\n\n((?:(?!^##).*\n)*)", re.MULTILINE)
_EXAMPLE = re.compile(r"^```(dump|bytes)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# Files, workers and other dumps give these.
BEYOND_A_TEXT = {"E103", "E104", "E105", "E202", "E203", "W318", "W505", "I608", "I609", "I613"}


class Entry(NamedTuple):
    title: str
    text: str
    kind: str | None
    example: str


def entries() -> dict[str, Entry]:
    found = {}
    for match in _ENTRY.finditer(PAGE.read_text("utf-8")):
        code, title, body = match.groups()
        example = _EXAMPLE.search(body)
        text = " ".join(body[: example.start() if example else None].split())
        found[code] = Entry(title, text, example and example[1], example[2] if example else "")
    return found


ENTRIES = entries()


def test_the_page_has_every_code_in_order_and_no_other() -> None:
    assert list(ENTRIES) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_title_and_hint_are_those_of_the_program(code: str) -> None:
    entry, kind = ENTRIES[code], CODES[code]
    assert entry.title == kind.title
    assert entry.text.startswith(kind.hint)


def test_which_codes_have_no_example() -> None:
    assert {code for code, entry in ENTRIES.items() if entry.kind is None} == BEYOND_A_TEXT


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.kind == "dump"])
def test_an_example_gives_its_code(code: str) -> None:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), ENTRIES[code].example)
    profiles = read_text(text).profiles
    found = {finding.code for profile in profiles for finding in profile.diagnostics}
    assert code in found or (code == "I605" and not profiles)


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.kind == "bytes"])
def test_bytes_give_their_code(code: str) -> None:
    data = ENTRIES[code].example.encode("ascii").decode("unicode_escape").encode("latin-1")
    try:
        found = decode(data).findings
    except UnreadableDump as error:
        found = (error.diagnostic,)
    assert [finding.code for finding in found] == [code]

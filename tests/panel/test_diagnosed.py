"""The reader's diagnostics as findings: each has one, in the reader's words, or is known to be no fault of the page."""

from __future__ import annotations

import pytest

import ingest
from ingest.diagnostics import CODES, diagnose
from ingest.panel import KINDS, review
from ingest.panel.diagnosed import _IDS, finding_id

PAGE = "Baker — P2\nBREAD1.OVENS2.P2\nBakes bread for the quay.\n"
NO_FINDING = {"W411", "W427", "W441"}  # some companies have no codes


def test_only_codes_that_there_are_have_ids_that_there_are() -> None:
    codes = [code for codes in _IDS.values() for code in codes]
    assert len(codes) == len(set(codes))
    assert set(codes) <= CODES.keys()
    assert _IDS.keys() <= KINDS.keys()


@pytest.mark.parametrize("code", [code for code in CODES if code[0] == "W"])
def test_every_warning_is_a_finding(code: str) -> None:
    id = finding_id(code)
    assert (id is None) == (code in NO_FINDING)
    assert id is None or id in KINDS


def test_notes_and_errors_are_findings_only_by_name() -> None:
    named = {code for code in CODES if code[0] != "W" and finding_id(code)}
    assert named == {"E201", "I607", "I610"}


@pytest.mark.parametrize("code", [code for code in CODES if finding_id(code)])
def test_a_finding_says_what_its_diagnostic_says(code: str) -> None:
    profile = ingest.parse(PAGE)
    told = diagnose(code, 3, detail="this and that")
    found = review(profile.model_copy(update={"diagnostics": (told,)})).findings
    (finding,) = [one for one in found if one.diagnostic == code]
    assert (finding.id, finding.message, finding.hint) == (finding_id(code), told.message, told.hint)
    assert finding.spans[0].line_start == 3
    assert finding.quote == "Bakes bread for the quay."


def test_repairs_of_one_code_are_one_finding_contradictions_are_not() -> None:
    profile = ingest.parse(PAGE)
    several = tuple(diagnose(code, line) for code in ("W405", "W506") for line in (1, 2, 3))
    found = review(profile.model_copy(update={"diagnostics": several})).findings
    repaired = [one for one in found if one.id == "fidelity.repaired"]
    assert [[span.line_start for span in one.spans] for one in repaired] == [[1, 2, 3]]
    assert repaired[0].message.endswith(" (and 2 more)")
    assert sum(one.id == "consistency.level-twice" for one in found) == 3


def test_a_contradiction_that_is_not_known_yet_is_not_lost() -> None:
    assert finding_id("W599") == "consistency.contradiction"
    assert finding_id("W399") == finding_id("W499") == "fidelity.repaired"
    assert finding_id("I699") is None

"""The readers that are compared: ours, and what else one could write. Each gives findings for one page."""

from __future__ import annotations

from collections.abc import Callable

from ingest.read import read_text
from pages.truth import Truth
from peers import markdown, regex_script
from peers.profile import as_profile
from verdict.finding import Finding
from verdict.record import compare
from verdict.texts import Dump

Reader = Callable[[Truth, str], list[Finding]]


def ours(truth: Truth, text: str) -> list[Finding]:
    """Our record of the dump, judged. A dump that is no profile is one flagged finding: it goes to quarantine."""
    reading = read_text(text)
    if not reading.profiles:
        return [Finding("page", "gone", truth.title, "no text")]
    if not reading.is_profile:
        return [Finding("page", "flagged", truth.title, "E201")]
    findings = compare(truth, reading.as_read[0], Dump(reading.document.lines))
    if len(reading.profiles) > 1:
        findings.append(Finding("page", "silent", "one profile", f"{len(reading.profiles)} profiles"))
    return findings


def _peer(read: Callable[[str], dict[str, object]]) -> Reader:
    def judge(truth: Truth, text: str) -> list[Finding]:
        return compare(truth, as_profile(read(text)), Dump(text.split("\n")), spans=False)

    return judge


READERS: dict[str, Reader] = {
    "ingest": ours,
    "regex script": _peer(regex_script.read),
    "mistune": _peer(lambda text: markdown.read(text, markdown.mistune_blocks)),
    "markdown-it-py": _peer(lambda text: markdown.read(text, markdown.markdown_it_blocks)),
}

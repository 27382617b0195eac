"""The report of a run as one page that needs nothing else: what was counted, found, slow, saved, and the trend."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ingest.diagnostics import CODES, Kind, severity_of
from ingest.pipeline import Accounting, Example, Figures, Report
from ingest.settings import as_typed
from ingest.site.markup import asset, inline_policy, render

_PAST = 30  # runs of the trend
_SHOWN = 200  # dumps in a list
_NAMED = 20  # dumps under a heading of what needs a look
_STYLES = ("base.css", "report.css", "uplot-1.6.32.min.css")
_SCRIPTS = ("uplot-1.6.32.min.js", "charts.js")
_KINDS = {
    "published": "fill-accent",
    "unchanged": "fill-good",
    "quarantined": "fill-bad",
    "skipped": "fill-soft",
    "deleted": "fill-warn",
    "outside": "fill-soft",
    "unread": "fill-soft",
}
_MEANINGS = {
    0: ("good", "done"),
    1: ("bad", "failed, nothing published"),
    2: ("bad", "wrong usage"),
    3: ("warn", "new dumps in quarantine"),
    4: ("bad", "refused by a guard, nothing published"),
}


class Share(NamedTuple):
    """A part of a whole: where it starts and how much it is, both in [0, 1]."""

    name: str
    dumps: int
    start: float
    share: float
    kind: str


class Timed(NamedTuple):
    """A stage or a dump, its seconds, and how many of the longest that is."""

    name: str
    seconds: float
    share: float


class Found(NamedTuple):
    """A code, how often it was found, and where first."""

    code: str
    findings: int
    share: float
    severity: str
    title: str
    hint: str
    examples: tuple[Example, ...]


class Look(NamedTuple):
    """Something that a person should see to."""

    text: str
    names: tuple[str, ...] = ()


class Past(NamedTuple):
    """A run of the trend."""

    when: str
    seconds: float
    dumps: int | None
    errors: int
    warnings: int
    notes: int


def report_page(report: Report, runs: Path) -> bytes:
    """The page of a report, in UTF-8. `runs` is the folder of the reports before it; those unreadable are left out."""
    style = "\n".join(asset(name) for name in _STYLES)
    scripts = [asset(name) for name in _SCRIPTS]
    codes = sorted(report.codes.items(), key=lambda item: ("EWI".find(item[0][0]), -item[1], item[0]))
    most = max(report.codes.values(), default=1)
    page = render(
        "report.html",
        report=report,
        policy=inline_policy(scripts, style),
        style=style,
        scripts=scripts,
        verdict=_verdict(report),
        accounting=list(_shares(report.accounting)) if report.accounting else [],
        looks=list(_looks(report)),
        findings=sorted(report.findings, key=lambda one: (one.status != "quarantined", one.uri))[:_SHOWN],
        codes=[_found(report, code, count, count / most) for code, count in codes],
        stages=_timed(list(report.stages.items())),
        slowest=_timed([(dump.uri, dump.seconds) for dump in report.slowest]),
        dedup=_dedup(report.rows),
        understood=list(_understood(report.figures)) if report.figures else [],
        settings={name: as_typed(value) for name, value in report.settings.items()},
        past=[*_past(runs, report.id), _told(json.loads(report.model_dump_json()))],
    )
    return page.encode("utf-8", "backslashreplace")


def _verdict(report: Report) -> dict[str, str]:
    if report.published:
        title = f"Snapshot {report.snapshot} is published"
    elif report.exit_code in (0, 3) and not report.error:
        title = f"Nothing is new: snapshot {report.snapshot} stays"
    else:
        title = "Nothing was published"
    kind, meaning = _MEANINGS.get(report.exit_code, ("bad", "ended early"))
    return {"title": title, "kind": kind, "meaning": meaning}


def _shares(accounting: Accounting) -> Iterator[Share]:
    start = 0.0
    for name, kind in _KINDS.items():
        count = getattr(accounting, name)
        share = count / (accounting.total or 1)
        if count:
            yield Share({"quarantined": "in quarantine"}.get(name, name), count, start, share, kind)
        start += share


def _looks(report: Report) -> Iterator[Look]:
    for fall in report.falls:
        yield Look(f"{fall.change} ({fall.verdict})", fall.where)
    for anew in report.anew:
        yield Look(anew.sentence, ())
    if report.new_in_quarantine:
        count = len(report.new_in_quarantine)
        yield Look(f"{count:,} new in quarantine; `ingest quarantine list` has them", report.new_in_quarantine[:_NAMED])
    differ = tuple(role.code for role in report.rivals.roles if role.different)
    if differ:
        count = report.rivals.codes.get("W505", len(differ))
        yield Look(f"{count:,} codes that several profiles state, with different content", differ[:_NAMED])
    for source in report.incomplete:
        yield Look(f"the source {source} could not be listed whole: nothing of it counts as deleted")
    if report.rebuilt:
        yield Look("files of the dataset were damaged; their dumps were read again", report.rebuilt[:_NAMED])
    if report.deleted:
        yield Look(f"{len(report.deleted):,} dumps are gone from their sources", report.deleted[:_NAMED])
    if report.failures:
        yield Look("the program failed on dumps: please report it", tuple(report.failures)[:_NAMED])


def _found(report: Report, code: str, count: int, share: float) -> Found:
    kind = CODES.get(code, Kind(code, ""))
    return Found(code, count, share, severity_of(code), kind.title, kind.hint, report.examples.get(code, ()))


def _timed(pairs: list[tuple[str, float]]) -> list[Timed]:
    longest = max((seconds for _, seconds in pairs), default=0.0) or 1.0
    return [Timed(name, seconds, seconds / longest) for name, seconds in pairs]


def _understood(figures: Figures) -> Iterator[tuple[str, float]]:
    """Shares of the content lines of the published snapshot."""
    lines = max(figures.typed + figures.kept + figures.undecided, 1)
    yield "in typed fields", figures.typed / lines
    yield "kept in sections with a kind", figures.kept / lines
    yield "undecided", figures.undecided / lines


def _dedup(rows: dict[str, int]) -> dict[str, float] | None:
    occurrences, distinct = rows.get("paragraph_occurrences", 0), rows.get("paragraphs", 0)
    if not occurrences:
        return None
    repeated = occurrences - distinct
    return {
        "occurrences": occurrences,
        "distinct": distinct,
        "repeated": repeated,
        "share": repeated / occurrences,
    }


def _past(runs: Path, own: str) -> list[Past]:
    """The runs before, oldest first. A report of another version is read as far as it goes."""
    before = sorted(path for path in runs.glob("[0-9]*.json") if path.stem < own)
    told = []
    for path in before[-(_PAST - 1) :]:
        try:
            told.append(_told(json.loads(path.read_bytes())))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return told


def _told(report: dict[str, Any]) -> Past:
    counts = {"error": 0, "warning": 0, "info": 0}
    for code, count in report["codes"].items():
        counts[severity_of(code)] += count
    when = datetime.fromisoformat(report["started"])
    accounting = report["accounting"]
    dumps = accounting["total"] if accounting else None
    return Past(f"{when:%d %b %H:%M:%S}", float(report["seconds"]), dumps, *counts.values())

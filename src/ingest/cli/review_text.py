"""The panel's reviews for people: a page of one profile, a table of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import click

from ingest.cli.aligned_table import show_table
from ingest.cli.safe_text import counted, inert
from ingest.cli.terminal import columns, cut, fill
from ingest.panel import DIMENSIONS, KINDS, Finding, Review
from ingest.panel.model import BEST

_COLOURS = {"note": "cyan", "minor": "yellow", "major": "red", "critical": "red", "fatal": "red"}
_INDENT = "    "
_PLACES = 4  # lines named of one finding


class Row(NamedTuple):
    """A profile among many."""

    lowest: int
    total: int
    profile: str
    weakest: str
    findings: int


class Summary:
    """Many reviews as rows and counts, since whole ones take ten times the room."""

    def __init__(self, least: int) -> None:
        self.least = least
        self.rows: list[Row] = []
        self.passed = 0
        self.ids: Counter[str] = Counter()
        self.severities: dict[str, str] = {}

    def add(self, review: Review) -> None:
        """Count a review."""
        low = [name for name in DIMENSIONS if review.scores[name] == review.minimum and review.minimum < 5]
        total = sum(BEST if score is None else score for score in review.scores.values())
        named = review.code or review.title or review.uri or "without a title"
        self.rows.append(Row(review.minimum, total, named, ", ".join(low), len(review.findings)))
        self.passed += review.passes(self.least)
        self.ids.update({finding.id for finding in review.findings})
        self.severities |= {finding.id: finding.severity for finding in review.findings}


def show_review(review: Review, least: int, limit: int) -> None:
    """One profile: its scores, then its findings with their lines, the worst first, at most `limit` (0: all) an id."""
    click.secho(inert(review.title or "without a title"), bold=True)
    click.echo("  ".join(inert(part) for part in (review.code, review.uri) if part) or "no code")
    verdict = "passes" if review.passes(least) else "does not pass"
    colour = "green" if review.passes(least) else "red"
    click.echo(f"{click.style(verdict, fg=colour, bold=True)}: the lowest score is {review.minimum}, {least} is wanted")
    click.echo()
    show_table(["dimension", "score", "because of"], [_dimension(review, name) for name in DIMENSIONS])
    shown: Counter[str] = Counter()
    for finding in sorted(review.findings, key=lambda finding: -finding.rank):
        shown[finding.id] += 1
        if not limit or shown[finding.id] <= limit:
            click.echo()
            _show_finding(finding)
    for id, count in shown.items():
        if limit and count > limit:
            click.echo(f"\n… {count - limit:,} more {id}; --limit 0 shows all")


def _dimension(review: Review, name: str) -> Sequence[object]:
    touching = [finding for finding in review.findings if name in finding.dimensions]
    score = review.scores[name]  # type: ignore[index]
    if not touching:
        reason = review.not_applicable.get(name)  # type: ignore[call-overload]
        return name, score, f"not applicable: {reason}" if reason else None
    worst = max(touching, key=lambda finding: finding.rank)
    more = f" and {len(touching) - 1:,} more" if len(touching) > 1 else ""
    return name, score, worst.id + more


def _show_finding(finding: Finding) -> None:
    severity = click.style(finding.severity, fg=_COLOURS[finding.severity], bold=True)
    click.echo(f"{severity}  {click.style(finding.id, bold=True)}  {_lines(finding)}")
    for line in fill(_INDENT + inert(finding.message), _INDENT):
        click.echo(line)
    if finding.quote and finding.quote not in finding.message:
        click.echo(click.style(cut(f"{_INDENT}“{inert(finding.quote)}”", columns()), dim=True))
    for line in fill(f"{_INDENT}hint: {finding.hint}", _INDENT):
        click.echo(line)


def _lines(finding: Finding) -> str:
    places = [
        str(span.line_start) if span.line_start == span.line_end else f"{span.line_start}–{span.line_end}"
        for span in finding.spans
    ]
    more = f" and {len(places) - _PLACES:,} more places" if len(places) > _PLACES else ""
    noun = "line" if len(places) == 1 and "–" not in places[0] else "lines"
    return f"{noun} {', '.join(places[:_PLACES])}{more}"


def show_reviews(summary: Summary, limit: int) -> None:
    """The worst profiles first, then how many profiles each finding is about, then the verdict."""
    ranked = sorted(summary.rows)
    shown = ranked[:limit] if limit else ranked
    show_table(
        ["lowest", "profile", "weakest in", "findings"],
        [(row.lowest, row.profile, row.weakest or None, row.findings) for row in shown],
    )
    if len(shown) < len(ranked):
        click.echo(f"… {len(ranked) - len(shown):,} more profiles, none worse; --limit 0 shows all")
    click.echo()
    if summary.ids:
        show_table(
            ["finding", "severity", "profiles", "meaning"],
            [
                (id, summary.severities[id], count, KINDS[id].title if id in KINDS else None)
                for id, count in sorted(summary.ids.items(), key=lambda pair: (-pair[1], pair[0]))
            ],
        )
        click.echo()
    failed = len(ranked) - summary.passed
    verdict = click.style(f"{failed:,} below {summary.least}", fg="red" if failed else "green", bold=True)
    click.echo(f"{counted(len(ranked), 'profile')}: {summary.passed:,} pass, {verdict}")

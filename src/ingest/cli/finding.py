"""One diagnostic for a person: `path:line:col: CODE message`, the line, a caret, the hint."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ingest.cli.safe_text import inert
from ingest.cli.terminal import columns, cut, fill
from ingest.diagnostics import Diagnostic
from ingest.text.normalise import width

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_INDENT = "    "


def show_finding(path: str, lines: Sequence[str], finding: Diagnostic, *, err: bool = False) -> None:
    """Print a diagnostic; `lines` are the dump's, empty where it could not be read."""
    span = finding.span
    where = f"{inert(path)}:{span.line_start}:{span.col_start}:"
    first, *more = fill(f"{where} {finding.code} {inert(finding.message)}", _INDENT)
    code = click.style(finding.code, fg=COLOURS[finding.severity], bold=True)
    first = first.replace(where, click.style(where, bold=True), 1)
    click.echo(first.replace(f" {finding.code} ", f" {code} ", 1), err=err)
    for line in more:
        click.echo(line, err=err)
    if 0 < span.line_start <= len(lines):
        text, caret = _excerpt(lines[span.line_start - 1], finding, columns() - len(_INDENT))
        click.echo(_INDENT + text, err=err)
        click.echo(_INDENT + click.style(caret, fg=COLOURS[finding.severity]), err=err)
    for line in fill(f"{_INDENT}hint: {finding.hint}", _INDENT):
        click.echo(line.replace(f"{_INDENT}hint:", f"{_INDENT}{click.style('hint:', bold=True)}", 1), err=err)


def _excerpt(line: str, finding: Diagnostic, limit: int) -> tuple[str, str]:
    """The part of a line around the place that is meant, and the marks under it."""
    span = finding.span
    start = min(span.col_start - 1, len(line))
    end = min(span.col_end, len(line)) if span.line_end == span.line_start else len(line)
    lead = ""
    line = line[: start + limit + 1]  # the line of a page may be the whole page
    if start > limit or width(inert(line[:start])) > limit // 2:
        lead, first = "…", max(0, start - limit // 4)
        line, start, end = line[first:], start - first, end - first
    before, meant = inert(line[:start]), inert(line[start:end])
    text = cut(lead + before + meant + inert(line[end:]), limit)
    left = len(lead) + width(before)
    marked = max(1, min(width(meant), width(text) - left))
    return text, " " * left + "^" + "~" * (marked - 1)

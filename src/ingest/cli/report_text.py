"""The report of a run for people: what is published, every dump accounted for, what needs a look."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.dataset_remarks import Remarks, remarks
from ingest.cli.finding import COLOURS
from ingest.cli.safe_text import counted, inert, shell_words, understood
from ingest.cli.terminal import fill
from ingest.diagnostics import CODES
from ingest.pipeline import Accounting, Report, Rivals
from ingest.settings import Settings
from ingest.sources.quoted_names import meant
from ingest.store.held_snapshot import read_held
from ingest.store.layout import Layout

_SHOWN = 20
_NAMED = 3
_SEVERITIES = {"E": "error", "W": "warning", "I": "info"}


def show_summary(report: Report) -> None:
    """Print the report."""
    if report.accounting:
        _dumps(report, report.accounting)
    _codes(report.codes)
    _rivals(report.rivals)
    if report.snapshot is not None and not report.error:
        found = remarks(open_dataset(meant(report.out), snapshot=report.snapshot), report.sources)
        _remarks(found)
        _panel(found)
    if report.figures and not report.error:
        figures = report.figures
        _tell(understood(figures.typed, figures.kept, figures.undecided, figures.unknown_headings))
        if figures.unknown_headings:
            command = shell_words("ingest", "words", "suggest", "-d", report.out)
            _tell(f"`{command}` lists these headings and proposes their kinds")
    _not_published(report)
    if report.lacks:
        _tell(f"the file system of {inert(report.out)} has no {', no '.join(report.lacks)}: published without")
    for place in report.rebuilt:
        _tell(f"damaged, its dumps were read again: {inert(place)}")
    for source in report.incomplete:
        _tell(f"source {inert(source)} could not be listed whole: nothing of it counts as deleted")
    for anew in report.anew:
        _tell(f"{click.style('note', fg=COLOURS['warning'])}  {inert(anew.sentence)}")
    _falls(report)
    _result(report)


def _tell(text: str) -> None:
    for line in fill(text, "  "):
        click.echo(line)


def _dumps(report: Report, accounting: Accounting) -> None:
    kinds = accounting.model_dump(exclude={"total", "deleted"})
    gone = {"gone, kept": len(report.deleted), "gone before, kept": accounting.deleted - len(report.deleted)}
    kinds |= gone if report.settings.get("on_delete") == "keep" else {"deleted": accounting.deleted}
    parts = ", ".join(f"{count:,} {_words(name, report)}" for name, count in kinds.items() if count)
    _tell(f"{counted(accounting.total, 'dump')}{': ' if parts else ''}{parts}")


_WOULD_BE = {"published": "published", "deleted": "deleted", "quarantined": "in quarantine"}


def _words(name: str, report: Report) -> str:
    if report.error and name in _WOULD_BE:  # a run that was refused changed nothing
        return f"would be {_WOULD_BE[name]}"
    return {"quarantined": "in quarantine", "outside": "outside of this run"}.get(name, name)


def _codes(codes: dict[str, int]) -> None:
    for letter, noun in (("E", "error"), ("W", "warning"), ("I", "note")):
        found = {code: count for code, count in codes.items() if code.startswith(letter)}
        if found:
            total = click.style(counted(sum(found.values()), noun), fg=COLOURS[_SEVERITIES[letter]])
            _tell(f"{total}: {', '.join(f'{code} ×{count:,}' for code, count in found.items())}")
    doubts = Counter({code: count for code, count in codes.items() if code[0] != "I" and code in CODES})
    most = "; ".join(f"{code}: {CODES[code].title}" for code, _ in doubts.most_common(_NAMED))
    if most:
        _tell(f"most often {most}")


def _rivals(rivals: Rivals) -> None:
    """Codes that several profiles state; those of different content by name."""
    if not rivals.codes:
        return
    kinds = ", ".join(f"{code} ×{count:,}" for code, count in rivals.codes.items())
    _tell(f"codes that several profiles state: {kinds}")
    differ = [role for role in rivals.roles if role.different]
    for role in differ[:_SHOWN]:
        others = "1 other differs" if role.different == 1 else f"{role.different:,} others differ"
        _tell(f"W505  {inert(role.code)}: {inert(role.uri)} is current, {others}")
    left = rivals.codes.get("W505", 0) - len(differ[:_SHOWN])
    if left:
        click.echo(f"… and {left:,} more; `ingest show roles` counts them")


def _remarks(found: Remarks) -> None:
    for source in found.empty:
        click.echo(f"{click.style('warning', fg=COLOURS['warning'])}: no dump found in {inert(source)}", err=True)
    if found.several:
        click.echo(f"{counted(found.several, 'dump')} with several profiles")
    if found.legacy:
        first = ", ".join(map(inert, found.legacy[:_NAMED]))
        more = f" and {len(found.legacy) - _NAMED:,} more" if len(found.legacy) > _NAMED else ""
        _tell(f"not UTF-8, taken as cp1252: {counted(len(found.legacy), 'dump')} ({first}{more})")


def _panel(found: Remarks) -> None:
    """Print what the quality panel says about all profiles, if the run was asked for it."""
    if found.passed is None or found.reviewed is None:
        return
    _tell(f"panel: {found.passed:,} of {counted(found.reviewed, 'profile')} pass; `ingest review` says why")
    if found.failed_checkers:
        warning = click.style("warning", fg=COLOURS["warning"])
        _tell(f"{warning}: checkers failed on {counted(found.failed_checkers, 'profile')}: panel.checker-failed")


def _not_published(report: Report) -> None:
    """The dumps that were set aside, those in quarantine first."""
    findings = sorted(report.findings, key=lambda finding: (finding.status != "quarantined", finding.uri))
    for finding in findings[:_SHOWN]:
        colour = "red" if finding.status == "quarantined" else None
        status = click.style(finding.status, fg=colour)
        _tell(f"{status}  {inert(finding.uri)}:{finding.line}: {finding.code} {inert(finding.message)}")
    if len(findings) > _SHOWN:
        click.echo(f"… and {len(findings) - _SHOWN:,} more, in the report")
    codes = {finding.code for finding in findings[:_SHOWN] if finding.status == "quarantined"}
    for code in sorted(codes & CODES.keys()):
        _tell(f"hint {code}: {CODES[code].hint}")


def _falls(report: Report) -> None:
    """What fell against the snapshot before, what stopped the run first, and the way back."""
    for fall in sorted(report.falls, key=lambda fall: fall.verdict != "refused")[:_SHOWN]:
        verdict = click.style(fall.verdict, fg="red" if fall.verdict == "refused" else "yellow")
        _tell(f"{verdict}  {inert(fall.sentence)}")
    if len(report.falls) > _SHOWN:
        click.echo(f"… and {len(report.falls) - _SHOWN:,} more, in the report")
    if report.error and not any(fall.verdict == "refused" for fall in report.falls):
        _tell(f"{click.style('refused', fg='red')}  {inert(report.error)}")
    held = read_held(Layout(Path(meant(report.out)))) if report.falls and report.published else None
    if held:
        given = () if report.out == str(Settings.model_fields["out"].default) else ("-d", report.out)
        command = shell_words("ingest", "rollback", str(held.snapshot), *given)
        _tell(f"snapshot {held.snapshot}, the one before this, stays: `{command}` goes back to it")


def _result(report: Report) -> None:
    out = inert(report.out)
    rows = report.rows
    what = f"{counted(rows.get('profiles', 0), 'profile')}, {counted(rows.get('paragraphs', 0), 'text')} kept once"
    if report.published:
        head = click.style(f"snapshot {report.snapshot}", bold=True)
        _tell(f"published {head} in {out}: {what}, {report.seconds:.1f} s")
    elif report.snapshot is not None:
        kept = "nothing is new" if report.exit_code in (0, 3) else "nothing was published"
        _tell(f"{kept}: {out} is still at snapshot {report.snapshot}, {report.seconds:.1f} s")
    else:
        click.echo(f"nothing was published: {out} has no snapshot yet")
    form = "html" if report.settings.get("report") == "html" else "json"
    click.echo(f"report: {Layout(Path(out)).runs / report.id}.{form}")

"""`ingest check`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click.core import ParameterSource

from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.finding import show_finding
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import counted, inert, understood
from ingest.cli.terminal import fill, show_json
from ingest.diagnostics import CODES
from ingest.errors import UsageError
from ingest.exit_codes import GATE
from ingest.inspect_dumps import Findings, Tally, inspect
from ingest.settings_precedence import load_settings

_NOUNS = {"error": "error", "warning": "warning", "info": "note"}
FAILING = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@click.command(
    epilog=examples(
        "ingest check raw/",
        "ingest check --fail-on warning raw/data/data-pipelines-p3.txt",
        "ingest check --format json raw/data raw/framework",
        "ingest check -d out/",
    )
)
@options.inputs
@options.data
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILING)),
    default="error",
    show_default=True,
    help="End with 6 if there is a finding of this severity or above.",
)
@options.formats
@options.grammars
@options.sources
@click.pass_context
def check(
    context: click.Context, /, inputs: tuple[str, ...], data: Path, fail_on: str, form: str, **flags: str | None
) -> int:
    """Report problems and doubts in dumps, like a linter.

    INPUTs are read now. With -d, the findings are those of a published dataset's last run.

    Each finding names its line and suggests what to do. E is an error: the dump cannot be published. W is a warning:
    something was lost, repaired, inferred or contradictory. I is a note about something set aside.
    """
    dumps: Iterator[Findings] = _published(context, data, inputs) or inspect(load_settings({"inputs": inputs, **flags}))
    tally = Tally()
    try:
        (_show_json if form == "json" else _show_text)(dumps, tally)
    except BrokenPipeError:  # the gate counts all dumps, whoever still reads our output
        for dump in dumps:
            tally.add(dump)
        if not any(tally.severities[severity] for severity in FAILING[fail_on]):
            raise
    if not tally.dumps and inputs:
        click.echo(f"{click.style('warning', fg='yellow')}: no dump found in {', '.join(map(inert, inputs))}", err=True)
    return GATE if any(tally.severities[severity] for severity in FAILING[fail_on]) else 0


def _published(context: click.Context, data: Path, inputs: tuple[str, ...]) -> Iterator[Findings] | None:
    """The dumps of a dataset, if one was asked for."""
    if context.get_parameter_source("data") is ParameterSource.DEFAULT:
        return None
    if inputs:
        raise UsageError("name INPUTs to read, or a dataset with --data, not both")
    from ingest.catalogue import open_dataset  # Arrow and DuckDB come with it
    from ingest.catalogue.findings_by_dump import checked

    return checked(open_dataset(data))


def _show_text(dumps: Iterable[Findings], tally: Tally) -> None:
    for dump in dumps:
        tally.add(dump)
        for finding in dump.diagnostics:
            show_finding(dump.path, dump.lines, finding)
    if tally.codes:
        show_table(
            ["code", "findings", "files", "meaning"],
            [(code, count, tally.files_with[code], _title(code)) for code, count in sorted(tally.codes.items())],
        )
    files = f", {counted(tally.passed_over, 'file')} passed over" if tally.passed_over else ""
    if tally.coverage.lines:
        for line in fill(understood(*tally.coverage), "  "):
            click.echo(line)
    severities = [counted(tally.severities[severity], noun) for severity, noun in _NOUNS.items()]
    click.echo(f"{counted(tally.dumps, 'dump')}, {tally.clean:,} without findings{files}: {', '.join(severities)}")


def _show_json(dumps: Iterable[Findings], tally: Tally) -> None:
    """One object, written as it grows: findings first, totals last."""
    separator = '{"findings": [\n'
    for dump in dumps:
        tally.add(dump)
        for finding in dump.diagnostics:
            row = {"path": dump.path, "uri": dump.uri, **finding.model_dump()}
            show_json(separator + json.dumps(row, ensure_ascii=False), end="")
            separator = ",\n"
    totals = {
        "dumps": tally.dumps,
        "clean": tally.clean,
        "passed_over": tally.passed_over,
        "severities": {severity: tally.severities[severity] for severity in _NOUNS},
        "codes": dict(sorted(tally.codes.items())),
        "coverage": tally.coverage._asdict(),
    }
    opening = "" if tally.codes else separator
    show_json(f'{opening}\n], "totals": {json.dumps(totals)}}}')


def _title(code: str) -> str:
    return CODES[code].title if code in CODES else ""

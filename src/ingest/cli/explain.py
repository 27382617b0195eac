"""`ingest explain`."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from ingest.citations import cited_by
from ingest.cli import options
from ingest.cli.help import examples
from ingest.cli.one_dump import read_file
from ingest.cli.spelling import inert
from ingest.cli.terminal import columns, cut, is_terminal, show_json, wrap
from ingest.inspection import Inspected

_OWNER_COLOURS = {"section": "cyan", "structure": "bright_black", "furniture": "bright_black"}
_OWNER_WIDTH = 16  # the longest: responsibilities
_GAP = "  "


@click.command(
    epilog=examples(
        "ingest explain raw/data/data-pipelines-p3.txt",
        "ingest explain raw/data/data-pipelines-p3.txt | grep skills",
        "ingest explain --format json raw/framework/ic3-localisation-engineer.txt",
    )
)
@options.file
@options.formats
@options.grammars
@options.sources
def explain(file: str, form: str, **flags: str | None) -> int:
    """Show every line of a dump beside what owns it and what cites it.

    Each line that is not blank has one owner: a part of the record, a kept section, structure (headings, rules) or
    page furniture. Any number of values may cite it; `skills[3]` is a path into the record that `ingest parse` prints.
    On a terminal long lines are cut; in a pipe there are four columns with tabs between, nothing cut.
    """
    dump, reading = read_file(file, flags)
    if reading is None:
        return 1
    cited = cited_by(reading.profiles)
    rows = [
        (number, owner, cited.get(number, ()), text)
        for number, (owner, text) in enumerate(zip(reading.owners, reading.document.lines, strict=True), 1)
    ]
    if form == "json":
        _show_json(dump, rows)
    elif is_terminal():
        _show_columns(rows)
    else:
        for number, owner, paths, text in rows:
            click.echo(f"{number}\t{owner or '-'}\t{' '.join(paths) or '-'}\t{inert(text)}")
    return 0


Rows = list[tuple[int, str, tuple[str, ...], str]]


def _show_columns(rows: Rows) -> None:
    """Fitted to the terminal: paths are wrapped, never cut; the text takes what is left."""
    number_width = len(str(len(rows)))
    longest = max((len(path) for _, _, paths, _ in rows for path in paths), default=0)
    path_width = max(longest, min(columns() // 3, max((len(" ".join(paths)) for _, _, paths, _ in rows), default=0)))
    used = number_width + _OWNER_WIDTH + path_width + 3 * len(_GAP)
    text_width = max(10, columns() - used)
    for number, owner, paths, text in rows:
        first, *more = wrap(paths, path_width) or [""]
        colour = _OWNER_COLOURS.get(owner, "green")
        click.echo(
            _GAP.join(
                [
                    click.style(f"{number:{number_width}}", dim=True),
                    click.style(f"{owner:{_OWNER_WIDTH}}", fg=colour),
                    f"{first:{path_width}}",
                    cut(inert(text), text_width),
                ]
            ).rstrip()
        )
        for line in more:
            click.echo(" " * (number_width + _OWNER_WIDTH + 2 * len(_GAP)) + line)


def _show_json(dump: Inspected, rows: Rows) -> None:
    lines: Iterator[dict[str, object]] = (
        {"line": number, "owner": owner or None, "cited_by": paths, "text": text} for number, owner, paths, text in rows
    )
    answer = {"uri": dump.uri, "lines": list(lines)}
    show_json(json.dumps(answer, ensure_ascii=False, indent=1))

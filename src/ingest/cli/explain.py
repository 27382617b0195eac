"""`ingest explain`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

import click

from ingest.cli import options
from ingest.cli.help_examples import examples
from ingest.cli.read_file import read_one
from ingest.cli.safe_text import inert
from ingest.cli.terminal import columns, cut, is_terminal, show_json, wrap
from ingest.inspect_dumps import Inspected
from ingest.line_citations import cited_by
from ingest.read import Reading

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
    """Show the owner of each line of a dump, and the values that cite it.

    Each non-blank line has exactly one owner: a field of the record, a kept section, structure (headings, rules) or
    page furniture. Any number of values may cite it; `skills[3]` is a path into the record that `ingest parse` prints.
    For HTML, lines are those of the page's text, each with its line number in the file. A terminal cuts long lines; a
    pipe gets four tab-separated columns, uncut.
    """
    dump, reading = read_one(file, flags)
    if reading is None:
        return 1
    cited = cited_by(reading.as_read)
    rows = [
        Row(*place, owner, cited.get(number, ()), text)
        for number, (place, owner, text) in enumerate(
            zip(_places(reading), reading.owners, reading.document.lines, strict=True), 1
        )
        if place
    ]
    if form == "json":
        _show_json(dump, rows)
    elif is_terminal():
        _show_columns(rows)
    else:
        for row in rows:
            click.echo(f"{row.number}\t{row.owner or '-'}\t{' '.join(row.paths) or '-'}\t{inert(row.text)}")
    return 0


class Row(NamedTuple):
    """A line as it is shown: first and last line of the file that it comes from, its owner, the paths that cite it."""

    first: int
    last: int
    owner: str
    paths: tuple[str, ...]
    text: str

    @property
    def number(self) -> str:
        """`14`, or `14-15` for a text that is written on several lines of an HTML page."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def _places(reading: Reading) -> list[tuple[int, int] | None]:
    """The first and last line of the file for each line that is read; None for a blank one that is not in the file."""
    document = reading.document
    if document.places:
        return [(place.line_start, place.line_end) if place else None for place in document.places]
    return [(number, number) for number in range(1, len(document.lines) + 1)]


def _show_columns(rows: Sequence[Row]) -> None:
    """Fitted to the terminal: paths are wrapped, never cut; the text takes what is left."""
    number_width = max((len(row.number) for row in rows), default=1)
    longest = max((len(path) for row in rows for path in row.paths), default=0)
    path_width = max(longest, min(columns() // 3, max((len(" ".join(row.paths)) for row in rows), default=0)))
    used = number_width + _OWNER_WIDTH + path_width + 3 * len(_GAP)
    text_width = max(10, columns() - used)
    for row in rows:
        first, *more = wrap(row.paths, path_width) or [""]
        colour = _OWNER_COLOURS.get(row.owner, "green")
        click.echo(
            _GAP.join(
                [
                    click.style(f"{row.number:>{number_width}}", dim=True),
                    click.style(f"{row.owner:{_OWNER_WIDTH}}", fg=colour),
                    f"{first:{path_width}}",
                    cut(inert(row.text), text_width),
                ]
            ).rstrip()
        )
        for line in more:
            click.echo(" " * (number_width + _OWNER_WIDTH + 2 * len(_GAP)) + line)


def _show_json(dump: Inspected, rows: Sequence[Row]) -> None:
    lines = [
        {"line": row.first, "line_end": row.last, "owner": row.owner or None, "cited_by": row.paths, "text": row.text}
        for row in rows
    ]
    answer = {"uri": dump.uri, "lines": lines}
    show_json(json.dumps(answer, ensure_ascii=False, indent=1))

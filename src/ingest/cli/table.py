"""Rows for people: aligned columns, wrapped to a terminal, in a pipe never wrapped and never cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.cli.spelling import inert
from ingest.cli.terminal import columns, is_terminal

_UNLIMITED = 1_000_000


def show_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under headings. Numbers stand to the right, None is a dash."""
    wide = [list(row) for row in rows]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    for index, heading in enumerate(headings):
        numeric = any(_is_number(row[index]) for row in wide)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in wide:
        table.add_row(*(Text(_cell(value)) for value in row))
    page = StringIO()
    console = Console(
        file=page, width=columns() if is_terminal() else _UNLIMITED, force_terminal=is_terminal(), highlight=False
    )
    console.print(table)
    for line in page.getvalue().splitlines():
        click.echo(line.rstrip())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else inert(str(value))

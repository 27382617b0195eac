"""Rows for people: aligned columns, fitted to a terminal; in a pipe never wrapped and never cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Literal

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.cli.safe_text import inert
from ingest.cli.terminal import columns, is_terminal
from ingest.text.normalise import width

_UNLIMITED = 1_000_000
_GAP = 2
_LONGEST = 32  # columns: no longer word keeps its column from getting narrow; codes stay whole, uris may not
_NARROWEST = 14  # columns: of texts that can be wrapped


def show_table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, narrow: Literal["stack", "drop"] = "stack"
) -> None:
    """Print rows under headings, numbers to the right, None as a dash.

    If the columns do not fit the terminal, texts are wrapped at words. If that is not enough, either columns are
    dropped from the right, except the last one, and named below the table, or each row is shown with one field per
    line.
    """
    values = [list(row) for row in rows]
    headings = [inert(heading) for heading in headings]
    cells = [[_cell(value) for value in row] for row in values]
    numeric = [any(_is_number(row[index]) for row in values) for index in range(len(headings))]
    if not is_terminal():
        _print(_grid(headings, cells, numeric, None), _UNLIMITED)
        return
    dropped: list[str] = []
    while (widths := _fit(headings, cells, columns())) is None:
        if narrow == "stack" or len(headings) < 3:
            _stack(headings, cells)
            return
        dropped.insert(0, headings[-2])
        headings, numeric = [*headings[:-2], headings[-1]], [*numeric[:-2], numeric[-1]]
        cells = [[*row[:-2], row[-1]] for row in cells]
    _print(_grid(headings, cells, numeric, widths), columns())
    if dropped:
        click.secho(f"not shown, for want of width: {', '.join(dropped)}", dim=True)


def _fit(headings: Sequence[str], cells: Sequence[Sequence[str]], limit: int) -> list[int] | None:
    """Return column widths that keep every word whole, or None if the limit is too small for that."""
    texts = [[heading, *(row[index] for row in cells)] for index, heading in enumerate(headings)]
    wanted = [max(map(width, column)) for column in texts]
    words = [max(width(word) for text in column for word in text.split(" ")) for column in texts]
    widths = [
        min(want, max(min(word, _LONGEST), width(heading), _NARROWEST))
        for want, word, heading in zip(wanted, words, headings, strict=True)
    ]
    left = limit - sum(widths) - _GAP * (len(headings) - 1)
    if left < 0:
        return None
    order = sorted(range(len(widths)), key=lambda index: wanted[index] - widths[index])
    for done, index in enumerate(order):  # the modest first, the others share what is left
        more = min(wanted[index] - widths[index], left // (len(order) - done))
        widths[index] += more
        left -= more
    return widths


def _grid(
    headings: Sequence[str], cells: Iterable[Sequence[str]], numeric: Sequence[bool], widths: Sequence[int] | None
) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    for index, heading in enumerate(headings):
        fitted = widths[index] if widths else None
        table.add_column(heading, justify="right" if numeric[index] else "left", overflow="fold", width=fitted)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _stack(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """One field a line, a blank line between rows."""
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for number, row in enumerate(cells):
        if number:
            table.add_row("", "")
        for heading, cell in zip(headings, row, strict=True):
            table.add_row(Text(heading), Text(cell))
    _print(table, columns())


def _print(table: Table, limit: int) -> None:
    page = StringIO()
    Console(file=page, width=limit, force_terminal=is_terminal(), highlight=False).print(table)
    for line in page.getvalue().splitlines():
        click.echo(line.rstrip())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else inert(str(value))

"""Roles side by side as Markdown: a table a part, words that differ in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from ingest.catalogue.comparison import Cell, Comparison
from ingest.cli.comparison_text import SIGNS, differs_wholly, facts, heading, label, lines
from ingest.cli.safe_text import inert

_MARKS = re.compile(r"([\\`*_\[\]<>|#~&])")


def show_markdown(found: Comparison) -> None:
    """Print the roles as a table, then each part that one of them has."""
    told = [dict(facts(role)) for role in found.roles]
    titles = [_escape(role.title or "(no title)") for role in found.roles]
    click.echo(_row(["", *titles]))
    click.echo(_row(["---"] * (len(titles) + 1)))
    for name in dict.fromkeys(name for one in told for name in one):
        click.echo(_row([name, *(_escape(one.get(name, "")) for one in told)]))
    for part, rows in found.parts.items():
        if rows:
            click.echo(f"\n## {heading(part, rows)}\n")
            click.echo(_row(["", "", *titles]))
            click.echo(_row(["---"] * (len(titles) + 2)))
            for row in rows:
                click.echo(_row([SIGNS[row.verdict], _escape(label(row)), *map(_cell, row.cells)]))


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "–"
    text = "".join(
        _bold(piece.text) if piece.differs and not differs_wholly(cell) else _escape(piece.text)
        for piece in cell.pieces
    )
    return " ".join(filter(None, (text, f"({lines(cell.spans)})" if cell.spans else "")))


def _bold(text: str) -> str:
    """In asterisks, which mean nothing between a letter and another mark: there as HTML."""
    open_mark, close_mark = ("**", "**") if text[0].isalnum() and text[-1].isalnum() else ("<b>", "</b>")
    return f"{open_mark}{_escape(text)}{close_mark}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\1", inert(text))

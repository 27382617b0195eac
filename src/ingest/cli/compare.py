"""`ingest compare`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.comparison import Cell, ComparedRole, Comparison, Row
from ingest.cli import options
from ingest.cli.comparison_markdown import show_markdown
from ingest.cli.comparison_text import show_comparison
from ingest.cli.help_examples import examples
from ingest.cli.terminal import show_json


@click.command(
    epilog=examples(
        "ingest compare DATAPL4.PIPELN7C2.P3 DATAPL4.PIPELN7C2.P4",
        "ingest compare DATAPL4.PIPELN7C2.P3 DATAPL4.PIPELN7C2.P4 DATAPL4.GOVERN3K8.P4 --differences",
        "ingest compare DATAPL4.PIPELN7C2.P3 DATAPL4.PIPELN7C2.P4 --format markdown",
        "ingest compare DATAPL4.PIPELN7C2.P3 DATAPL4.PIPELN7C2.P4 --format json",
    )
)
@click.argument("roles", metavar="CODE|TITLE|ID...", nargs=-1, required=True)
@options.data
@click.option("--differences", is_flag=True, help="Show only what differs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Output for people (text), documents (markdown) or programs (json).",
)
def compare(roles: tuple[str, ...], data: Path, differences: bool, form: str) -> int:
    """Compare two or more roles side by side.

    The comparison covers description, level, responsibilities and guidelines of the role's level, requirements,
    skills, facts, pay, experience, classifications and kept sections. Matching items share a row, with differing words
    marked and the dumps' lines in brackets. For a ladder, all levels are compared.
    """
    found = open_dataset(data).compare(*roles)
    if differences:
        kept = {name: tuple(row for row in rows if row.verdict != "same") for name, rows in found.parts.items()}
        found = found._replace(parts=kept)
    if form == "json":
        show_json(json.dumps(_plain(found), ensure_ascii=False, indent=1))
    elif form == "markdown":
        show_markdown(found)
    else:
        show_comparison(found, "nothing differs" if differences else "the pages state nothing that can be compared")
    return 0


def _plain(found: Comparison) -> dict[str, Any]:
    parts = {name: [_row(row) for row in rows] for name, rows in found.parts.items()}
    return {"roles": [_role(role) for role in found.roles], "parts": parts}


def _role(role: ComparedRole) -> dict[str, Any]:
    apart = role.distance
    distance = apart and {"distance": float(apart.total), "exact": str(apart.total), "band": apart.band}
    return role._asdict() | {"distance": distance}


def _row(row: Row) -> dict[str, Any]:
    return row._asdict() | {"cells": [cell and _cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    pieces = [piece._asdict() for piece in cell.pieces]
    return cell._asdict() | {"pieces": pieces, "spans": [span.model_dump() for span in cell.spans]}

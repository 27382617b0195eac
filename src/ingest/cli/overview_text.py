"""The overview of a dataset for people."""

from __future__ import annotations

import re

import click

from ingest.catalogue.overview import Overview
from ingest.cli.aligned_table import show_table
from ingest.cli.safe_text import counted
from ingest.cli.terminal import fill
from ingest.diagnostics import CODES
from ingest.tables import TABLES


def show_overview(found: Overview) -> None:
    """Print families, tables, what de-duplication found, and the findings by code."""
    dumps = ", ".join(f"{count:,} {status}" for status, count in found.dumps.items())
    click.secho(f"Snapshot {found.snapshot}: {counted(found.rows['profiles'], 'profile')} (dumps: {dumps})", bold=True)
    click.echo()
    show_table(
        ["family", "profiles", "levels", "roles"],
        [
            (family.code or "no code", family.profiles, " ".join(family.levels), ", ".join(family.focuses))
            for family in found.families
        ],
    )
    click.echo()
    show_table(
        ["table", "rows", "one row per"],
        [(name, rows, _row_of(name)) for name, rows in found.rows.items()],
    )
    click.echo()
    if found.texts:
        share = 100 * (found.texts - found.distinct_texts) / found.texts
        repeated = (
            f"{found.texts:,} paragraphs, bullets and cells, {found.distinct_texts:,} of them different: "
            f"{share:.0f} % are repetitions"
        )
        click.echo("\n".join(fill(repeated, "")))
        click.echo()
    show_table(
        ["finding", "count", "meaning"],
        [(code, count, CODES[code].title if code in CODES else None) for code, count in found.codes.items()],
    )


def _row_of(table: str) -> str:
    """What a row of a table is, in a few words."""
    first = TABLES[table].description.removeprefix("One row per ")
    return re.split(r"[:;.] |\.$|, (?:good|and|for) ", first)[0]

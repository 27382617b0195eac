"""`ingest show`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.columns import read_columns
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.lookup import find_profile
from ingest.catalogue.overview import overview
from ingest.cli import options
from ingest.cli.help import examples
from ingest.cli.overview_page import show_overview
from ingest.cli.profile_page import show_profile
from ingest.cli.table import show_table
from ingest.cli.terminal import show_json
from ingest.cli.views import VIEWS
from ingest.tables import TABLES


@click.command(
    epilog=examples(
        "ingest show",
        "ingest show DATAPL4.PIPELN7C2.P4",
        "ingest show skills --limit 5",
        "ingest show profiles --columns code,level_name,skills_count",
        "ingest show DATAPL4.PIPELN7C2.P4 --format json",
    )
)
@click.argument("what", metavar="[TABLE|CODE]", required=False)
@options.data
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Rows of a table; 0: all.")
@click.option("--columns", metavar="LIST", help="Columns of a table, by commas; `all` for all of them.")
@options.formats
def show(what: str | None, data: Path, limit: int, columns: str | None, form: str) -> int:
    """Look at a published dataset: an overview, a table, or a profile.

    A profile is found by its code or its title; of several profiles that state one code, the current one is shown.
    """
    dataset = open_dataset(data)
    if what is None:
        _overview(dataset, form)
    elif what in TABLES:
        _table(dataset, what, limit or None, columns, form)
    elif form == "json":
        show_json(find_profile(dataset, what).model_dump_json(indent=2))
    else:
        show_profile(find_profile(dataset, what))
    return 0


def _overview(dataset: Dataset, form: str) -> None:
    found = overview(dataset)
    if form == "json":
        answer = found._asdict() | {"families": [family._asdict() for family in found.families]}
        show_json(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        show_overview(found)


def _table(dataset: Dataset, name: str, limit: int | None, columns: str | None, form: str) -> None:
    every = tuple(TABLES[name].schema.names)
    default = every if form == "json" else VIEWS[name]
    chosen = every if columns == "all" else tuple(columns.replace(" ", "").split(",")) if columns else default
    rows = read_columns(dataset, name, chosen, limit)
    if form == "json":
        show_json(json.dumps(rows.to_pylist(), ensure_ascii=False, indent=1))
        return
    show_table(chosen, (list(row.values()) for row in rows.to_pylist()))
    total = sum(part.rows for part in dataset.manifest.of(name))
    if total > len(rows):
        click.echo(f"… {total - len(rows):,} more rows; --limit 0 shows all")

"""`ingest schema`."""

from __future__ import annotations

import json

import click

from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.help_examples import examples
from ingest.cli.terminal import show_json
from ingest.errors import UsageError
from ingest.exporters import json_schemas
from ingest.pipeline.report import report_schema
from ingest.tables import TABLES


@click.command(
    epilog=examples(
        "ingest schema",
        "ingest schema skills",
        "ingest schema --format json skills",
        "ingest schema report",
    )
)
@click.argument("table", metavar="[TABLE|report]", required=False)
@options.formats
def schema(table: str | None, form: str) -> int:
    """Print the JSON Schema of the records, or the columns of a table.

    With a TABLE: its columns, with type and meaning; with --format json, the JSON Schema of one of its rows.
    With `report`: the JSON Schema of what a run reports.
    """
    if table is None:
        show_json(json.dumps(json_schemas()["record.json"], indent=2))
    elif table == "report":
        show_json(json.dumps(report_schema(), indent=2))
    elif table not in TABLES:
        raise UsageError(f"there is no table {table!r}; the tables are: {', '.join(TABLES)}")
    elif form == "json":
        show_json(json.dumps(json_schemas()[f"{table}.json"], indent=2))
    else:
        _show_columns(table)
    return 0


def _show_columns(table: str) -> None:
    spec = TABLES[table]
    click.echo(f"{table}: {spec.description}\n")
    show_table(
        ["column", "type", "may be empty", "meaning"],
        [
            (field.name, str(field.type), "yes" if field.nullable else "no", field.metadata[b"description"].decode())
            for field in spec.schema
        ],
    )

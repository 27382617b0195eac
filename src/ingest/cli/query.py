"""`ingest query`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.cli import options
from ingest.cli.help import examples
from ingest.cli.table import show_table
from ingest.cli.terminal import show_json


@click.command(
    epilog=examples(
        'ingest query "SELECT name, count(*) AS pages FROM skills GROUP BY name ORDER BY pages DESC, name LIMIT 3"',
        'ingest query "SELECT DISTINCT level_code, level_name FROM profiles ORDER BY ALL" --format json',
    )
)
@click.argument("sql")
@options.data
@options.formats
def query(sql: str, data: Path, form: str) -> int:
    """Answer a question in SQL (DuckDB's). Every table of the dataset is there under its name."""
    rows = open_dataset(data).query(sql).arrow()
    if form == "json":
        show_json(json.dumps(rows.to_pylist(), ensure_ascii=False, indent=1, default=str))
    else:
        show_table(rows.schema.names, (list(row.values()) for row in rows.to_pylist()))
    return 0

"""`ingest query`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.answer import FILES, answer_form, form_of, write_rows
from ingest.cli.help_examples import examples
from ingest.cli.terminal import show_json
from ingest.errors import UsageError


@click.command(
    epilog=examples(
        'ingest query "SELECT name, count(*) AS pages FROM skills GROUP BY name ORDER BY pages DESC, name LIMIT 3"',
        'ingest query "SELECT DISTINCT level_code, level_name FROM profiles ORDER BY ALL" --format json',
        'ingest query "SELECT code, title FROM roles ORDER BY ALL" -o roles.parquet',
        "echo 'SELECT count(*) AS skills FROM skills' | ingest query -",
    )
)
@click.argument("sql", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Read the SQL from a file.",
)
@options.data
@answer_form
def query(sql: str | None, file: Path | None, data: Path, form: str | None, output: Path | None) -> int:
    """Run a SQL query (DuckDB's dialect) over the tables of a dataset.

    SQL is the query, or - to read it from standard input. -o writes the result to a new file.
    """
    form = form_of(form, output)
    from ingest.catalogue.sql_values import json_value, plain_rows  # duckdb comes with it

    rows = open_dataset(data).query(_question(sql, file)).arrow()
    if form in FILES:
        write_rows(rows, form, output)
        return 0
    names, values = rows.schema.names, plain_rows(rows)
    if form == "json":
        answer = [dict(zip(names, map(json_value, row), strict=True)) for row in values]
        show_json(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        show_table(names, values)
    return 0


def _question(sql: str | None, file: Path | None) -> str:
    """Return the SQL from argument, file or standard input. Raises UsageError if it is missing, given twice, or not
    UTF-8.
    """
    if (sql is None) == (file is None):
        raise UsageError("give the SQL either as an argument (- for standard input) or with --file")
    if file is None and sql != "-":
        return sql or ""
    if file is None and sys.stdin is None:
        raise UsageError("standard input is closed")
    try:
        return (file.read_bytes() if file else sys.stdin.buffer.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{file or 'standard input'}: is no UTF-8") from None
    except OSError as error:
        raise UsageError(f"{file or 'standard input'}: {error.strerror}") from None

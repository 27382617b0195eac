"""`ingest parse`."""

from __future__ import annotations

import click
from pydantic_core import to_json

from ingest.cli import options
from ingest.cli.help import examples
from ingest.cli.one_dump import read_file
from ingest.cli.terminal import show_json


@click.command(
    epilog=examples(
        "ingest parse raw/data/data-pipelines-p4.txt",
        "ingest parse - < raw/data/data-pipelines-p4.txt",
        "ingest parse raw/data/data-pipelines-p4.txt | head -n 3",
        "ingest parse --grammars grammars raw/data/data-pipelines-p4.txt > record.json",
    )
)
@options.file
@options.grammars
@options.sources
def parse(file: str, **flags: str | None) -> int:
    """Print the records of one dump as JSON.

    The output is an array with one record per profile; FILE `-` is standard input. A text that is not a profile gives
    one record with E201 among its diagnostics. Ends with 1 only if FILE cannot be read as text.
    """
    _, reading = read_file(file, flags)
    if reading is None:
        return 1
    show_json(to_json(reading.profiles, indent=2).decode())
    return 0

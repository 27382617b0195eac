"""`ingest parse`."""

from __future__ import annotations

import click
from pydantic_core import to_json

from ingest.cli import options
from ingest.cli.help_examples import examples
from ingest.cli.read_file import read_file
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
    """Print the records of a file as JSON.

    The output is an array with one record per profile; FILE `-` is standard input, and a table (--text-column) or an
    archive gives the records of all its dumps. A text that is not a profile gives one record with E201 among its
    diagnostics. Ends with 1 only if FILE, or a dump in it, cannot be read as text.
    """
    readings = list(read_file(file, flags))
    read = [reading for reading in readings if reading is not None]
    if read or not readings:
        show_json(to_json([profile for reading in read for profile in reading.profiles], indent=2).decode())
    return int(len(read) < len(readings))

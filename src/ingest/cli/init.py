"""`ingest init`."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.cli.help import examples
from ingest.cli.spelling import inert
from ingest.template import write_template


@click.command(epilog=examples("ingest init", "ingest init some/folder"))
@click.argument(
    "folder", metavar="[FOLDER]", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def init(folder: Path) -> int:
    """Write an ingest.toml with every setting, commented out.

    It is written into FOLDER, by default the working directory, and never over one that is there.
    """
    click.echo(f"wrote {inert(str(write_template(folder)))}")
    return 0

"""`ingest init`."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.help import examples
from ingest.cli.spelling import inert
from ingest.cli.streams import forgive
from ingest.template import write_template


@click.command(epilog=examples("ingest init", "ingest init some/folder"))
@click.argument("folder", metavar="[FOLDER]", default=".", type=options.Folder(exists=True))
def init(folder: Path) -> int:
    """Write an ingest.toml with every setting, commented out.

    It is written into FOLDER, by default the working directory, and never over one that is there.
    """
    written = write_template(folder)
    forgive()
    click.echo(f"wrote {inert(str(written))}")
    return 0

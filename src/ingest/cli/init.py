"""`ingest init`."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import inert
from ingest.cli.streams import forgive
from ingest.settings_template import write_template


@click.command(epilog=examples("ingest init", "ingest init some/folder"))
@click.argument("folder", metavar="[FOLDER]", default=".", type=options.Folder(exists=True))
def init(folder: Path) -> int:
    """Write an ingest.toml that lists every setting, commented out.

    The file is written to FOLDER, by default the working directory. An existing file is never overwritten.
    """
    written = write_template(folder)
    forgive()
    click.echo(f"wrote {inert(str(written))}")
    return 0

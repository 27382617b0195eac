"""`ingest gc`."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.help_examples import examples
from ingest.cli.progress import tell_waiting
from ingest.cli.safe_text import counted
from ingest.cli.streams import forgive
from ingest.settings_precedence import load_settings
from ingest.store.history import collect_garbage
from ingest.store.layout import Layout


@click.command(epilog=examples("ingest gc -d strict/", "ingest gc -d strict/ --keep 1"))
@options.data
@options.setting("keep", metavar="N")
@options.wait
def gc(data: Path, wait: float, **flags: object) -> int:
    """Delete old snapshots and the remains of killed runs.

    The published snapshot and the last one before a large loss are always kept. Every run also does this.
    """
    keep = load_settings(flags).keep
    gone = collect_garbage(Layout(data), keep, wait=wait, waiting=tell_waiting)
    forgive()
    click.echo(f"{counted(len(gone), 'snapshot')} removed{': ' if gone else ''}{', '.join(map(str, gone))}")
    return 0

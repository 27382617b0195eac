"""`ingest rollback`."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.help_examples import examples
from ingest.cli.progress import tell_waiting
from ingest.cli.streams import forgive
from ingest.store.history import roll_back
from ingest.store.layout import Layout


@click.command(epilog=examples("ingest rollback -d strict/", "ingest rollback 2 -d strict/"))
@click.argument("snapshot", type=click.IntRange(min=1), required=False)
@options.data
@options.wait
def rollback(snapshot: int | None, data: Path, wait: float) -> int:
    """Publish an older snapshot again.

    SNAPSHOT is a number from `ingest history`; the default is the one before the published snapshot. Later snapshots
    stay until newer ones replace them, so readers can finish and the rollback can be undone. The next run builds on the
    published snapshot.
    """
    number = roll_back(Layout(data), snapshot, wait=wait, waiting=tell_waiting)
    forgive()
    click.echo(f"published snapshot {number} in {data}")
    return 0

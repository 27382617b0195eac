"""`ingest diff`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.difference import Difference, Named, difference
from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import counted, inert
from ingest.cli.terminal import show_json
from ingest.errors import UsageError
from ingest.store.layout import Layout

_SHOWN = 20  # kinds of sections that changed


@click.command(epilog=examples("ingest diff -d strict/", "ingest diff 1 2 -d strict/ --format json"))
@click.argument("before", metavar="[A]", type=click.IntRange(min=1), required=False)
@click.argument("after", metavar="[B]", type=click.IntRange(min=1), required=False)
@options.data
@options.formats
def diff(before: int | None, after: int | None, data: Path, form: str) -> int:
    """Show which profiles were added, removed or changed between two snapshots.

    The comparison goes from A to B. B defaults to the published snapshot, A to the one before B. A profile has changed
    if its page says something else, or if new words changed what its sections are about (`outline`). Lines that only
    moved do not count.
    """
    new = open_dataset(data, snapshot=after)
    found = difference(open_dataset(data, snapshot=before or _before(data, new.number)), new)
    if form == "json":
        show_json(json.dumps(_plain(found), ensure_ascii=False, indent=1))
    else:
        _show(found)
    return 0


def _before(data: Path, number: int) -> int:
    older = [known for known in Layout(data).numbers() if known < number]
    if not older:
        raise UsageError(f"{data}: there is no snapshot before {number}; name two of `ingest history`")
    return older[-1]


def _show(found: Difference) -> None:
    kinds = {"added": found.added, "gone": found.gone, "changed": found.changed}
    rows = [(kind, *_row(name)) for kind, names in kinds.items() for name in names]
    if rows:
        show_table(["", "code", "title", "dump", "fields"], rows)
    _show_moved(found.changed)
    counts = ", ".join(f"{len(names):,} {kind}" for kind, names in kinds.items())
    click.echo(f"from snapshot {found.before} to {found.after}: {counts} ({counted(len(rows), 'profile')})")


def _show_moved(changed: Sequence[Named]) -> None:
    """Sections that are about something else now, each change once with the number of profiles that have it."""
    moved = Counter(section for name in changed for section in dict.fromkeys(name.sections))
    for (heading, before, after), count in moved.most_common(_SHOWN):
        shown = f'"{heading}"' if heading else "text under no heading"
        change = f"{before or 'no kind'} → {after or 'no kind'}"
        click.echo(f"sections  {inert(shown)}: {change}, in {counted(count, 'profile')}")
    if len(moved) > _SHOWN:
        click.echo(f"… and {len(moved) - _SHOWN:,} more; --format json has them all")


def _row(name: Named) -> tuple[str | None, str | None, str, str]:
    return name.code, name.title, name.uri, " ".join(name.fields)


def _plain(found: Difference) -> dict[str, object]:
    kinds = {"added": found.added, "gone": found.gone, "changed": found.changed}
    return found._asdict() | {kind: [_named(name) for name in names] for kind, names in kinds.items()}


def _named(name: Named) -> dict[str, object]:
    return name._asdict() | {"sections": [section._asdict() for section in name.sections]}

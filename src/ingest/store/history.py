"""The snapshots of a dataset over time: which there are, going back to one, letting old ones go."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from shlex import quote
from typing import NamedTuple

from ingest.errors import StoreError, UsageError
from ingest.settings import KEPT
from ingest.store.dataset_folder import guard_place
from ingest.store.files import Files
from ingest.store.held_snapshot import read_held
from ingest.store.layout import MANIFEST, Layout
from ingest.store.lock import lock
from ingest.store.manifest import Export, Part
from ingest.store.snapshot import open_snapshot
from ingest.store.snapshot_draft import point, prune, set_aside, sweep


class Entry(NamedTuple):
    """A snapshot. `written` is UTC, ISO 8601: what the report of its run says, or else the time of its manifest's file.
    `problem` says why it cannot be read, the counts are 0 then.

    `lost` says what the snapshot after it lost, where this is the last one before a large loss, which always stays.
    """

    number: int
    published: bool
    written: str | None
    profiles: int
    documents: int
    bytes: int
    problem: str | None
    lost: str | None = None


def history(layout: Layout) -> list[Entry]:
    """Return all snapshots, oldest first. Raises UsageError if there are none."""
    published = layout.published()
    held = read_held(layout)
    numbers = layout.numbers()
    reported = _reported(layout, numbers)
    entries = [
        _entry(layout, number, number == published, reported.get(number))._replace(
            lost=held.why if held and held.snapshot == number else None
        )
        for number in numbers
    ]
    if not entries:
        raise UsageError(
            f"{layout.root}: nothing is published here; `ingest run INPUT -o {quote(str(layout.root))}` does that"
        )
    return entries


def roll_back(
    layout: Layout,
    number: int | None = None,
    *,
    files: Files | None = None,
    wait: float = 0.0,
    waiting: Callable[[str], None] | None = None,
) -> int:
    """Publish an older snapshot again: the one of a number, or the one before. Returns its number.

    Snapshots after it are set aside: they stay until newer ones take their place, for readers may hold them, and are
    never taken for the one before. Raises UsageError for a snapshot that is not there, StoreError for
    one that cannot be read, LockHeld.
    """
    guard_place(layout)
    history(layout)
    files = files or Files()
    with lock(layout.lock, wait, waiting):
        numbers, published = layout.numbers(), layout.published()
        if number is None:
            older = [
                known
                for known in numbers
                if published is None or (known < published and not layout.set_aside(known).exists())
            ]
            if not older:
                raise UsageError(f"{layout.root}: there is no snapshot before {published}")
            number = older[-1]
        if number not in numbers:
            raise UsageError(f"{layout.root}: there is no snapshot {number}; there are: {_listed(numbers)}")
        open_snapshot(layout, number)
        set_aside(layout, number, files)
        point(layout, number, files)
    return number


def collect_garbage(
    layout: Layout,
    keep: int = KEPT,
    *,
    files: Files | None = None,
    wait: float = 0.0,
    waiting: Callable[[str], None] | None = None,
) -> list[int]:
    """Let all but the last `keep` snapshots go, and what runs that were killed left behind. Returns what is gone.

    The published snapshot and the last one before a large loss always stay. Raises UsageError if there is no dataset,
    LockHeld, StoreError.
    """
    guard_place(layout)
    history(layout)
    with lock(layout.lock, wait, waiting):
        before = layout.numbers()
        sweep(layout, files or Files())
        prune(layout, files or Files(), keep)
        return sorted(set(before) - set(layout.numbers()))


def _reported(layout: Layout, numbers: Collection[int]) -> dict[int, datetime]:
    """When the runs of some snapshots ended, as their reports say: a copy of a dataset has other file times."""
    found: dict[int, datetime] = {}
    for path in sorted(layout.runs.glob("[0-9]*.json"), reverse=True):
        if len(found) == len(numbers):
            break
        try:
            report = json.loads(path.read_bytes())
            if report["published"] and report["snapshot"] in numbers:
                ended = datetime.fromisoformat(report["started"]) + timedelta(seconds=report["seconds"])
                found.setdefault(report["snapshot"], ended.astimezone(UTC))
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            continue  # no report, or one of another version: the file of the manifest has a time as well
    return found


def _entry(layout: Layout, number: int, published: bool, reported: datetime | None) -> Entry:
    folder = layout.snapshot(number)
    try:
        stamp = (folder / MANIFEST).stat().st_mtime
        written = (reported or datetime.fromtimestamp(stamp, UTC)).isoformat(timespec="seconds")
        snapshot = open_snapshot(layout, number)
    except (StoreError, OSError) as error:
        return Entry(number, published, None, 0, 0, 0, str(error))
    assert snapshot is not None
    manifest = snapshot.manifest
    files: list[Part | Export] = [*manifest.parts, *manifest.exports]
    return Entry(
        number,
        published,
        written,
        sum(part.rows for part in manifest.of("profiles")),
        sum(part.rows for part in manifest.of("documents")),
        sum(file.bytes for file in files),
        None,
    )


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))

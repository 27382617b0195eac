"""The snapshot before the last large loss. A note beside the snapshots keeps runs and `gc` from removing it.

The note is written before the snapshot with the loss is published, and counts only after that: a run that ends in
between does not release the snapshot that was held before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from ingest.errors import StoreError
from ingest.store.files import Files
from ingest.store.layout import Layout


class Held(NamedTuple):
    """A snapshot that stays, the one with the loss `after` it, and what that one lost."""

    snapshot: int
    after: int
    why: str


def hold(layout: Layout, held: Held, files: Files) -> None:
    """Let a snapshot stay as soon as the one after it is published. Raises StoreError if the note cannot be written."""
    before = [item for item in _read(layout) if item.after < held.after]
    _write(layout, [*before[-1:], held], files)


def forget_undone(layout: Layout, number: int, files: Files) -> None:
    """Drop notes of losses that were never published, or that a rollback has undone: snapshot `number` comes anew."""
    held = _read(layout)
    stay = [item for item in held if item.after < number]
    if stay != held:
        _write(layout, stay, files)


def read_held(layout: Layout) -> Held | None:
    """The snapshot that stays; None if no large loss is published. Raises StoreError for a note that is broken."""
    published = layout.published() or 0
    return next((held for held in reversed(_read(layout)) if held.after <= published), None)


def _write(layout: Layout, held: Sequence[Held], files: Files) -> None:
    rows = [item._asdict() for item in held]
    files.replace(layout.held, json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n")


def _read(layout: Layout) -> list[Held]:
    try:
        rows = json.loads(layout.held.read_bytes())
        return [Held(int(row["snapshot"]), int(row["after"]), str(row["why"])) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{layout.held}: does not name the snapshot before the last large loss ({error}); "
            "remove this file if no such snapshot has to stay"
        ) from error

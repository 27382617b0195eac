"""The snapshot before the last large loss: noted beside the snapshots, so that neither a run nor `gc` removes it."""

from __future__ import annotations

import json
from typing import NamedTuple

from ingest.errors import StoreError
from ingest.store.files import Files
from ingest.store.layout import Layout


class Held(NamedTuple):
    """A snapshot that stays, and what the one after it lost."""

    snapshot: int
    why: str


def hold(layout: Layout, held: Held, files: Files) -> None:
    """Let `held` stay, in place of the one that was held before. Raises StoreError if it cannot be written."""
    files.replace(layout.held, json.dumps(held._asdict(), ensure_ascii=False).encode() + b"\n")


def read_held(layout: Layout) -> Held | None:
    """The snapshot that stays; None if no large loss was ever published. Raises StoreError for a broken note."""
    try:
        found = json.loads(layout.held.read_bytes())
        return Held(int(found["snapshot"]), str(found["why"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{layout.held}: does not name the snapshot before the last large loss ({error}); "
            "remove this file if no such snapshot has to stay"
        ) from error

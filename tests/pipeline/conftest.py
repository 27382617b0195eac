from __future__ import annotations

from pathlib import Path

import pytest

from ingest.store import cache

from .world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps are trusted at once, though the files were written a moment ago."""
    monkeypatch.setattr(cache, "_SETTLED", -(10**18))

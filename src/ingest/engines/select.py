"""The engine that the settings ask for."""

from __future__ import annotations

from ingest.engines import Engine
from ingest.engines.inline import InlineEngine
from ingest.engines.local import LocalEngine
from ingest.settings import Settings


def open_engine(settings: Settings) -> Engine:
    """An engine, ready to map. `local` is the only one so far; 0 workers is none."""
    if settings.workers == 0:
        return InlineEngine()
    return LocalEngine(settings.workers, settings.deadline, settings.max_memory)

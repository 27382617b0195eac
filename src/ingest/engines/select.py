"""The engine that the settings ask for."""

from __future__ import annotations

from ingest.engines import Engine
from ingest.engines.inline import InlineEngine
from ingest.engines.local import LocalEngine
from ingest.errors import UsageError
from ingest.settings import Settings


def open_engine(settings: Settings) -> Engine:
    """An engine, ready to map. Raises UsageError for one that is not there."""
    if settings.engine != "local":
        raise UsageError(f"--engine {settings.engine}: not there yet; local is")
    if settings.workers == 0:
        return InlineEngine()
    return LocalEngine(settings.workers, settings.deadline, settings.max_memory)

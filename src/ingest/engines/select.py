"""The engine that the settings ask for."""

from __future__ import annotations

from ingest.engines import Engine
from ingest.engines.inline import InlineEngine
from ingest.engines.supervisor import LocalEngine
from ingest.errors import UsageError
from ingest.settings import Settings


def open_engine(settings: Settings) -> Engine:
    """Return an engine that is ready to map. Raises UsageError if a dependency is not installed."""
    if settings.address and settings.engine != "ray":
        raise UsageError(f"address {settings.address} is of a Ray cluster: add --engine ray")
    if settings.workers == 0:
        return InlineEngine()
    if settings.engine == "ray":
        from ingest.engines.ray import RayEngine  # an extra

        given = settings.workers if "workers" in settings.model_fields_set else None
        return RayEngine(given, settings.deadline, settings.max_memory, settings.address)
    return LocalEngine(settings.workers, settings.deadline, settings.max_memory)

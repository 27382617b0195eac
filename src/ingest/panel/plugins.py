"""Checkers of other packages, installed under the entry point `ingest.panel`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple

from ingest.panel.model import Checker, Finding
from ingest.records import Profile

GROUP = "ingest.panel"


class Plugin(NamedTuple):
    """A checker, and what tells its versions apart."""

    checker: Checker
    identity: str


@cache
def added_checkers() -> tuple[Plugin, ...]:
    """All checkers of others, by name. One that cannot be loaded is there too, and fails on every profile."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(Plugin(_load(point), _identity(point)) for point in found)


def _load(point: EntryPoint) -> Checker:
    try:
        loaded = point.load()
        if isinstance(loaded, Checker):
            return loaded._replace(name=point.name)
        if not callable(loaded):
            raise TypeError(f"{point.value} is neither a Checker nor a function of a profile")
        return Checker(point.name, None, loaded)
    except Exception as error:  # of code that is not ours: it costs its own findings only
        return Checker(point.name, None, partial(_fail, error))


def _fail(error: Exception, profile: Profile) -> Iterator[Finding]:
    raise error


def _identity(point: EntryPoint) -> str:
    made_by = f" {point.dist.name} {point.dist.version}" if point.dist else ""
    return f"{point.name} = {point.value}{made_by}"

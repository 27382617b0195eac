"""The quality panel: six dimensions of a profile, scored 1 to 5 by the worst finding that touches each.

What a panel is made of is imported when it is first used: most runs review nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ingest.panel.model import DIMENSIONS, PASS_MARK, Checker, Dimension, Finding, Review, Severity

if TYPE_CHECKING:
    from ingest.panel.checkers import CHECKERS as CHECKERS
    from ingest.panel.checkers import PANEL_VERSION as PANEL_VERSION
    from ingest.panel.checkers import all_checkers as all_checkers
    from ingest.panel.checkers import panel_version as panel_version
    from ingest.panel.finding_kinds import FAILED as FAILED
    from ingest.panel.finding_kinds import KINDS as KINDS
    from ingest.panel.finding_kinds import Kind as Kind
    from ingest.panel.finding_kinds import find as find
    from ingest.panel.one_review import review as review

_HOMES = {
    "FAILED": "ingest.panel.finding_kinds",
    "KINDS": "ingest.panel.finding_kinds",
    "Kind": "ingest.panel.finding_kinds",
    "find": "ingest.panel.finding_kinds",
    "review": "ingest.panel.one_review",
    "CHECKERS": "ingest.panel.checkers",
    "PANEL_VERSION": "ingest.panel.checkers",
    "all_checkers": "ingest.panel.checkers",
    "panel_version": "ingest.panel.checkers",
}

__all__ = [
    "CHECKERS", "DIMENSIONS", "FAILED", "KINDS", "PANEL_VERSION", "PASS_MARK", "Checker", "Dimension", "Finding",
    "Kind", "Review", "Severity", "all_checkers", "find", "panel_version", "review",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

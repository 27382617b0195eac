"""The checkers in their order: ours by dimension, then those of other packages by name."""

from __future__ import annotations

from hashlib import sha256

from ingest.panel import classification, completeness, consistency, fidelity, progression, provenance
from ingest.panel.model import Checker, Dimension
from ingest.panel.plugins import added_checkers

PANEL_VERSION = "3"
"""Raised whenever the panel says something else of the same record."""

CHECKERS: tuple[Checker, ...] = (
    *fidelity.CHECKERS,
    *completeness.CHECKERS,
    *consistency.CHECKERS,
    *progression.CHECKERS,
    *classification.CHECKERS,
    *provenance.CHECKERS,
)

NOT_APPLICABLE: dict[Dimension, str] = {
    "fidelity": "there is nothing to read",
    "completeness": "there is nothing to complete",
    "consistency": "the page says nothing twice and announces nothing",
    "progression": "the page describes no second level",
    "classification": "the page maps to no scheme",
    "provenance": "the page says nothing of its evidence",
}


def all_checkers() -> tuple[Checker, ...]:
    """Every checker that is installed, in the order in which they are asked."""
    return (*CHECKERS, *(plugin.checker for plugin in added_checkers()))


def panel_version() -> str:
    """What the findings depend on besides the record: the panel's version and the checkers of others."""
    added = "\n".join(plugin.identity for plugin in added_checkers())
    return f"{PANEL_VERSION}+{sha256(added.encode()).hexdigest()[:12]}" if added else PANEL_VERSION

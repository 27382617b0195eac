"""The quality panel: six dimensions of a profile, scored 1 to 5 by the worst finding that touches each."""

from ingest.panel.kinds import KINDS, Kind, find
from ingest.panel.model import DIMENSIONS, PASS_MARK, Checker, Dimension, Finding, Review, Severity
from ingest.panel.review import review
from ingest.panel.table import CHECKERS, PANEL_VERSION, all_checkers, panel_version

__all__ = [
    "CHECKERS", "DIMENSIONS", "KINDS", "PANEL_VERSION", "PASS_MARK", "Checker", "Dimension", "Finding", "Kind",
    "Review", "Severity", "all_checkers", "find", "panel_version", "review",
]  # fmt: skip

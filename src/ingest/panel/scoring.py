"""From findings to scores: the worst finding that touches a dimension decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ingest.panel.model import BEST, DIMENSIONS, Dimension, Finding

_WORST_CASE = 1
_SCORES = {"note": BEST, "minor": 4, "major": 3, "critical": 2, "fatal": _WORST_CASE}


def score(findings: Iterable[Finding]) -> dict[Dimension, int]:
    """A score for each dimension: 5 untouched, 4 minor, 3 major, 2 critical, 1 fatal or twice critical."""
    scores = dict.fromkeys(DIMENSIONS, BEST)
    criticals: Counter[Dimension] = Counter()
    for finding in findings:
        for dimension in finding.dimensions:
            scores[dimension] = min(scores[dimension], _SCORES[finding.severity])
            criticals[dimension] += finding.severity == "critical"
    return {name: _WORST_CASE if criticals[name] > 1 else value for name, value in scores.items()}

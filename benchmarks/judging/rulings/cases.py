"""A case's truth is what it expects."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from judging.answer import Answer
from judging.case_files import assert_holds, select
from judging.pages import Page
from judging.rulings.ruling import Rulings, merged


def rule(page: Page, old: Answer, new: Answer) -> Rulings:
    """A field gains an expectation that holds only now, and loses one that held only before."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for expectation in page.truth:
        field = expectation.path.split(".")[0].split("[")[0]
        before, now = _holds(expectation, old), _holds(expectation, new)
        counts["profile" if field == "profiles" else field][before] += before != now
    return merged(counts, "expectations")


def _holds(expectation: Any, answer: Answer) -> bool:
    records = answer.records
    try:
        got = len(records) if expectation.path == "profiles" else select(records[expectation.n], expectation.path)
        assert_holds(expectation, got)
    except (AssertionError, KeyError, IndexError, TypeError):
        return False
    return True

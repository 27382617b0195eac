"""A generated page's truth is its seed; its values were judged one by one (`verdict`)."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest

from judging.answer import Answer
from judging.pages import Page
from judging.rulings.ruling import Rulings, merged

RANK = {"right": 3, "repaired": 3, "gone": 2, "flagged": 2, "marked": 1, "silent": 0}
ABSENT = 3  # a value that only one of the two answers invents is no fault of the other


def rule(page: Page, old: Answer, new: Answer) -> Rulings:
    """A field gains a value that is now true or no longer wrong, and loses one the other way round."""
    before, now = _by_value(old), _by_value(new)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for field, truth in before.keys() | now.keys():
        for was, is_ in zip_longest(before[field, truth], now[field, truth], fillvalue=ABSENT):
            if was != is_:
                counts[_record_field(field)][was > is_] += 1
    return merged(counts, "values")


def _by_value(answer: Answer) -> dict[tuple[str, str], list[int]]:
    """The ranks of each judged value, from best to worst: a page may state one several times."""
    ranks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for field, verdict, truth in answer.findings or ():
        ranks[field, truth].append(RANK[verdict])
    return defaultdict(list, {value: sorted(found, reverse=True) for value, found in ranks.items()})


def _record_field(field: str) -> str:
    """The record's field that a judged value belongs to; lines that do not hold their text count for the page."""
    return {"page": "profile", "span": "profile"}.get(field, field.split(".")[0])

"""One page through several tools: its truth is the old record of the reference dump."""

from __future__ import annotations

from judging.answer import Answer
from judging.rulings.ruling import Rulings, of_agreement, without_lines

REFERENCE = "profiles/product-support-p4.txt"
SAME_PAGE = ("profiles/", "dialects/", "html/")
APART = frozenset({"diagnostics", "source", "sections", "spans"})
"""Fields that follow from what the tool made of the page."""


def rule(reference: Answer, old: Answer, new: Answer) -> Rulings:
    """A field agrees where it says what the reference dump says, whatever its lines."""
    if not (len(reference.records) == len(old.records) == len(new.records) == 1):
        return {}
    (true,), (before,), (now,) = reference.records, old.records, new.records
    rulings = {}
    for field in true.keys() - APART:
        keys = _keys(true[field])
        held = [_cut(record.get(field), keys) == _cut(true[field], keys) for record in (before, now)]
        if ruling := of_agreement(*held, "against the reference dump"):
            rulings[field] = ruling
    return rulings


def _keys(value: object) -> set[str]:
    """The keys that the old record of this field has, at any depth."""
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def _cut(value: object, keys: set[str]) -> object:
    """Without lines, and without keys that came later."""
    if isinstance(value, dict):
        return without_lines({key: _cut(inner, keys) for key, inner in value.items() if key in keys})
    return [_cut(item, keys) for item in value] if isinstance(value, list) else value

"""What a ruling is, and how counts of gains and losses make one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Verdict = Literal["worse", "undecided", "better"]


class Ruling(NamedTuple):
    """A verdict, and in a few words what it rests on."""

    verdict: Verdict
    note: str = ""


Rulings = dict[str, Ruling]
"""By field. A field without a ruling is undecided."""


def of_counts(gained: int, lost: int, what: str) -> Ruling | None:
    """Worse if anything was lost, better if something was only gained, else None."""
    if not gained and not lost:
        return None
    note = f"{what}: {lost} lost" + (f", {gained} gained" if gained else "") if lost else f"{what}: {gained} gained"
    return Ruling("worse" if lost else "better", note)


def of_agreement(old: bool, new: bool, what: str = "") -> Ruling | None:
    """Better if only the new value agrees with the truth, worse if only the old one does, else None."""
    return None if old == new else Ruling("better" if new else "worse", what)


def merged(counts: Mapping[str, list[int]], what: str) -> Rulings:
    """Rulings of fields by their [gained, lost]."""
    rulings = {field: of_counts(gained, lost, what) for field, (gained, lost) in counts.items()}
    return {field: ruling for field, ruling in rulings.items() if ruling}


def without_lines(value: Any) -> Any:
    """A JSON value without anything that names lines, and without texts as they stood in the dump."""
    if isinstance(value, Mapping):
        return {key: without_lines(inner) for key, inner in value.items() if key not in ("span", "spans", "raw")}
    return [without_lines(item) for item in value] if isinstance(value, list) else value

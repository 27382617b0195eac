"""Verdicts on values: those of a page, held against its truth. Titles, levels, years, pay, facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.records import Guideline, Item, Profile, Requirement
from ingest.scoring.figures import Figures
from ingest.scoring.same_names import folded, names_of, without_accents
from ingest.scoring.truth import Truth


class Miss(NamedTuple):
    """Something that is not as the truth says. `line` None: it is about the page as a whole."""

    line: int | None
    message: str


Interval = tuple[float | None, float | None]


def score_values(profiles: Sequence[Profile], truth: Truth, told: frozenset[int], figures: Figures) -> Iterator[Miss]:
    """Count the values that are right, and list the others. `told` are the lines that findings name."""
    yield from _titles(profiles, truth, told, figures)
    yield from _levels(profiles, truth, figures)
    yield from _years(profiles, truth, figures)
    yield from _pay(profiles, truth, figures)
    yield from _facts(profiles, truth, figures)


def _titles(profiles: Sequence[Profile], truth: Truth, told: frozenset[int], figures: Figures) -> Iterator[Miss]:
    several = len(truth.roles) > 1
    known = {folded(name) for profile in profiles for name in (profile.title, profile.name)}
    if several:  # roles of a ladder are named by its levels
        known |= {folded(item.level_title) for item in _items(profiles)}
        known |= {folded(level.name) for profile in profiles for level in profile.levels}
    stated = [profile.title for profile in profiles if profile.title]
    for role in truth.roles:
        if not folded(role.title):
            continue
        figures.titles += 1
        if folded(role.title) in known:
            figures.titles_right += 1
            continue
        figures.titles_silent += bool(stated) and not several and role.line not in told
        yield Miss(role.line, f"title {role.title!r} is missing; there is {_listed(stated)}")


def _levels(profiles: Sequence[Profile], truth: Truth, figures: Figures) -> Iterator[Miss]:
    labels: set[str | None] = {item.level for item in _items(profiles)}
    for profile in profiles:
        for level in (*profile.levels, *([profile.level] if profile.level else [])):
            labels |= {level.label, level.code, level.name}
    known = {name for label in labels for name in names_of(label)}
    for role in truth.roles:
        if role.level is None:
            continue
        figures.levels += 1
        if names_of(role.level.label) & known:
            figures.levels_right += 1
        else:
            yield Miss(role.level.line, f"level {role.level.label!r} is missing; there is {_listed(sorted(known))}")


def _years(profiles: Sequence[Profile], truth: Truth, figures: Figures) -> Iterator[Miss]:
    stated = set(_intervals(profiles))
    true = {(years.line, (years.min, years.max)) for years in truth.years}
    for years in truth.years:
        interval = (years.min, years.max)
        figures.years += 1
        if any(found == interval and line in (years.line, None) for line, found in stated):
            figures.years_right += 1
        else:
            yield Miss(years.line, f"years {_interval(interval)} are missing")
    for line, interval in sorted(stated, key=str):
        if interval != (None, None) and not any(found == interval and line in (at, None) for at, found in true):
            figures.years_made_up += 1
            yield Miss(line, f"years {_interval(interval)} are made up")


def _intervals(profiles: Sequence[Profile]) -> Iterator[tuple[int | None, Interval]]:
    """Return years of experience by line; the level's own years may be on any line."""
    for profile in profiles:
        items: tuple[Guideline | Requirement, ...] = (*profile.guidelines, *profile.requirements)
        for experience in (experience for item in items for experience in item.experience):
            yield experience.span.line_start, (experience.min_years, experience.max_years)
        if profile.level and (typical := profile.level.typical_experience):
            yield None, (typical.min_years, typical.max_years)


def _pay(profiles: Sequence[Profile], truth: Truth, figures: Figures) -> Iterator[Miss]:
    stated = {(pay.min, pay.max, pay.currency, pay.period): pay for profile in profiles for pay in profile.pay}
    true = {pay[1:] for pay in truth.pay}
    for pay in truth.pay:
        figures.pay += 1
        if pay[1:] in stated:
            figures.pay_right += 1
        else:
            yield Miss(pay.line, f"pay {_amount(*pay[1:])} is missing")
    for found, value in stated.items():
        if found[:2] != (None, None) and found not in true:
            figures.pay_made_up += 1
            yield Miss(value.span.line_start, f"pay {_amount(*found)} is made up")


def _facts(profiles: Sequence[Profile], truth: Truth, figures: Figures) -> Iterator[Miss]:
    stated = {
        (without_accents(key), folded(fact.value))
        for profile in profiles
        for fact in profile.facts
        for key in (fact.key, fact.label)
    }
    for fact in truth.facts:
        figures.facts += 1
        if (without_accents(fact.key), folded(fact.value)) in stated:
            figures.facts_right += 1
        else:
            yield Miss(fact.line, f"fact {fact.key} = {fact.value!r} is missing")


def _items(profiles: Sequence[Profile]) -> Iterator[Item]:
    for profile in profiles:
        yield from (*profile.responsibilities, *profile.guidelines, *profile.requirements)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:4])) + (" …" if len(names) > 4 else "") or "none"


def _interval(interval: Interval) -> str:
    low, high = ("" if number is None else f"{number:,.10g}" for number in interval)
    return low if low == high else f"{low}–{high}" if high else f"{low} or more"


def _amount(low: float | None, high: float | None, currency: str | None, period: str | None) -> str:
    return " ".join(filter(None, [_interval((low, high)), currency, period and f"per {period}"]))

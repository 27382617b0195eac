"""The page of one profile: its record in page order, each value with its lines, and the dump beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ingest.catalogue.dump_texts import Shown
from ingest.catalogue.profiles import Stored
from ingest.panel import PASS_MARK, Review
from ingest.records import Classification, Experience, Level, Pay, Profile, Responsibility, Span
from ingest.site.addresses import fragment
from ingest.site.adjacency import Card, Near
from ingest.site.directory import Directory
from ingest.site.display_names import ATTRIBUTES, DIMENSIONS
from ingest.site.markup import render
from ingest.soc import Occupation, groups_of, occupation_of


class Part(NamedTuple):
    """A section of the page, as its table of contents lists it."""

    id: str
    name: str
    size: int | None = None


class Attribute(NamedTuple):
    """An attribute of the level. `years` is what was understood of an experience."""

    name: str
    text: str
    spans: tuple[Span, ...]
    years: str = ""


class Step(NamedTuple):
    """The responsibilities of one level."""

    level: str | None
    title: str | None
    own: bool
    inferred: bool
    alone: bool
    items: list[Responsibility]


class Rung(NamedTuple):
    """A level of a ladder, and what the page says of it."""

    label: str
    name: str | None
    summary: str | None
    spans: tuple[Span, ...]
    attributes: list[Attribute]


class Row(NamedTuple):
    """A row of the guidelines: its cells by the name of their column."""

    level: str | None
    own: bool
    years: str
    cells: list[tuple[str, str]]
    unplaced: tuple[str, ...]
    span: Span


class Mapping(NamedTuple):
    """A classification, and the occupation it means with the groups above it, outermost first."""

    fact: Classification
    groups: list[Occupation]
    stated: list[tuple[str, str]]


class Beside(NamedTuple):
    """What a page shows besides the record: the dump's lines (None if unavailable), the review (None for a family), and
    for a current profile its neighbours, computed and stated.
    """

    dump: Sequence[Shown] | None
    why_no_dump: str
    review: Review | None
    nearest: Sequence[Near] = ()
    stated: Sequence[Card] = ()


def profile_page(stored: Stored, directory: Directory, site: dict[str, Any], beside: Beside) -> str:
    """The page."""
    profile, here = stored.profile, directory.pages[stored.profile_id]
    current = directory.current[stored.profile_id]
    values: dict[str, Any] = {
        "profile": profile,
        "attributes": list(_attributes(profile.level)),
        "rungs": [_rung(level) for level in profile.other_levels],
        "amounts": [_amounts(pay) for pay in profile.pay],
        "members": directory.members.get(stored.profile_id, []),
        "family": directory.current.get(current.part_of or ""),
        "has_level": _tells_of_level(profile),
        "steps": list(_steps(profile)),
        "rubric": list(_rubric(profile)),
        "has_own_row": any(_is_own(profile, row.level) for row in profile.guidelines),
        "classifications": [_mapping(fact) for fact in profile.classifications],
        "trail": _trail(profile),
        "ladder": _ladder(profile, directory),
        "rival": None if current.profile_id == stored.profile_id else {"page": current.page, "title": current.shown},
        "gone": current.gone,
        "compare": None if profile.shape == "family" else current.page.removesuffix(".html"),
    }
    return render(
        "profile.html",
        **values,
        **beside._asdict(),
        pass_mark=PASS_MARK,
        sections=list(_parts(profile, values, beside)),
        site=site,
        root="../",
        here=here,
    )


def _parts(profile: Profile, values: dict[str, Any], beside: Beside) -> Iterator[Part]:
    if profile.description:
        yield Part("description", "Description")
    if values["has_level"]:
        yield Part("level", "Level")
    counted = {
        "members": ("Roles of this family", values["members"]),
        "facts": ("Facts", profile.facts),
        "pay": ("Pay", profile.pay),
        "levels": ("Levels", values["rungs"]),
        "responsibilities": ("Responsibilities", profile.responsibilities),
        "requirements": ("Requirements", profile.requirements),
        "guidelines": ("Guidelines", profile.guidelines),
        "skills": ("Skills", profile.skills),
        "adjacent": ("Nearest roles", beside.nearest or beside.stated),
        "aliases": ("Also called", profile.title_aliases),
        "classifications": ("Classification", profile.classifications),
    }
    for name, (title, items) in counted.items():
        if items:
            yield Part(name, title, len(items))
    if profile.provenance:
        yield Part("provenance", "Provenance")
    if beside.review:
        yield Part("panel", "Quality panel", len(beside.review.findings))
    if profile.sections:
        yield Part("kept", "Also on the page", len(profile.sections))
    if profile.outline:
        yield Part("outline", "Sections", len(profile.outline))
    if profile.diagnostics:
        yield Part("findings", "Noticed", len(profile.diagnostics))


def _trail(profile: Profile) -> list[dict[str, str]]:
    """The segments of the path, each a filter of the catalogue."""
    if not profile.path:
        return []
    family = {"name": profile.path[0], "query": f"family={fragment(profile.path[0])}"}
    focus = {"name": profile.path[-1], "query": f"{family['query']}&focus={fragment('.'.join(profile.path))}"}
    return [family, focus] if len(profile.path) > 1 else [family]


def _ladder(profile: Profile, directory: Directory) -> list[dict[str, Any]]:
    """The levels of the same path, in their order."""
    path = ".".join(profile.path)
    rungs = [
        {"level": entry.level, "href": entry.page, "derived": False, "place": (entry.track, entry.level_order or 0)}
        for entry in directory.by_path.get(path, [])
        if entry.level and path
    ]
    rungs += [
        {"level": one.level, "href": f"{one.page}#L{one.line}", "derived": True, "place": (one.track, one.rank)}
        for one in directory.derived.get(path, [])
    ]
    return sorted(rungs, key=lambda rung: (str(rung["place"][0]), rung["place"][1]))


def _is_own(profile: Profile, level: str | None) -> bool:
    return profile.level is not None and level == profile.level.key


def _tells_of_level(profile: Profile) -> bool:
    """Whether there is more of the level than its code."""
    level = profile.level
    return level is not None and bool(level.summary or "level" in profile.intros or any(_attributes(level)))


def _rung(level: Level) -> Rung:
    spans = level.spans.get("label", ()) or level.spans.get("code", ())
    return Rung(level.label, level.name, level.summary, spans, list(_attributes(level)))


def _amounts(pay: Pay) -> str:
    """What was understood of a pay: `20 to 22 EUR per hour`."""
    if pay.min is None:
        return ""
    until = "" if pay.max == pay.min else " or more" if pay.max is None else f" to {pay.max:,g}"
    return (
        f"{pay.min:,g}{until}{f' {pay.currency}' if pay.currency else ''}{f' per {pay.period}' if pay.period else ''}"
    )


def _attributes(level: Level | None) -> Iterator[Attribute]:
    if level is None:
        return
    for name, title in ATTRIBUTES.items():
        if text := getattr(level, name):
            yield Attribute(title, text, level.spans.get(name, ()))
    if level.typical_experience:
        asked = level.typical_experience
        yield Attribute("Typical experience", asked.text, (asked.span,), _years([asked]))
    for name, text in level.other.items():
        yield Attribute(name, text, level.spans.get(f"other.{name}") or level.spans.get(name, ()))


def _steps(profile: Profile) -> Iterator[Step]:
    groups: dict[str | None, list[Responsibility]] = {}
    for item in profile.responsibilities:
        groups.setdefault(item.level, []).append(item)
    some_own = any(_is_own(profile, level) for level in groups)
    for level, items in groups.items():
        inferred = any(item.level_basis == "inferred" for item in items)
        yield Step(level, items[0].level_title, _is_own(profile, level), inferred, not some_own, items)


def _rubric(profile: Profile) -> Iterator[Row]:
    for row in profile.guidelines:
        cells = [(title, text) for name, title in DIMENSIONS.items() if (text := getattr(row, name))]
        cells += list(row.other.items())
        yield Row(row.level, _is_own(profile, row.level), _years(row.experience), cells, row.unplaced, row.span)


def _years(asked: Sequence[Experience]) -> str:
    """What was understood of experience: `5 to 8 years`, `8 years or more`."""
    return ", ".join(dict.fromkeys(filter(None, map(_interval, asked))))


def _interval(asked: Experience) -> str:
    if asked.min_years is None:
        return ""
    until = f"{asked.min_years:g} years or more" if asked.max_years is None else ""
    until = until or f"{asked.min_years:g} to {asked.max_years:g} years"
    return f"{until} ({asked.qualification})" if asked.qualification else until


def _mapping(fact: Classification) -> Mapping:
    occupation = occupation_of(fact.scheme, fact.code, fact.attributes.get("version"))
    groups = list(groups_of(occupation).values()) if occupation else []
    stated = [("source", fact.source)] if fact.source else []
    return Mapping(fact, groups, [*stated, *fact.attributes.items()])

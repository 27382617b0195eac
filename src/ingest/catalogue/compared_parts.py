"""What of a role is compared, part by part, each value with its lines. The table of parts is at the end."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

from ingest.catalogue.alignment import ALIKE
from ingest.records import Experience, Profile, Span


class Value(NamedTuple):
    """A text that a page states, and its lines.

    `label` is the name of the attribute, dimension or skill, or None for kinds that have texts only. `means` replaces
    the text when two values are compared. `experience` holds the years.
    """

    label: str | None
    text: str
    spans: tuple[Span, ...]
    means: Hashable = None
    experience: Experience | None = None


class View(NamedTuple):
    """A page as one level of it is seen: its own, or one that it merely describes (`derived`).

    Without a level, as of a ladder, all levels are seen.
    """

    profile: Profile
    level: str | None
    derived: bool = False

    def shows(self, level: str | None) -> bool:
        """Whether what a page says of `level` is seen."""
        return self.level is None or level == self.level


class Part(NamedTuple):
    """How a part is read, and how similar two of its values must be to share a row."""

    read: Callable[[View], Iterable[Value]]
    alike: float = 0.0


def _description(view: View) -> Iterator[Value]:
    page = view.profile
    if page.description and not view.derived:
        yield Value("description", page.description, page.spans.get("description", ()))
    if page.focus and not view.derived:
        yield Value("focus", page.focus.name, page.focus.spans.get("name", ()))


def _level(view: View) -> Iterator[Value]:
    level = view.profile.level
    if level is None or view.derived:
        return
    for name in ("name", "summary", "scope", "autonomy", "complexity", "impact", "decision_rights", "leadership"):
        if text := getattr(level, name):
            yield Value(name, text, level.spans.get(name, ()))
    for name, text in level.other.items():
        yield Value(name, text, level.spans.get(name, ()))


def _responsibilities(view: View) -> Iterator[Value]:
    """Those of the level; all of them where the page says of none to which level it belongs."""
    every = view.profile.responsibilities
    undecided = not any(item.level for item in every) and not view.derived
    for item in every:
        if undecided or view.shows(item.level):
            yield Value(None, item.text, (item.span,))


def _requirements(view: View) -> Iterator[Value]:
    """Those of the level, and those that are of no level."""
    for item in () if view.derived else view.profile.requirements:
        if item.level is None or view.shows(item.level):
            yield Value(None, item.text, (item.span,))


def _guidelines(view: View) -> Iterator[Value]:
    for row in view.profile.guidelines:
        if not view.shows(row.level):
            continue
        of_level = f"{row.level}: " if view.level is None and row.level else ""
        yield from (Value(f"{of_level}{name}", text, (row.span,)) for name, text in row.cells.items())
        yield from (Value("not placed", text, (row.span,)) for text in row.unplaced)


def _skills(view: View) -> Iterator[Value]:
    for skill in () if view.derived else view.profile.skills:
        qualifier = f"({skill.qualifier})" if skill.qualifier else None
        yield Value(skill.name, " ".join(filter(None, (qualifier, skill.description))), (skill.span,))


def _facts(view: View) -> Iterator[Value]:
    for item in () if view.derived else view.profile.facts:
        yield Value(item.key, item.value, (item.span,))


def _pay(view: View) -> Iterator[Value]:
    for item in () if view.derived else view.profile.pay:
        amounts = (item.min, item.max, item.currency, item.period)
        yield Value(None, item.text, (item.span,), None if item.min is None else amounts)


def _experience(view: View) -> Iterator[Value]:
    """The years of the level block, of the guidelines and of the requirements, by the qualification they go with."""
    level = view.profile.level
    if level and level.typical_experience and not view.derived:
        yield _years("level", level.typical_experience)
    for row in view.profile.guidelines:
        if view.shows(row.level):
            yield from (_years("guidelines", years) for years in row.experience)
    for item in () if view.derived else view.profile.requirements:
        yield from (_years("requirements", years) for years in item.experience)


def _years(stated_in: str, years: Experience) -> Value:
    label = f"{stated_in}, {years.qualification}" if years.qualification else stated_in
    means = None if years.min_years is None and years.max_years is None else (years.min_years, years.max_years)
    return Value(label, years.text, (years.span,), means, years)


def _classifications(view: View) -> Iterator[Value]:
    for item in () if view.derived else view.profile.classifications:
        yield Value(item.scheme, item.code, (item.span,))


def _sections(view: View) -> Iterator[Value]:
    """Return the content of kept sections: paragraphs, bullets and rows of tables, under their headings."""
    for section in () if view.derived else view.profile.sections:
        for block in section.blocks:
            if block.items:
                yield from (Value(section.heading, item.text, (item.span,)) for item in block.items)
            elif block.rows:
                yield from (Value(section.heading, " | ".join(row), (block.span,)) for row in block.rows)
            else:
                yield Value(section.heading, block.text or block.raw, (block.span,))


PARTS = {
    "description": Part(_description),
    "level": Part(_level),
    "responsibilities": Part(_responsibilities, ALIKE),
    "requirements": Part(_requirements, ALIKE),
    "guidelines": Part(_guidelines),
    "skills": Part(_skills),
    "facts": Part(_facts),
    "pay": Part(_pay),
    "experience": Part(_experience),
    "classifications": Part(_classifications),
    "sections": Part(_sections, ALIKE),
}

"""A profile for people: what its page says, and at the left the lines that say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.catalogue.lookup import Role, handle
from ingest.cli.safe_text import counted, inert
from ingest.cli.terminal import columns, is_terminal
from ingest.records import Classification, Item, Level, Pay, Profile, Span
from ingest.soc import groups_of, occupation_of

_WIDEST = 100


class Entry(NamedTuple):
    """A piece of text and the lines it comes from; a heading has none."""

    text: str
    lines: str = ""
    heading: bool = False


def show_profile(profile: Profile, members: Sequence[Role] = ()) -> None:
    """Print a profile, its own level's parts in full and of the other levels how many there are.

    `members` are the roles of a family.
    """
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for entry in (*_entries(profile), *_members(members)):
        if entry.heading:
            grid.add_row("", "")
        grid.add_row(entry.lines, Text(inert(entry.text), style="bold" if entry.heading else ""))
    page = StringIO()
    width = min(columns(), _WIDEST)
    Console(file=page, width=width, force_terminal=is_terminal(), highlight=False).print(grid)
    for line in page.getvalue().splitlines()[1:]:
        click.echo(line.rstrip())


def _entries(profile: Profile) -> Iterator[Entry]:
    source = profile.source
    yield Entry(profile.title or "(no title)", heading=True)
    yield Entry(_called(profile), _lines(profile.spans.get("code", ())))
    yield Entry(f"{_place_of(source.line_start, source.line_end)} of {source.uri}")
    if profile.description:
        spans = profile.spans.get("description", ())
        places = ", ".join(_place(span.line_start, span.line_end) for span in spans)
        yield Entry(f"Description (lines {places})" if len(spans) > 1 else "Description", heading=True)
        yield Entry(profile.description, _lines(spans))
    yield from _facts(profile)
    if profile.level:
        yield from _level(profile.level)
    for level in profile.other_levels:
        yield from _level(level)
    yield from _responsibilities(profile)
    yield from _requirements(profile)
    yield from _guidelines(profile)
    yield from _skills(profile)
    yield from _neighbours(profile)
    if profile.sections:
        yield Entry("Kept as they stood", heading=True)
        for section in profile.sections:
            kind = f" ({section.kind})" if section.kind else ""
            yield Entry(f"{section.heading or '(no heading)'}{kind}", _lines([section.span]))
    yield from _outline(profile)
    yield from _findings(profile)


def _place_of(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _called(profile: Profile) -> str:
    """`A.B.P4`, or for what has no code its id and what it is: `no code, ladder 3f9a01c27be4`."""
    if profile.code:
        return profile.code
    identity = f" {handle(None, profile.profile_id)}" if profile.profile_id else ""
    return f"no code, {profile.shape}{identity}{' of a family' if profile.part_of else ''}"


def _members(roles: Sequence[Role]) -> Iterator[Entry]:
    if roles:
        yield Entry(f"Roles of this family ({len(roles)})", heading=True)
        yield from (Entry(f"{role.title or '(no title)'}  {handle(role.code, role.profile_id)}") for role in roles)


def _facts(profile: Profile) -> Iterator[Entry]:
    if profile.facts:
        yield Entry(f"Facts ({len(profile.facts)})", heading=True)
        yield from (Entry(f"{_under(fact)}{fact.label}: {fact.value}", _lines([fact.span])) for fact in profile.facts)
    if profile.pay:
        yield Entry(f"Pay ({len(profile.pay)})", heading=True)
        yield from (Entry(f"{_under(pay)}{pay.text}{_amounts(pay)}", _lines([pay.span])) for pay in profile.pay)


def _amounts(pay: Pay) -> str:
    """What was understood: ` = 20 to 22 EUR a hour`."""
    if pay.min is None:
        return ""
    until = "" if pay.max == pay.min else " or more" if pay.max is None else f" to {pay.max:,g}"
    per = f" per {pay.period}" if pay.period else ""
    return f" = {pay.min:,g}{until}{f' {pay.currency}' if pay.currency else ''}{per}"


def _under(item: Item) -> str:
    """The level and the sub-heading above an item: `P4, On the job: `."""
    said = ", ".join(filter(None, (item.level, item.group)))
    return f"{said}: " if said else ""


def _requirements(profile: Profile) -> Iterator[Entry]:
    if not profile.requirements:
        return
    yield Entry(f"Requirements ({len(profile.requirements)})", heading=True)
    for item in profile.requirements:
        kind = "" if item.kind is None else f" ({item.kind})"
        yield Entry(f"• {_under(item)}{item.text}{kind}", _lines([item.span]))


def _skills(profile: Profile) -> Iterator[Entry]:
    if not profile.skills:
        return
    yield Entry(f"Skills ({len(profile.skills)})", heading=True)
    for skill in profile.skills:
        name = f"{skill.name} ({skill.qualifier})" if skill.qualifier else skill.name
        proficiency = f" [{skill.proficiency}]" if skill.proficiency else ""
        yield Entry(f"{_under(skill)}{name}: {skill.description or '–'}{proficiency}", _lines([skill.span]))


def _outline(profile: Profile) -> Iterator[Entry]:
    """What each section of the page was taken for, and how that is known."""
    if not profile.outline:
        return
    yield Entry(f"Sections ({len(profile.outline)})", heading=True)
    for entry in profile.outline:
        kind = f"{entry.kind}, {entry.kind_basis}" if entry.kind else "unknown"
        level = f", {entry.level}" if entry.level else ""
        yield Entry(f"{entry.heading or '(no heading)'}: {kind}{level}", _lines([entry.span]))


def _level(level: Level) -> Iterator[Entry]:
    yield Entry(f"Level {level.label}{f', {level.name}' if level.name else ''}", heading=True)
    stated = {
        "summary": level.summary,
        "scope": level.scope,
        "autonomy": level.autonomy,
        "complexity": level.complexity,
        "impact": level.impact,
        "decision_rights": level.decision_rights,
        "leadership": level.leadership,
        **level.other,
        "typical_experience": level.typical_experience.text if level.typical_experience else None,
    }
    for name, text in stated.items():
        if text:
            yield Entry(f"{name.replace('_', ' ').capitalize()}: {text}", _lines(level.spans.get(name, ())))


def _responsibilities(profile: Profile) -> Iterator[Entry]:
    every = profile.responsibilities
    if not every:
        return
    own = [item for item in every if profile.level and item.level == profile.level.key]
    basis = " levels inferred" if any(item.level_basis == "inferred" for item in every) else ""
    of_level = f" of {profile.level.label}" if own and profile.level else ""
    yield Entry(
        f"Responsibilities{of_level} ({len(own or every)} of {len(every)}{',' + basis if basis else ''})", heading=True
    )
    for item in own or every:
        under = _under(item) if not own else f"{item.group}: " if item.group else ""
        yield Entry(f"• {under}{item.text}", _lines([item.span]))


def _guidelines(profile: Profile) -> Iterator[Entry]:
    """That of the own level; of a page without a level of its own, all of them."""
    for row in profile.guidelines:
        if profile.level and row.level != profile.level.key:
            continue
        yield Entry(
            f"Guideline for {row.level or 'no level'} ({counted(len(profile.guidelines), 'level')} in the table)",
            heading=True,
        )
        for name, text in (*row.cells.items(), *(("not placed", text) for text in row.unplaced)):
            yield Entry(f"{name.replace('_', ' ').capitalize()}: {text}", _lines([row.span]))


def _neighbours(profile: Profile) -> Iterator[Entry]:
    if profile.adjacent_roles:
        yield Entry("Adjacent roles", heading=True)
        for role in profile.adjacent_roles:
            distance = "" if role.distance is None else f", distance {role.distance:g}"
            yield Entry(f"{role.title}{distance}{f', {role.band}' if role.band else ''}", _lines([role.span]))
    if profile.title_aliases:
        yield Entry("Also called", heading=True)
        yield from (Entry(alias.title, _lines([alias.span])) for alias in profile.title_aliases)
    if profile.classifications:
        yield Entry("Classifications", heading=True)
        for item in profile.classifications:
            stated = {"": item.title, "source": item.source, **item.attributes}
            more = "".join(f", {f'{key} {value}'.strip()}" for key, value in stated.items() if value)
            yield Entry(f"{item.scheme or 'no scheme'}: {item.code}{more}", _lines([item.span]))
            yield from _occupation(item)


def _occupation(item: Classification) -> Iterator[Entry]:
    """What the 2018 SOC says of a code, which no line of the page does: its title, and the groups it is in."""
    if occupation := occupation_of(item.scheme, item.code, item.attributes.get("version")):
        *within, _ = groups_of(occupation).values()
        yield Entry(f"= {occupation.title} ({occupation.group}, 2018 SOC)")
        for group in reversed(within):
            yield Entry(f"  in {group.code} {group.title} ({group.group})")


def _findings(profile: Profile) -> Iterator[Entry]:
    if profile.diagnostics:
        counts = Counter(str(finding.severity) for finding in profile.diagnostics)
        nouns = {"error": "error", "warning": "warning", "info": "note"}
        summary = ", ".join(counted(counts[severity], noun) for severity, noun in nouns.items() if counts[severity])
        yield Entry(f"Findings ({summary})", heading=True)
        for finding in profile.diagnostics:
            more = f" (and {len(finding.spans) - 1:,} more places)" if len(finding.spans) > 1 else ""
            where = _place(finding.span.line_start, finding.span.line_end)
            yield Entry(f"{finding.code} {finding.message}{more}", where)


def _lines(spans: Iterable[Span]) -> str:
    """`5`, `5-6`, or the first of several places."""
    return next((_place(span.line_start, span.line_end) for span in spans), "")


def _place(start: int, end: int) -> str:
    return str(start) if start == end else f"{start}-{end}"

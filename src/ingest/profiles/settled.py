"""A section, settled: its value for the record, an owner for each of its lines, what is kept of it, what is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from ingest.blocks import Block, Heading, Part
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.profiles.broken_off import report_broken_off
from ingest.profiles.columns import with_columns
from ingest.profiles.kept import keep
from ingest.profiles.plain import plain_values
from ingest.records import Profile
from ingest.records import Section as KeptSection
from ingest.sections.claim import Claim, Lined, span

LISTS = ("responsibilities", "guidelines", "skills", "requirements")  # sections that are nothing without their items
VALIDATED = (
    *LISTS, "focus", "provenance", "adjacent_roles", "title_aliases", "classifications", "facts", "pay", "levels",
)  # fmt: skip
FIELDS = {"rubric": "guidelines", "rung": "levels"}  # whose lines they are that a builder claims, if not of its name
COMPARED = ("guidelines", "focus", "classifications", "level", "description")  # others are held against these


class Settled(NamedTuple):
    """Depends only on the section and on the profile's level and guidelines, so it can be cached.

    `records` holds what goes into the record by field, validated; `values` is plain where others are held against it,
    else the same. `owners` has an entry for each line from the section's first to its last.
    """

    values: dict[str, Any]
    records: dict[str, Any]
    owners: list[str]
    intros: str
    intro_spans: list[dict[str, int]]
    kept: tuple[KeptSection, ...]
    diagnostics: tuple[Diagnostic, ...]


def settle(
    name: str,
    section: Section,
    claim: Claim,
    part: Part,
    owners: Sequence[str],
    lines: Sequence[str],
    grammars: Grammars,
) -> Settled:
    """Put a claim into its place. The section is one of `part`; `owners` and `lines` are the dump's."""
    desk = _Desk(section, owners, lines, grammars)
    heads_others = name == "rung" or (name == "guidelines" and section.basis == "form")
    if not section.blocks and not (section.heading and section.heading.arguments) and not heads_others:
        desk.say("I604", section, section.heading.text if section.heading else "")
        if section.heading and not section.path and name == "responsibilities":
            desk.keep(())
        return desk.settled({}, {})
    values = {field: plain_values(found, grammars) for field, found in claim.values.items()}
    value = values.get(name)
    owner = FIELDS.get(name, name)
    for lined in claim.owned:
        if not isinstance(lined, Heading):
            desk.disown_headings(lined, part)  # a card or a name that was taken for a heading is none
        desk.own(owner, lined)
    for field, lined in claim.owned_by:
        desk.own(field, lined)
    for lined in claim.furniture:
        desk.own("furniture", lined)
    for paragraph in claim.intros:
        desk.own(owner, paragraph)
    if claim.intros and name in (*LISTS, "classifications") and not value and not claim.rest and not claim.furniture:
        desk.diagnostics.append(diagnose("W420", claim.intros[0].start, claim.intros[-1].end))
    for block in claim.rest:
        desk.own("section", block)
    rest = sorted([*claim.rest, *desk.unowned()], key=lambda block: block.start)
    if name in LISTS:
        desk.diagnostics += report_broken_off(section.blocks, rest, has_names=name == "skills")
    if rest:
        if section.heading:
            desk.diagnostics.append(diagnose("W314", rest[0].start, rest[-1].end))
        desk.keep(rest)
    desk.diagnostics += claim.diagnostics
    desk.intros = claim.intros
    records = {
        field: _field(field).validate_python(found) if field in VALIDATED else found
        for field, found in values.items()
        if found
    }
    compared = {field: values[field] if field in COMPARED else record for field, record in records.items()}
    return desk.settled(compared, records)


def settle_as_kept(section: Section, owners: Sequence[str], lines: Sequence[str], grammars: Grammars) -> Settled:
    """A section that nobody claims, as it stood."""
    desk = _Desk(section, owners, lines, grammars)
    desk.keep(section.blocks)
    return desk.settled({}, {})


@cache
def _field(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(Profile.model_fields[name].rebuild_annotation())


def _begins_heading(blocks: Sequence[Block], line: int) -> bool:
    """Whether a heading begins on a line; the blocks stand in its order."""
    at = bisect_left(blocks, line, key=lambda block: block.start)
    return at < len(blocks) and blocks[at].start == line and isinstance(blocks[at], Heading)


class _Desk:
    """Where one section is settled: the owners of its lines, changed as they are claimed."""

    def __init__(self, section: Section, owners: Sequence[str], lines: Sequence[str], grammars: Grammars) -> None:
        self.section = section
        self.grammars = grammars
        self.lines = lines
        self.first = section.start
        self.owners = list(owners[section.start - 1 : section.end])
        self.kept: list[KeptSection] = []
        self.intros: Sequence[Any] = ()
        self.diagnostics: list[Diagnostic] = []
        if section.heading:
            self.own("structure", section.heading)  # a sentence that announces a list is one, too

    def settled(self, values: dict[str, Any], records: dict[str, Any]) -> Settled:
        """All that was done."""
        return Settled(
            values,
            records,
            self.owners,
            "\n".join(self.grammars.plain(paragraph.text) for paragraph in self.intros),
            [span(paragraph) for paragraph in self.intros],
            tuple(self.kept),
            tuple(with_columns(found, self.lines) for found in self.diagnostics),
        )

    def say(self, code: str, lined: Lined, detail: str) -> None:
        self.diagnostics.append(diagnose(code, lined.start, lined.end, detail))

    def own(self, owner: str, lined: Lined) -> None:
        """Give the lines that have no owner yet, and are not blank, to one."""
        for at in range(lined.start - self.first, lined.end + 1 - self.first):
            if not self.owners[at] and self.lines[at + self.first - 1].strip():
                self.owners[at] = owner

    def disown_headings(self, lined: Lined, part: Part) -> None:
        """Take lines back that were given to the page's structure for the headings on them."""
        if "structure" not in self.owners[lined.start - self.first : lined.end + 1 - self.first]:
            return
        for number in range(lined.start, lined.end + 1):
            if self.owners[number - self.first] == "structure" and _begins_heading(part.blocks, number):
                self.owners[number - self.first] = ""

    def unowned(self) -> list[Block]:
        """Blocks of a kind that the builder does not know: whatever it is, it is kept."""
        free = {n for n, owner in enumerate(self.owners, self.first) if not owner and self.lines[n - 1].strip()}
        if not free:
            return []
        return [block for block in self.section.blocks if not free.isdisjoint(range(block.start, block.end + 1))]

    def keep(self, blocks: Sequence[Block]) -> None:
        """Keep blocks as they stood, under the section's heading."""
        self.kept.append(KeptSection.model_validate(keep(self.section, blocks, self.lines, self.grammars)))
        for block in blocks:
            self.own("structure" if isinstance(block, Heading) else "section", block)

"""The result of reading a section: its records, an owner for each of its lines, what is kept of it, its diagnostics."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Table
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.model import Field, Placed, Section
from ingest.profiles.broken_off import report_broken_off
from ingest.profiles.diagnostic_columns import with_columns
from ingest.profiles.kept_sections import keep
from ingest.profiles.line_owners import Owners, SectionOwners
from ingest.profiles.shifted_lines import can_move, moved, moved_record, moved_span
from ingest.records import Section as KeptSection
from ingest.records import Span
from ingest.sections.pay import pay_in_kept
from ingest.sections.reader_interface import FIELDS, Claim, Context, Made, span

LISTS = ("responsibilities", "guidelines", "skills", "requirements")  # sections that are nothing without their items
SAID_IN = {  # the text that a record of a field is nothing without
    **dict.fromkeys(("responsibilities", "requirements"), "text"),
    **dict.fromkeys(("adjacent_roles", "title_aliases"), "title"),
    "skills": "name",
    "facts": "value",
}
OF_LEVEL = ("level", "ladder_level", "dimension")
OWNERS = {"dimension": "guidelines", "ladder_level": "levels"}  # of lines, where it is not the field itself


class Settled(NamedTuple):
    """Depends on `what_it_depends_on` alone, and on the levels and guidelines that its reader asks for.

    `records` holds those of each field of the profile, in order. `owners` has an entry for each line from the section's
    first to its last.
    """

    records: dict[str, list[Made]]
    owners: list[str]
    intros: str
    intro_spans: tuple[Span, ...]
    kept: tuple[KeptSection, ...]
    diagnostics: tuple[Diagnostic, ...]

    def moved(self, by: int) -> Settled | None:
        """The same, so many lines further down; None if a finding names a line."""
        if not by:
            return self
        if not all(map(can_move, self.diagnostics)):
            return None
        return Settled(
            records={name: [moved_record(record, by) for record in made] for name, made in self.records.items()},
            owners=self.owners,
            intros=self.intros,
            intro_spans=tuple([moved_span(at, by) for at in self.intro_spans]),
            kept=tuple([moved(section, by) for section in self.kept]),
            diagnostics=tuple([found.moved(by) for found in self.diagnostics]),
        )


def what_it_depends_on(placed: Placed) -> Hashable:
    """Return everything that the records of a section depend on besides the text of its part; lines count from
    the part's first.
    """
    section, first = placed.section, placed.part.first
    heading, blocks, *others = section
    places = tuple([(type(block), block.start - first) for block in blocks])
    if mark := section.level:
        others[others.index(mark)] = mark._replace(start=mark.start - first, end=mark.end - first)
    return placed.at, tuple(others), heading is None, places, section.end - first


def settle(field: Field, section: Section, claim: Claim, page: Owners, grammars: Grammars) -> Settled:
    """Put a claim into its place on the page."""
    has_no_blocks = field == "ladder_level" or (field == "guidelines" and section.basis == "form")
    heads_others = section.heads_others or has_no_blocks
    if not section.blocks and not (section.heading and section.heading.arguments) and not heads_others:
        return _empty(field, section, page, grammars)
    _keep_empty(claim, page)
    owners = SectionOwners(section, page)
    _own_claimed(field, section, claim, owners)
    records: dict[str, list[Made]] = {}
    for record in claim.records:
        records.setdefault(FIELDS[type(record)], []).append(record)
    rest = _unread(section, claim, owners)
    for block in rest:
        owners.own("structure" if isinstance(block, Heading) else "section", block.start, block.end)
    found: list[Diagnostic] = []
    is_of_items = field in LISTS or field == "classifications"
    if claim.intros and is_of_items and field not in records and not claim.rest and not claim.furniture:
        found.append(diagnose("W420", claim.intros[0].start, claim.intros[-1].end))
    if field in LISTS:
        found += report_broken_off(section.blocks, rest, has_names=field == "skills")
    if rest and section.heading:
        found.append(diagnose("W314", rest[0].start, rest[-1].end))
    return Settled(
        records=records,
        owners=owners.of_line,
        intros="\n".join(grammars.plain(paragraph.text) for paragraph in claim.intros),
        intro_spans=tuple(map(span, claim.intros)),
        kept=(keep(_about(field, section, rest), rest, page.lines, grammars),) if rest else (),
        diagnostics=tuple(with_columns(one, page.lines) for one in (*found, *claim.diagnostics)),
    )


def _own_claimed(field: Field, section: Section, claim: Claim, owners: SectionOwners) -> None:
    """Give the lines that a claim names their owners; a line that has one keeps it."""
    owner = OWNERS.get(field, field)
    if heading := section.heading:
        owners.own("structure", heading.start, heading.end)  # a sentence that announces a list is one, too
    for lined in claim.owned:
        if isinstance(lined, Heading):
            owners.own(owner, lined.start, lined.end)
        else:
            owners.claim(owner, lined.start, lined.end)
    for name, lined in claim.owned_by:
        owners.own(name, lined.start, lined.end)
    for record in claim.records:
        if isinstance(at := getattr(record, "span", None), Span):
            owners.claim(FIELDS[type(record)], at.line_start, at.line_end)
    for lined in claim.furniture:
        owners.own("furniture", lined.start, lined.end)
    for paragraph in claim.intros:
        owners.own(owner, paragraph.start, paragraph.end)


def _unread(section: Section, claim: Claim, owners: SectionOwners) -> list[Block]:
    """The blocks that a claim leaves over, and those with a line that nobody owns."""
    for block in claim.rest:
        owners.own("section", block.start, block.end)
    free = owners.free()
    unread = [block for block in section.blocks if free and not free.isdisjoint(range(block.start, block.end + 1))]
    return sorted([*claim.rest, *unread], key=lambda block: block.start)


def _keep_empty(claim: Claim, page: Owners) -> None:
    """Keep the lines of records whose text is empty, a row without its title or a bullet of marks, instead of them."""
    empty = [one for one in claim.records if (name := SAID_IN.get(FIELDS[type(one)])) and not getattr(one, name)]
    places = [at for one in empty if isinstance(at := getattr(one, "span", None), Span)]
    if not places:
        return
    held = {(at.line_start, at.line_end) for at in places}
    claim.records = [one for one in claim.records if one not in empty]
    claim.rest += [Paragraph("\n".join(page.lines[first - 1 : last]), first, last) for first, last in sorted(held)]


def _about(field: Field, section: Section, rest: Sequence[Block]) -> Section:
    """The section as it is kept with what was not read: what states no pair is no fact, a list that no sentence
    announces describes nothing, prose that names no level may be about the ladder itself, and code says nothing of a
    level."""
    is_prose = not any(isinstance(block, BulletList | Table) for block in rest)
    is_code = all(isinstance(block, CodeBlock) for block in rest)
    is_listed = field == "description" and section.heading is None and any(isinstance(b, BulletList) for b in rest)
    is_open = is_listed or field == "facts" or (field == "guidelines" and is_prose) or (field in OF_LEVEL and is_code)
    return section._replace(kind=None, basis=None) if is_open else section


def settle_as_kept(section: Section, page: Owners, grammars: Grammars) -> Settled:
    """A section that nobody reads, as it is on the page, with the pay that it states."""
    owners = SectionOwners(section, page)
    if section.heading:
        owners.own("structure", section.heading.start, section.heading.end)
    for block in section.blocks:
        owners.own("structure" if isinstance(block, Heading) else "section", block.start, block.end)
    said = pay_in_kept(section, Context(grammars))
    records = {"pay": said.records} if said.records else {}
    noticed = tuple(with_columns(one, page.lines) for one in said.diagnostics)
    return Settled(records, owners.of_line, "", (), (keep(section, section.blocks, page.lines, grammars),), noticed)


def _empty(field: Field, section: Section, page: Owners, grammars: Grammars) -> Settled:
    """A heading with nothing below it; one of responsibilities is kept, as it may head what is lost."""
    is_kept = section.heading is not None and not section.path and field == "responsibilities"
    said = with_columns(diagnose("I604", section.start, section.end, section.title), page.lines)
    settled = settle_as_kept(section, page, grammars)
    return settled._replace(kept=settled.kept if is_kept else (), diagnostics=(said,))

"""One profile of a page: the sections of a role to a draft of its record, and every line to an owner."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import cast

from ingest.blocks import Block, CodeBlock, Heading, Paragraph, Rule
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars, LevelCode
from ingest.outline.assign_kinds import field_of, kind_of
from ingest.outline.heading_meanings import known_words
from ingest.outline.kind_groups import ITEMISED
from ingest.outline.model import Field, LevelMark, Placed, Section
from ingest.outline.nesting import split_sections
from ingest.outline.outline import Role
from ingest.outline.role_name_in_title import title_text
from ingest.profiles.contradictions import find_contradictions
from ingest.profiles.draft import JOINED, Draft
from ingest.profiles.front_matter_fields import read_front_matter
from ingest.profiles.joined_guidelines import join_neighbours
from ingest.profiles.line_owners import Owners
from ingest.profiles.occupations import check_occupations
from ingest.profiles.outline_entries import outline_entries
from ingest.profiles.own_level import level_of_code, level_of_facts, own_level
from ingest.profiles.profile_diagnostics import report_contradicted, report_inferred, report_kept
from ingest.profiles.section_result import Settled, settle, settle_as_kept, what_it_depends_on
from ingest.profiles.title_and_code import read_identity
from ingest.records import Fact, Guideline, Level, Pay
from ingest.sections.level_inference import MOST_LEVELS
from ingest.sections.prose import folded
from ingest.sections.reader_interface import Context, Description, LevelBlock, Made, span
from ingest.sections.reader_registry import READERS

LEAST_LEVELS = 2  # above items, of a page that describes none


class ProfileReader:
    """Reads one role into a draft. `schemes` are the schemes of levels that the page says it uses."""

    def __init__(self, role: Role, owners: Owners, schemes: Container[str], grammars: Grammars) -> None:
        self.role = role
        self.segment = role.segment
        self.owners = owners
        self.schemes = schemes
        self.grammars = grammars
        self.draft = Draft(role.shape)
        self._first: dict[str, Placed] = {}  # the section that gave a field first
        self._headings: set[tuple[str, str, LevelMark | None]] = set()  # of sections whose items are joined, by field
        self._stated: list[str] = []  # the description, as each section states it
        self._levels: tuple[int, frozenset[str]] = (0, frozenset())  # those of so many guidelines
        self._comparable: list[Guideline] = []  # guidelines that bullets may be held against,
        self._looked_at = 0  # of so many
        self._above: list[Section] = []  # what is kept of the lines above the title
        self._is_ladder = False  # whether levels are described, not only named above items

    def read(self) -> Draft:
        """All that the role's own lines say."""
        draft = self.draft
        draft.diagnostics += self.segment.notes
        read_front_matter(self.segment, draft, self.owners, self.grammars)
        if draft.description:
            self._stated.append(draft.description)
        self._preamble()
        level = read_identity(self.segment, draft, self.owners, self.grammars)
        self._read_sections(level)
        self._level(level)
        self._description()
        draft.diagnostics += find_contradictions(draft, self.segment)
        draft.diagnostics += check_occupations(draft.classifications, self.owners.lines)
        draft.sections.sort(key=lambda section: section.span.line_start)
        draft.facts.sort(key=lambda fact: fact.span.line_start)  # those of a sub-section are read behind the others
        draft.diagnostics += report_kept(draft.sections, self.segment.label, self.grammars)
        draft.diagnostics += [*report_inferred(self.role), *report_contradicted(self.role)]
        self._own_level()
        self._levels_of_page()
        draft.guidelines = join_neighbours(draft.guidelines, self.owners.of_line, self.owners.lines)
        draft.outline = outline_entries((*self._above, *self.role.outline), [one.section for one in self.role.sections])
        return draft

    def _preamble(self) -> None:
        """What is above the title: the title again is furniture, keys with values are facts, anything else is kept."""
        title = title_text(self.segment.title.text, self.grammars) if self.segment.title else None
        rest: list[Block] = []
        for block in self.segment.preamble:
            if isinstance(block, Heading | Paragraph | CodeBlock):
                text = title_text(block.text, self.grammars)
                if text in ("", title):
                    self.owners.own("furniture", block)
                    continue
            if not isinstance(block, Rule):
                rest.append(block)
        for above in _sections_above(rest, self.grammars):
            self._above.append(above)
            if above.kind == "facts":
                claim = READERS["facts"].read(above, Context(self.grammars))
                settled = settle("facts", above, claim, self.owners, self.grammars)
                self.draft.facts += cast(list[Fact], settled.records.get("facts", []))
                self.draft.pay += cast(list[Pay], settled.records.get("pay", []))
            else:
                settled = settle_as_kept(above, self.owners, self.grammars)
            self._put(above, settled)

    # -- sections --------------------------------------------------------------------------------------------------

    def _read_sections(self, level: LevelCode | None) -> None:
        """Read every section, those first that others are compared with; what has no reader is kept."""
        found = [(field_of(placed.section), placed) for placed in self.role.sections]
        for field, placed in sorted(found, key=lambda pair: READERS[pair[0]].turn if pair[0] else 0):
            if field is not None:
                self._take(field, placed, level)
            else:
                self._keep(placed)
        if len(self._stated) > 1:
            paragraphs = [text for stated in self._stated for text in stated.split("\n\n")]
            self.draft.description = "\n\n".join(dict.fromkeys(paragraphs))
        elif self._stated:
            self.draft.description = self._stated[0]

    def _take(self, field: Field, placed: Placed, level: LevelCode | None) -> None:
        """Read a section, and put what it says into the draft; a second one of a field that holds one value is kept."""
        reader = READERS[field]
        levels = self._named_levels(level) if reader.asks_levels else frozenset[str]()
        guidelines = self._guidelines() if reader.asks_guidelines else ()
        stated = tuple([(guideline.level, guideline.raw) for guideline in guidelines]) if guidelines else ()
        section, owners = placed.section, self.owners

        def read() -> Settled:
            claim = reader.read(section, Context(self.grammars, levels, guidelines))
            return settle(field, section, claim, owners, self.grammars)

        settled = placed.part.recall((field, what_it_depends_on(placed), levels, stated), read, Settled.moved)
        held = [name for name in settled.records if name not in JOINED and name != "description"]
        if held and not self._first.keys().isdisjoint(held):
            self.draft.diagnostics.append(diagnose("W313", section.start, section.end))
            self._keep(placed)
            return
        self._is_ladder = self._is_ladder or ("levels" in settled.records and field not in ITEMISED)
        if section.heads_others:
            self._first.setdefault(field, placed)  # its items are in the sections below it
        for name, records in settled.records.items():
            self._join(name, records, placed)
        self._put(section, settled)
        if settled.intros:
            known = self.draft.intros.get(field)
            self.draft.intros[field] = f"{known}\n{settled.intros}" if known else settled.intros
            spans = self.draft.spans
            spans[f"intros.{field}"] = (*spans.get(f"intros.{field}", ()), *settled.intro_spans)

    def _join(self, name: str, records: Sequence[Made], placed: Placed) -> None:
        """Put the records of one field into the draft."""
        record, section, draft = records[0], placed.section, self.draft
        first = self._first.setdefault(name, placed)
        if isinstance(record, Description):
            self._stated.append(record.text)
        elif isinstance(record, LevelBlock):
            draft.block = record.level
        elif name not in JOINED:
            setattr(draft, name, record)
        else:
            mark, heading = section.level, section.heading
            is_label = mark is not None and heading is not None and mark.start == heading.start  # a level is no group
            group = heading.text if heading and name in ITEMISED and not is_label else None
            if heading is not None:
                again = (name, section.folded, mark)  # dimensions recur below levels
                if again in self._headings:
                    draft.diagnostics.append(diagnose("W313", section.start, section.end))
                self._headings.add(again)
            if first is not placed and section.folded == first.section.folded and mark == first.section.level:
                group = None
            draft.join(name, records, group, is_first=first is placed)

    def _named_levels(self, own: LevelCode | None) -> frozenset[str]:
        """The levels that the page itself names."""
        guidelines = self.draft.guidelines
        if self._levels[0] != len(guidelines):
            stated = frozenset(guideline.level for guideline in guidelines if guideline.level)
            self._levels = len(guidelines), stated
        levels = self._levels[1]
        return levels if own is None or own.code in levels else levels | {own.code}

    def _guidelines(self) -> Sequence[Guideline]:
        """The guidelines that bullets may be compared with: those with levels; more than a few prove nothing."""
        guidelines = self.draft.guidelines
        if len(self._comparable) <= MOST_LEVELS:
            self._comparable += [guideline for guideline in guidelines[self._looked_at :] if guideline.level]
            del self._comparable[MOST_LEVELS + 1 :]
            self._looked_at = len(guidelines)
        return self._comparable or guidelines[:1]

    def _keep(self, placed: Placed) -> None:
        section, owners = placed.section, self.owners

        def read() -> Settled:
            return settle_as_kept(section, owners, self.grammars)

        settled = placed.part.recall(("kept", what_it_depends_on(placed)), read, Settled.moved)
        self.draft.pay += cast(list[Pay], settled.records.get("pay", []))
        self._put(section, settled)

    def _put(self, section: Section, settled: Settled) -> None:
        """Set the owners of a section's lines, and add its kept sections and diagnostics."""
        self.owners.put(section, settled.owners)
        self.draft.sections += settled.kept
        self.draft.diagnostics += settled.diagnostics

    # -- level and description -------------------------------------------------------------------------------------

    def _level(self, own: LevelCode | None) -> None:
        """The level of code or title, with what the level block says of it; without one the block is kept whole."""
        draft, segment, block = self.draft, self.segment, self.draft.block
        if own is None and block is not None and block.code is not None:
            own = next((label.level for label in [self.grammars.label(block.code)] if label), None)
        if own is not None:
            stated_at = list(draft.spans.get("code", ()))
            if segment.label and segment.title and segment.label.level.code == own.code:
                stated_at.append(span(segment.title))
            draft.level = level_of_code(own, block, stated_at, self.grammars)
        elif block is not None:
            placed = self._first["level"]
            where, detail = placed.section, "a level block without a level"
            draft.diagnostics.append(diagnose("W314", where.start, where.end, detail))
            self._keep(placed)

    def _description(self) -> None:
        """The places of the description: any paragraph of the role may say it, or a part of it."""
        draft = self.draft
        if draft.description:
            parts = set(draft.description.split("\n\n"))
            lengths = frozenset(part.count("\n") + 1 for part in parts)
            said = {span(block) for text, block in self._paragraphs(lengths) if text in parts}
            said |= {span(block) for block in self._descriptions()}
            places = sorted(said, key=lambda at: (at.line_start, at.line_end))
            draft.spans["description"] = (*draft.spans.pop("description", ()), *places)

    def _descriptions(self) -> Iterator[Block]:
        """The blocks that the description was read from: some were headings before they were paragraphs."""
        for placed in self.role.sections:
            if field_of(placed.section) == "description":
                for block in placed.section.blocks:
                    if self.owners.of_line[block.start - 1] == "description":
                        yield block

    def _paragraphs(self, lengths: frozenset[int]) -> Iterator[tuple[str, Block]]:
        """The paragraphs of the role that have so many lines, with their texts."""
        if self.segment.body:
            for part in self.segment.body:
                yield from part.remember(("paragraphs", lengths), folded, part.blocks, self.grammars, lengths)
            return
        for section in self.role.outline:
            yield from folded(section.blocks, self.grammars, lengths)

    def _own_level(self) -> None:
        """Return the level of a role that states neither a code nor a level's label; facts that state another
        level are reported.
        """
        draft = self.draft
        if self.role.shape == "family" or self._is_ladder:
            return
        if draft.level is None:
            sections = [placed.section for placed in self.role.sections]
            found = own_level(self.segment.title, draft.facts, sections, self.role.rank, self.schemes, self.grammars)
            draft.level = found.record if found else None
            if found and found.is_mentioned:
                draft.diagnostics.append(diagnose("W439", found.start, found.end, found.notation.label))
        stated = level_of_facts(draft.facts, self.schemes, self.grammars)
        if draft.level and stated and stated.differs_from(draft.level):
            detail = f"{stated.notation.label} and {draft.level.label}"
            draft.diagnostics.append(diagnose("W512", stated.start, stated.end, detail))

    def _levels_of_page(self) -> None:
        """Return the levels that the page describes or names above items, its own one included (its block is `level`).

        A level that several places describe, such as an overview and a section of its own, is one level. A page without
        a level of its own is a ladder, unless it names only one level above items.
        """
        draft, seen = self.draft, dict[str, Level]()
        for level in sorted(draft.levels, key=lambda level: level.spans["label"][0].line_start):
            known = seen.get(level.key)
            seen[level.key] = _with_more(known, level) if known else level
        own = draft.level
        draft.levels = list(seen.values()) if not own or seen.keys() - {own.key} else []
        is_ladder = not own and (self._is_ladder or len(seen) >= LEAST_LEVELS)
        if draft.levels and draft.shape == "role" and is_ladder:
            draft.shape = "ladder"


def _with_more(level: Level, again: Level) -> Level:
    """A level with the name and the summary that another place gives it, where it has none."""
    more = {
        field: value
        for field in ("name", "summary")
        if getattr(level, field) is None and (value := getattr(again, field)) is not None
    }
    spans = {field: again.spans[field] for field in more if field in again.spans}
    return level.model_copy(update={**more, "spans": {**level.spans, **spans}}) if more else level


def _sections_above(blocks: Sequence[Block], grammars: Grammars) -> list[Section]:
    """What is above a title, cut at the headings that the words know."""
    found: list[Section] = []
    unknown: list[Block] = []

    def close() -> None:
        if unknown:
            found.append(Section(None, tuple(unknown)))
            unknown.clear()

    for section in split_sections(blocks):
        meaning = known_words(section.heading.text, None, grammars) if section.heading else None
        if meaning is not None:
            close()
            found.append(section._replace(kind=kind_of(meaning), basis="stated"))
        else:
            unknown += [*((section.heading,) if section.heading else ()), *section.blocks]
    close()
    return found

"""One profile from its segment: sections to builders, claims to a record, every line to an owner."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

from ingest.blocks import Block, CodeBlock, Heading, Paragraph, Rule
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars, LevelCode
from ingest.outline.front import front_entries, is_rule
from ingest.outline.kinds import field_of
from ingest.outline.model import Field, Placed, Section
from ingest.outline.outline import Role
from ingest.outline.titles import clean_title, role_name, title_text
from ingest.profiles.contradictions import find_contradictions
from ingest.profiles.joining import join_rungs, joined
from ingest.profiles.kept import keep
from ingest.profiles.occupations import check_occupations
from ingest.profiles.own_level import level_of_facts, own_level
from ingest.profiles.settled import Settled, settle, settle_as_kept
from ingest.records import Fact, Level, Shape, Span
from ingest.records import Section as KeptSection
from ingest.sections.claim import Context, Lined, lines, span
from ingest.sections.description import fold, folded
from ingest.sections.progression import MOST_LEVELS
from ingest.sections.table import BUILDERS

JOINED = frozenset((
    "responsibilities", "requirements", "guidelines", "skills", "facts", "pay", "levels", "adjacent_roles",
    "title_aliases", "classifications",
))  # fmt: skip
GROUPED = frozenset(("responsibilities", "requirements", "skills"))  # items that say which section they come from
NUMBERED = frozenset(("responsibilities", "requirements"))  # items with ordinals


class ProfileBuilder:
    """Builds the values of one Profile: plain in `values`, in `records` what is validated already.

    `structure` and `owners` are the dump's, one entry a line: what holds before any builder, and what is filled as
    lines are claimed. `schemes` are the schemes of levels that the page says it uses.
    """

    def __init__(
        self,
        role: Role,
        lines: Sequence[str],
        structure: Sequence[str],
        owners: list[str],
        schemes: Container[str],
        grammars: Grammars,
    ) -> None:
        self.role = role
        self.segment = role.segment
        self.lines = lines
        self.owners = owners
        self.schemes = schemes
        self.grammars = grammars
        self.values: dict[str, Any] = {"spans": {}, "intros": {}}
        self.records: dict[str, Any] = {}
        self.kept: list[KeptSection] = []
        self.diagnostics: list[Diagnostic] = []
        self._structure = structure
        self._stated_in_front: list[dict[str, int]] = []  # lines of the front matter's description
        self._sections: dict[str, Placed] = {}  # which section gave a field
        self._joined: dict[str, tuple[list[Any], list[Any]]] = {}  # values and records of fields that sections join
        self._said: dict[str, None] = {}  # the description's paragraphs, where several sections say it
        self._levels: tuple[int, frozenset[str]] = (0, frozenset())  # those of so many guidelines
        self._comparable: list[dict[str, Any]] = []  # guidelines that bullets may be held against,
        self._looked_at = 0  # of so many

    def build(self) -> dict[str, Any]:
        """All fields but `diagnostics` and `source`; diagnostics are in `self.diagnostics`."""
        self.diagnostics += self.segment.notes
        self._front()
        self._preamble()
        level = self._identity()
        self._read_sections(level)
        self._level(level)
        self._description()
        self.diagnostics += find_contradictions(self.values, self.segment)
        self.diagnostics += check_occupations(self.values, self.lines)
        self.values.pop("level_block", None)
        self.kept.sort(key=lambda section: section.span.line_start)
        self._report_kept()
        self._report_inferred()
        self._report_loose()
        self._own_level()
        self._levels_of_ladder()
        if guidelines := self.records.get("guidelines"):
            self.records["guidelines"] = join_rungs(guidelines, self._structure, self.lines)
        outline = [_entry(section) for section in self.role.outline if section.heading or section.kind]
        return {**self.values, **self.records, "sections": self.kept, "outline": outline, "shape": self._shape()}

    # -- title and code ------------------------------------------------------------------------------------------------

    def _preamble(self) -> None:
        """What stands before the title: the title again is furniture, anything else is kept."""
        title = title_text(self.segment.title.text, self.grammars) if self.segment.title else None
        rest: list[Block] = []
        for block in self.segment.preamble:
            if isinstance(block, Heading | Paragraph | CodeBlock):
                text = title_text(block.text, self.grammars)
                if text in ("", title):
                    self._own("furniture", block)
                    continue
            if isinstance(block, Rule):
                continue
            rest.append(block)
        if rest:
            above = Section(None, tuple(rest))
            self._put(above, settle_as_kept(above, self._structure, self.lines, self.grammars))

    def _front(self) -> None:
        """Front matter: known keys are facts, those of the page itself are furniture, the rest is kept as it stands."""
        front = self.segment.front
        if front is None:
            return
        facts = []
        rest: list[Block] = []
        titles = [block.start for block in (self.segment.title, self.segment.again) if block is not None]
        for entry in front_entries(front):
            at = lines(entry.start, entry.end)
            words = self.grammars.words
            is_of_page = words.is_page_key(entry.key)
            key = None if is_of_page else words.fact_key(entry.key)
            owner = "furniture" if is_of_page else "section"
            if entry.value and entry.key.casefold() == "description":
                self.values["description"] = self.records["description"] = fold(entry.value, self.grammars)
                self._stated_in_front.append(at)
                owner = "description"
            elif entry.value and key is not None and key != "title":
                facts.append(Fact(key=key, label=entry.key, value=entry.value, span=Span(**at)))
                owner = "facts"
            elif not is_of_page and entry.start not in titles:
                text = "\n".join(self.lines[entry.start - 1 : entry.end])
                rest.append(CodeBlock(text, entry.start, entry.end))
            for number in range(entry.start, entry.end + 1):
                self.owners[number - 1] = owner
        if facts:
            self.values["facts"] = self.records["facts"] = tuple(facts)
        if rest:
            kept = Section(None, tuple(rest))
            self.kept.append(KeptSection.model_validate(keep(kept, rest, self.lines, self.grammars)))
        for number in (front.start, front.end):
            if is_rule(self.lines[number - 1]):
                self.owners[number - 1] = "structure"
        self._own("structure", front)

    def _identity(self) -> LevelCode | None:
        """Title, name, code, path; the level that they state."""
        segment, spans = self.segment, self.values["spans"]
        if segment.title:
            title = title_text(segment.title.text, self.grammars)
            title = title if segment.label or segment.code else clean_title(title, self.grammars)
            self.values["title"] = title
            self.values["name"] = segment.label.text if segment.label and segment.label.text else self._name(title)
            stated = [block for block in (segment.title, segment.again) if block is not None]
            spans["title"] = spans["name"] = [span(block) for block in stated]
            for block in stated:
                for number in range(block.start, block.end + 1):
                    self.owners[number - 1] = "title"  # a heading by its marks, but the record's title first of all
        if segment.code and segment.code_block:
            self.values["code"] = segment.code.code
            self.values["path"] = segment.code.path
            spans["code"] = spans["path"] = [span(segment.code_block)]
            if segment.code.code not in segment.code_block.text:
                detail = f"{segment.code.code} in half-width letters"
                self.diagnostics.append(diagnose("I606", segment.code_block.start, detail=detail))
            self._own("code", segment.code_block)
            return segment.code.level
        if segment.label and segment.title:
            self.diagnostics.append(diagnose("W411", segment.title.start, detail=segment.label.level.code))
            return segment.label.level
        if segment.title and not (isinstance(segment.title, Heading) and segment.title.depth):
            self.diagnostics.append(diagnose("W427", segment.title.start, segment.title.end))
        return None

    def _name(self, title: str) -> str:
        """A title without its level and without words for the kind of page."""
        if self.segment.code is not None:
            return title
        name, notation = self.grammars.levels.split_title(role_name(title, self.grammars))
        return name if notation and name else role_name(title, self.grammars)

    # -- sections ------------------------------------------------------------------------------------------------------

    def _read_sections(self, level: LevelCode | None) -> None:
        """Every section by its builder, those first that others are held against; what has no builder is kept."""
        found = [(field_of(placed.section), placed) for placed in self.role.sections]
        for field, placed in sorted(found, key=lambda pair: BUILDERS[pair[0]].turn if pair[0] in BUILDERS else 0):
            if field in BUILDERS:
                self._take(field, placed, level)
            else:
                self._keep(placed)
        for joined_field, (_, records) in self._joined.items():
            self.records[joined_field] = tuple(records)
        if self._said:
            self.values["description"] = self.records["description"] = "\n\n".join(self._said)

    def _report_inferred(self) -> None:
        """One finding for each run of paragraphs whose kind only their words tell."""
        found = [placed.section for placed in self.role.sections if placed.section.basis == "inferred"]
        for kind in dict.fromkeys(section.kind for section in found):
            ours = [section for section in found if section.kind == kind]
            also = [(section.start, section.end) for section in ours[1:]]
            self.diagnostics.append(diagnose("W438", ours[0].start, ours[0].end, str(kind), also=also))

    def _report_loose(self) -> None:
        """One finding on the paragraphs that only stand beside a section."""
        found = [placed.section for placed in self.role.sections if placed.section.is_loose]
        if found:
            also = [(section.start, section.end) for section in found[1:]]
            self.diagnostics.append(diagnose("I612", found[0].start, found[0].end, also=also))

    def _take(self, name: Field, placed: Placed, level: LevelCode | None) -> None:
        """Read a section by a builder, and put what it says into the record."""
        entry = BUILDERS[name]
        levels = self._named_levels(level) if entry.asks_levels else frozenset[str]()
        guidelines = self._guidelines() if entry.asks_guidelines else ()
        stated = tuple((guideline["level"], guideline["raw"]) for guideline in guidelines)
        section = placed.section

        def read() -> Settled:
            context = Context(self.grammars, levels, guidelines)
            claim = entry.build(section, context)
            return settle(name, section, claim, placed.part, self._structure, self.lines, self.grammars)

        how = (section.kind, section.basis, section.group, section.need, section.level, section.dimensions, section.end)
        settled = placed.part.remember((name, placed.at, how, levels, stated), read)
        if any(self._is_taken(field) for field in settled.values):
            self.diagnostics.append(diagnose("W313", section.start, section.end))
            self._keep(placed)
            return
        for field in settled.values:
            self._put_value(field, settled.values[field], settled.records[field], placed)
        self._put(section, settled)
        if settled.intros:
            known = self.values["intros"].get(name)
            self.values["intros"][name] = f"{known}\n{settled.intros}" if known else settled.intros
            self.values["spans"].setdefault(f"intros.{name}", []).extend(settled.intro_spans)

    def _is_taken(self, field: str) -> bool:
        """Whether a section said something of a field that holds one value."""
        key = "level_block" if field == "level" else field
        return bool(self.values.get(key)) and field not in JOINED and field != "description"

    def _put_value(self, field: str, value: Any, record: Any, placed: Placed) -> None:
        """A section's value of a field; a second section's items join the first one's."""
        if field == "level":
            self.values["level_block"] = value
        elif field not in self.values:
            self.values[field] = value
            self.records[field] = record
        elif field == "description":
            self._said = self._said or dict.fromkeys(self.values[field].split("\n\n"))
            self._said.update(dict.fromkeys(value.split("\n\n")))
            return
        else:
            heading = placed.section.heading
            one = self._sections[field].section if field in self._sections else None
            first = one.heading if one and one.level == placed.section.level else None  # dimensions recur below levels
            group = heading.text if heading and field in GROUPED else None
            if heading and first and heading.text.casefold() == first.text.casefold():
                self.diagnostics.append(diagnose("W313", placed.section.start, placed.section.end))
                group = None
            if field not in self._joined:  # lists of our own: what the section gave may be remembered
                self._joined[field] = [*self.values[field]], [*self.records[field]]
                self.values[field], self.records[field] = self._joined[field]
            values, records = self._joined[field]
            records += joined(record, len(records), group, field in NUMBERED)
            values += value
            return
        self._sections[field] = placed

    def _named_levels(self, own: LevelCode | None) -> frozenset[str]:
        """The levels that the page itself names."""
        guidelines = self.values.get("guidelines", ())
        if self._levels[0] != len(guidelines):
            stated = frozenset(guideline["level"] for guideline in guidelines if guideline["level"])
            self._levels = len(guidelines), stated
        levels = self._levels[1]
        return levels if own is None or own.code in levels else levels | {own.code}

    def _guidelines(self) -> Sequence[dict[str, Any]]:
        """The guidelines that bullets may be held against: those with levels; more than a few prove nothing."""
        guidelines = self.values.get("guidelines", ())
        if len(self._comparable) <= MOST_LEVELS:
            self._comparable += [guideline for guideline in guidelines[self._looked_at :] if guideline["level"]]
            del self._comparable[MOST_LEVELS + 1 :]
            self._looked_at = len(guidelines)
        return self._comparable or guidelines[:1]

    def _keep(self, placed: Placed) -> None:
        section = placed.section

        def read() -> Settled:
            return settle_as_kept(section, self._structure, self.lines, self.grammars)

        key = ("kept", placed.at, section.kind, section.basis, section.level, section.end)
        self._put(section, placed.part.remember(key, read))

    def _put(self, section: Section, settled: Settled) -> None:
        """The owners of a section's lines, what is kept of it, what is said."""
        place = slice(section.start - 1, section.end)
        found = self.owners[place]
        if found != self._structure[place]:  # a line that two sections share stays with the first of them
            self.owners[place] = [
                old if old not in ("", "structure") else new for old, new in zip(found, settled.owners, strict=True)
            ]
        else:
            self.owners[place] = settled.owners
        self.kept += settled.kept
        self.diagnostics += settled.diagnostics

    # -- level and description -----------------------------------------------------------------------------------------

    def _level(self, own: LevelCode | None) -> None:
        """The level of code or title, with what the level block says of it."""
        block = self.values.pop("level_block", None)
        self.values["level_block"] = block or {}
        stated = dict(block or {})
        code = stated.pop("code", None)
        if own is None and code is not None:
            own = next((label.level for label in [self.grammars.label(code)] if label), None)
        if own is None:
            if block:
                self._keep_level(block)
            return
        spans = dict(stated.pop("spans", {}))
        where = [*self.values["spans"].get("code", [])]
        if self.segment.label and self.segment.title and self.segment.label.level.code == own.code:
            where.append(span(self.segment.title))
        if code == own.code:
            where += spans.get("code", [])
        where.sort(key=lambda at: at["line_start"])
        known = self.grammars.levels.read(own.code, where="fact")
        self.values["level"] = {
            **own._asdict(),
            "label": own.code,
            "scheme": known.scheme if known else None,
            "order": known.order if known else None,
            **stated,
            "spans": {**spans, "label": where, "code": where, "track": where, "rank": where},
        }

    def _keep_level(self, block: dict[str, Any]) -> None:
        """Attributes without any level to belong to: the section is kept whole."""
        placed = self._sections["level"]
        section = placed.section
        self.diagnostics.append(diagnose("W314", section.start, section.end, "a level block without a level"))
        self._keep(placed)

    def _description(self) -> None:
        description = self.values.get("description")
        if not description:
            return
        parts = set(description.split("\n\n"))
        spans = [span(block) for text, block in self._paragraphs() if text in parts]
        self.values["spans"]["description"] = [*self._stated_in_front, *spans]

    def _paragraphs(self) -> Iterator[tuple[str, Block]]:
        """All paragraphs of the role with their texts: any of them may say the description, or a part of it."""
        if self.segment.body:
            for part in self.segment.body:
                yield from part.remember("paragraphs", folded, part.blocks, self.grammars)
            return
        for section in self.role.outline:
            yield from folded(section.blocks, self.grammars)

    def _own_level(self) -> None:
        """The level of a role that states neither a code nor a level's label; facts that state another one are said."""
        if self.role.shape == "family" or self.records.get("levels"):
            return
        facts = self.records.get("facts", ())
        schemes = self.schemes
        if self.values.get("level") is None:
            self._find_level(facts, schemes)
        own, stated = self.values.get("level"), level_of_facts(facts, schemes, self.grammars)
        if own and stated and stated.differs_from(own):
            self.diagnostics.append(
                diagnose("W512", stated.start, stated.end, f"{stated.notation.label} and {own['label']}")
            )

    def _find_level(self, facts: Sequence[Fact], schemes: Container[str]) -> None:
        sections = [placed.section for placed in self.role.sections]
        found = own_level(self.segment.title, facts, sections, self.role.rank, schemes, self.grammars)
        if found is not None:
            self.values["level"] = found.plain()
            if found.is_mentioned:
                self.diagnostics.append(diagnose("W439", found.start, found.end, found.notation.label))

    def _levels_of_ladder(self) -> None:
        """Levels that the page describes are the record's where it has no level of its own."""
        levels = self.records.pop("levels", ())
        self.values.pop("levels", None)
        if self.values.get("level") is None and levels:
            seen: dict[str, Any] = {}
            for level in sorted(levels, key=_line_of_level):
                seen.setdefault(level.key, level)
            self.records["levels"] = tuple(seen.values())

    def _shape(self) -> Shape:
        return "ladder" if self.role.shape == "role" and self.records.get("levels") else self.role.shape

    # -- accounting ----------------------------------------------------------------------------------------------------

    def _report_kept(self) -> None:
        """One note on the sections that nobody claims, one on paths that bare headings leave open."""
        kept = [section for section in self.kept if section.basis not in (None, "known") and section.kind is None]
        if kept:
            first, last = kept[0].span.line_start, kept[-1].span.line_end
            names = ", ".join(str(section.heading) for section in kept[:3]) + (", …" if len(kept) > 3 else "")
            self.diagnostics.append(diagnose("I603", first, max(first, last), f"{len(kept)}: {names}"))
        for section in kept:
            if self._names_another(str(section.heading)):
                line = section.span.line_start
                self.diagnostics.append(diagnose("W429", line, detail=str(section.heading)))
        inferred = [section.span for section in kept if section.path_basis == "inferred"]
        if inferred:
            first, last = inferred[0].line_start, inferred[-1].line_end
            detail = f"{len(inferred)} headings without depth"
            self.diagnostics.append(diagnose("W410", first, max(first, last), detail))

    def _names_another(self, heading: str) -> bool:
        """Whether a heading is the title of another role: a name and a level, and not those of this profile."""
        label, own = self.grammars.title(heading), self.segment.label
        if label is None or self.grammars.label(heading) or self.grammars.is_pair(heading):
            return False
        return own is None or (label.level, label.text) != (own.level, own.text)

    def _own(self, owner: str, lined: Lined) -> None:
        for number in range(lined.start, lined.end + 1):
            if not self.owners[number - 1] and self.lines[number - 1].strip():
                self.owners[number - 1] = owner


def _line_of_level(level: Level) -> int:
    return level.spans["label"][0].line_start


def _entry(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading.text if section.heading else None,
        "span": lines(section.start, section.end),
        "kind": section.kind,
        "kind_basis": section.basis,
        "group": section.group,
        "level": section.level.key if section.level else None,
    }

"""One profile from its segment: sections to builders, claims to a record, every line to an owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ingest.blocks import Block, CodeBlock, Heading, Paragraph, Part, Rule
from ingest.blocks.headings import is_key_with_value
from ingest.builders.claim import Context, Lined, span
from ingest.builders.contradictions import find_contradictions
from ingest.builders.description import folded
from ingest.builders.occupations import check_occupations
from ingest.builders.responsibilities import is_label_of_duties
from ingest.builders.section import Section, split_sections
from ingest.builders.segments import Segment
from ingest.builders.settled import Settled, settle, settle_as_kept
from ingest.builders.table import BUILDERS
from ingest.builders.titles import title_text
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars, LevelCode
from ingest.records import Section as KeptSection

LEAST_KNOWN_SECTIONS = 2
PROSE = ("description", "focus", "provenance")  # sections of paragraphs: what they take back is one


class _Placed(NamedTuple):
    """A section, the part of the page that it is in, its how-many-eth there."""

    section: Section
    part: Part
    at: int


class ProfileBuilder:
    """Builds the values of one Profile: plain in `values`, in `records` what is validated already.

    `structure` and `owners` are the dump's, one entry a line: what holds before any builder, and what is filled as
    lines are claimed.
    """

    def __init__(
        self, segment: Segment, lines: Sequence[str], structure: Sequence[str], owners: list[str], grammars: Grammars
    ) -> None:
        self.segment = segment
        self.lines = lines
        self.owners = owners
        self.grammars = grammars
        self.values: dict[str, Any] = {"spans": {}, "intros": {}}
        self.records: dict[str, Any] = {}
        self.kept: list[KeptSection] = []
        self.diagnostics: list[Diagnostic] = []
        self._structure = structure
        self._sections: dict[str, _Placed] = {}  # which section gave a field

    def build(self) -> dict[str, Any]:
        """All fields but `diagnostics` and `source`; diagnostics are in `self.diagnostics`."""
        self.diagnostics += self.segment.notes
        self._preamble()
        level = self._identity()
        sections = [
            _Placed(section, part, index)
            for part in self.segment.body
            for index, section in enumerate(part.remember("sections", _sections, part, self.grammars))
        ]
        self._known_sections(sections, level)
        self._level(level)
        self._description()
        self.diagnostics += find_contradictions(self.values, self.segment)
        self.diagnostics += check_occupations(self.values, self.lines)
        self.values.pop("level_block", None)
        self._judge(sections)
        self.kept.sort(key=lambda section: section.span.line_start)
        self._report_kept()
        return {**self.values, **self.records, "sections": self.kept}

    # -- title and code --------------------------------------------------------------------------------------------

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

    def _identity(self) -> LevelCode | None:
        """Title, name, code, path; the level that they state."""
        segment, spans = self.segment, self.values["spans"]
        if segment.title:
            title = title_text(segment.title.text, self.grammars)
            self.values["title"] = title
            self.values["name"] = segment.label.text if segment.label and segment.label.text else title
            spans["title"] = spans["name"] = [span(segment.title)]
            for number in range(segment.title.start, segment.title.end + 1):
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

    # -- sections --------------------------------------------------------------------------------------------------

    def _known_sections(self, sections: list[_Placed], level: LevelCode | None) -> None:
        """Builders in the order of their table; a second section of one name is kept, not merged."""
        by_name: dict[str, list[_Placed]] = {}
        for placed in sections:
            section = placed.section
            name = "description" if section.heading is None else section.name
            if name is None or name not in BUILDERS:
                self._keep(placed)
            else:
                by_name.setdefault(name, []).append(placed)
        for name in BUILDERS:
            for placed in by_name.get(name, []):
                self._take(name, placed, level)

    def _take(self, name: str, placed: _Placed, level: LevelCode | None) -> None:
        """What a section says into the record, unless a section of this name said something already."""
        field = "level_block" if name == "level" else name
        entry = BUILDERS[name]
        guidelines = self.values.get("guidelines", ())
        levels = self._levels(level, guidelines) if entry.asks_levels else frozenset[str]()
        guidelines = guidelines if entry.asks_guidelines else ()
        stated = tuple((guideline["level"], guideline["raw"]) for guideline in guidelines)

        def read() -> Settled:
            context = Context(self.grammars, levels, guidelines)
            claim = entry.build(placed.section, context)
            return settle(name, placed.section, claim, placed.part, self._structure, self.lines, self.grammars)

        settled = placed.part.remember((placed.at, levels, stated), read)
        if settled.value and self.values.get(field) and not self._merges(field, settled.value):
            self.diagnostics.append(diagnose("W313", placed.section.start, placed.section.end))
            self._keep(placed)
            return
        if settled.value and field not in self.values:
            self.values[field] = settled.value
            if name != "level":
                self.records[name] = settled.record
            self._sections[name] = placed
        self._put(placed.section, settled)
        if settled.intros:
            known = self.values["intros"].get(name)
            self.values["intros"][name] = f"{known}\n{settled.intros}" if known else settled.intros
            self.values["spans"].setdefault(f"intros.{name}", []).extend(settled.intro_spans)

    @staticmethod
    def _levels(own: LevelCode | None, guidelines: Sequence[dict[str, Any]]) -> frozenset[str]:
        """The levels that the page itself names."""
        stated = {guideline["level"] for guideline in guidelines if guideline["level"]}
        return frozenset(stated | {own.code} if own else stated)

    def _merges(self, field: str, value: Any) -> bool:
        """A description may come in two parts: the lede, and a section of its own."""
        if field != "description":
            return False
        parts = [*self.values[field].split("\n\n"), *value.split("\n\n")]
        self.values[field] = self.records[field] = "\n\n".join(dict.fromkeys(parts))
        return True

    def _keep(self, placed: _Placed) -> None:
        def read() -> Settled:
            return settle_as_kept(placed.section, self._structure, self.lines, self.grammars)

        self._put(placed.section, placed.part.remember((placed.at, "kept"), read))

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

    # -- level and description -------------------------------------------------------------------------------------

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
        self.values["spans"]["description"] = [
            span(paragraph)
            for part in self.segment.body
            for text, paragraph in part.remember("paragraphs", folded, part.blocks, self.grammars)
            if text in parts
        ]

    # -- judgement and accounting ----------------------------------------------------------------------------------

    def _judge(self, sections: list[_Placed]) -> None:
        known = {placed.section.name for placed in sections if placed.section.name}
        if self.segment.code or self.segment.label or len(known) >= LEAST_KNOWN_SECTIONS:
            return
        detail = f"no code, no level in the title, {len(known) or 'no'} known section{'' if len(known) == 1 else 's'}"
        self.diagnostics.append(diagnose("E201", 1, detail=detail))

    def _report_kept(self) -> None:
        """One note on the sections that nobody claims, one on paths that bare headings leave open."""
        kept = [section for section in self.kept if section.basis not in (None, "known")]
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
        if label is None or self.grammars.label(heading) or is_key_with_value(heading):
            return False
        return own is None or (label.level, label.text) != (own.level, own.text)

    def _own(self, owner: str, lined: Lined) -> None:
        for number in range(lined.start, lined.end + 1):
            if not self.owners[number - 1] and self.lines[number - 1].strip():
                self.owners[number - 1] = owner


def _sections(part: Part, grammars: Grammars) -> list[Section]:
    return _absorb(split_sections(part.blocks), grammars)


def _absorb(sections: list[Section], grammars: Grammars) -> list[Section]:
    """Give sub-sections to the known section above them: by stated depth, or where its builder takes them back."""
    merged: list[Section] = []
    absorbed: list[Block] = []  # what the last of `merged` has taken in
    last: Block | None = None
    for section in sections:
        above = merged[-1] if merged else None
        if above is not None and above.name in BUILDERS and _belongs(section, above, last, grammars):
            assert section.heading is not None
            heading = section.heading
            taken = Paragraph(heading.text, heading.start, heading.end) if above.name in PROSE else heading
            absorbed += [taken, *section.blocks]
        else:
            _finish(merged, absorbed)
            merged.append(section)
            absorbed = []
        last = absorbed[-1] if absorbed else section.blocks[-1] if section.blocks else None
    _finish(merged, absorbed)
    return merged


def _finish(merged: list[Section], absorbed: list[Block]) -> None:
    if absorbed:
        merged[-1] = merged[-1]._replace(blocks=(*merged[-1].blocks, *absorbed))


def _belongs(section: Section, above: Section, last: Block | None, grammars: Grammars) -> bool:
    heading, over = section.heading, above.heading
    if heading is None or over is None or above.name is None:
        return False
    if heading.section:
        return is_label_of_duties(section, above.name, grammars)
    if heading.depth is not None and over.depth is not None and heading.depth > over.depth:
        return True
    return BUILDERS[above.name].absorbs(section, last, grammars)

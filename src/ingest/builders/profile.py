"""One profile from its segment: sections to builders, claims to a record, every line to an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Rule, Table
from ingest.blocks.text import without_links
from ingest.builders.claim import Claim, Context, Lined, span
from ingest.builders.contradictions import find_contradictions
from ingest.builders.description import spans_of
from ingest.builders.kept import keep
from ingest.builders.occupations import check_occupations
from ingest.builders.section import Section, split_sections
from ingest.builders.segments import Segment, title_text
from ingest.builders.table import BUILDERS
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars, LevelCode

LEAST_KNOWN_SECTIONS = 2
LISTS = ("responsibilities", "guidelines", "skills")  # sections that are nothing without their items
PROSE = ("description", "focus", "provenance")  # sections of paragraphs: what they take back is one


class ProfileBuilder:
    """Builds the plain values of one Profile. `owners` is the dump's, one entry a line, filled as lines are claimed."""

    def __init__(self, segment: Segment, lines: Sequence[str], owners: list[str], grammars: Grammars) -> None:
        self.segment = segment
        self.lines = lines
        self.owners = owners
        self.grammars = grammars
        self.values: dict[str, Any] = {"spans": {}, "intros": {}, "sections": []}
        self.diagnostics: list[Diagnostic] = []
        self._sections: dict[str, Section] = {}  # which section gave a field
        self._headings = {block.start for block in segment.body if isinstance(block, Heading)}

    def build(self) -> dict[str, Any]:
        """All fields but `diagnostics` and `source`; diagnostics are in `self.diagnostics`."""
        self._preamble()
        level = self._identity()
        sections = _absorb(split_sections(self.segment.body), self.grammars)
        self._known_sections(sections, level)
        self._level(level)
        self._description()
        self.diagnostics += find_contradictions(self.values, self.segment)
        self.diagnostics += check_occupations(self.values, self.lines)
        self.values.pop("level_block", None)
        self._judge(sections)
        self.values["sections"].sort(key=lambda section: section["span"]["line_start"])
        self._report_kept()
        return self.values

    # -- title and code --------------------------------------------------------------------------------------------

    def _preamble(self) -> None:
        """What stands before the title: the title again is furniture, anything else is kept."""
        title = title_text(self.segment.title.text) if self.segment.title else None
        rest: list[Block] = []
        for block in self.segment.preamble:
            if isinstance(block, Heading | Paragraph | CodeBlock):
                text = title_text(block.text)
                if text in ("", title):
                    self._own("furniture", block)
                    continue
            if isinstance(block, Rule):
                continue
            rest.append(block)
        if rest:
            self._keep(Section(None, tuple(rest)), rest)

    def _identity(self) -> LevelCode | None:
        """Title, name, code, path; the level that they state."""
        segment, spans = self.segment, self.values["spans"]
        if segment.title:
            title = title_text(segment.title.text)
            self.values["title"] = title
            self.values["name"] = segment.label.text if segment.label and segment.label.text else title
            spans["title"] = spans["name"] = [span(segment.title)]
            for number in range(segment.title.start, segment.title.end + 1):
                self.owners[number - 1] = "title"  # a heading by its marks, but the record's title first of all
        if segment.code and segment.code_block:
            self.values["code"] = segment.code.code
            self.values["path"] = segment.code.path
            spans["code"] = spans["path"] = [span(segment.code_block)]
            self._own("code", segment.code_block)
            return segment.code.level
        if segment.label and segment.title:
            self.diagnostics.append(diagnose("W411", segment.title.start, detail=segment.label.level.code))
            return segment.label.level
        return None

    # -- sections --------------------------------------------------------------------------------------------------

    def _known_sections(self, sections: list[Section], level: LevelCode | None) -> None:
        """Builders in the order of their table; a second section of one name is kept, not merged."""
        by_name: dict[str, list[Section]] = {}
        for section in sections:
            name = section.name
            if section.heading is None:
                name = "description"
            if name is None or name not in BUILDERS:
                self._keep(section, section.blocks)
            else:
                by_name.setdefault(name, []).append(section)
        for name, entry in BUILDERS.items():
            for section in by_name.get(name, []):
                claim = entry.build(section, Context(self.grammars, level, self.values))
                self._take(name, section, claim)

    def _take(self, name: str, section: Section, claim: Claim) -> None:
        """A claim's values into the record, unless a section of this name gave some already."""
        empty = not section.blocks and not (section.heading and section.heading.arguments)
        if empty:
            self.diagnostics.append(
                diagnose("I604", section.start, section.end, section.heading.text if section.heading else "")
            )
            if section.heading and not section.path and name == "responsibilities":
                self._keep(section, ())
            return
        field = "level_block" if name == "level" else name
        value = claim.values.get(name)
        if value and self.values.get(field) and not self._merges(field, value):
            self.diagnostics.append(diagnose("W313", section.start, section.end))
            self._keep(section, section.blocks)
            return
        if value and field not in self.values:
            self.values[field] = value
            self._sections[name] = section
        for lined in claim.owned:
            if not isinstance(lined, Heading):
                self._disown_structure(lined)  # a card or a name that was taken for a heading is none
            self._own(name, lined)
        for lined in claim.furniture:
            self._own("furniture", lined)
        self._intros(name, claim)
        if claim.intros and name in LISTS and not value and not claim.rest and not claim.furniture:
            self.diagnostics.append(diagnose("W420", claim.intros[0].start, claim.intros[-1].end))
        for block in claim.rest:
            self._own("section", block)
        rest = sorted([*claim.rest, *self._unowned(section)], key=lambda block: block.start)
        if rest:
            if section.heading:
                self.diagnostics.append(diagnose("W314", rest[0].start, rest[-1].end))
            self._keep(section, rest)
        self.diagnostics += claim.diagnostics

    def _disown_structure(self, lined: Lined) -> None:
        for number in range(lined.start, lined.end + 1):
            if self.owners[number - 1] == "structure" and number in self._headings:
                self.owners[number - 1] = ""

    def _unowned(self, section: Section) -> list[Block]:
        """Blocks of a kind that the builder does not know: whatever it is, it is kept."""
        return [
            block
            for block in section.blocks
            if any(not self.owners[n - 1] and self.lines[n - 1].strip() for n in range(block.start, block.end + 1))
        ]

    def _merges(self, field: str, value: Any) -> bool:
        """A description may come in two parts: the lede, and a section of its own."""
        if field != "description":
            return False
        parts = [*self.values[field].split("\n\n"), *value.split("\n\n")]
        self.values[field] = "\n\n".join(dict.fromkeys(parts))
        return True

    def _intros(self, name: str, claim: Claim) -> None:
        if not claim.intros:
            return
        text = "\n".join(without_links(paragraph.text) for paragraph in claim.intros)
        known = self.values["intros"].get(name)
        self.values["intros"][name] = f"{known}\n{text}" if known else text
        spans = [span(paragraph) for paragraph in claim.intros]
        self.values["spans"].setdefault(f"intros.{name}", []).extend(spans)
        for paragraph in claim.intros:
            self._own(name, paragraph)

    def _keep(self, section: Section, blocks: Sequence[Block]) -> None:
        self.values["sections"].append(keep(section, blocks, self.lines))
        for block in blocks:
            self._own("structure" if isinstance(block, Heading) else "section", block)

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
        self.values["level"] = {
            **own._asdict(),
            **stated,
            "spans": {**spans, "code": where, "track": where, "rank": where},
        }

    def _keep_level(self, block: dict[str, Any]) -> None:
        """Attributes without any level to belong to: the section is kept whole."""
        section = self._sections["level"]
        self.diagnostics.append(diagnose("W314", section.start, section.end, "a level block without a level"))
        self._keep(section, section.blocks)

    def _description(self) -> None:
        description = self.values.get("description")
        if not description:
            return
        said = spans_of(
            description, [block for block in self.segment.body if not isinstance(block, BulletList | Table)]
        )
        self.values["spans"]["description"] = [span(paragraph) for paragraph in said]

    # -- judgement and accounting ----------------------------------------------------------------------------------

    def _judge(self, sections: list[Section]) -> None:
        known = {section.name for section in sections if section.name}
        if self.segment.code or self.segment.label or len(known) >= LEAST_KNOWN_SECTIONS:
            return
        detail = f"no code, no level in the title, {len(known) or 'no'} known section{'' if len(known) == 1 else 's'}"
        self.diagnostics.append(diagnose("E201", 1, detail=detail))

    def _report_kept(self) -> None:
        """One note on the sections that nobody claims, one on paths that bare headings leave open."""
        kept = [section for section in self.values["sections"] if section["basis"] not in (None, "known")]
        if kept:
            first, last = kept[0]["span"]["line_start"], kept[-1]["span"]["line_end"]
            names = ", ".join(section["heading"] for section in kept[:3]) + (", …" if len(kept) > 3 else "")
            self.diagnostics.append(diagnose("I603", first, max(first, last), f"{len(kept)}: {names}"))
        inferred = [section["span"] for section in kept if section["path_basis"] == "inferred"]
        if inferred:
            first, last = inferred[0]["line_start"], inferred[-1]["line_end"]
            detail = f"{len(inferred)} headings without depth"
            self.diagnostics.append(diagnose("W410", first, max(first, last), detail))

    def _own(self, owner: str, lined: Lined) -> None:
        for number in range(lined.start, lined.end + 1):
            if not self.owners[number - 1] and self.lines[number - 1].strip():
                self.owners[number - 1] = owner


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
        merged[-1] = replace(merged[-1], blocks=(*merged[-1].blocks, *absorbed))


def _belongs(section: Section, above: Section, last: Block | None, grammars: Grammars) -> bool:
    heading, over = section.heading, above.heading
    if heading is None or over is None or heading.section or above.name is None:
        return False
    if heading.depth is not None and over.depth is not None and heading.depth > over.depth:
        return True
    return BUILDERS[above.name].absorbs(section, last, grammars)

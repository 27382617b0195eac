"""Level guidelines: tables of levels, and labels of levels with their dimensions below them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, Heading, Paragraph, Table
from ingest.diagnostics import diagnose
from ingest.outline.model import Section
from ingest.records import DIMENSIONS, YEARS
from ingest.sections.definition_lists import flatten, pair
from ingest.sections.experience import read_experiences
from ingest.sections.guideline_draft import GuidelineDraft
from ingest.sections.guideline_tables import TableReader
from ingest.sections.prose import take_intro
from ingest.sections.reader_interface import Claim, Context, lines, span


def read_guidelines(section: Section, context: Context) -> Claim:
    """A guideline for each row or column of a table, and for each label; what cells cannot prove is `unplaced`."""
    claim = Claim()
    guidelines: list[GuidelineDraft] = []
    groups: list[Block] = []  # guidelines without a table: a level's label, its dimensions below
    for block in take_intro(section.blocks, claim, context.grammars):
        if not isinstance(block, Table):
            groups.append(block)
            continue
        table = TableReader(block, context, claim)
        read = table.read()
        if read is None:
            claim.rest.append(block)
            continue
        guidelines += read
        claim.records += [*table.levels, *table.pay]
        if read or not table.levels:
            claim.owned.append(block)
        else:
            claim.owned_by.append(("levels", block))
    guidelines += _labelled(groups, context, claim)
    _report_doubles(guidelines, claim)
    claim.records += [guideline.record(context) for guideline in guidelines]
    if not claim.records:  # what introduces no guideline is about the ladder itself
        claim.rest += claim.intros
        claim.intros = []
    return claim


def _labelled(blocks: Sequence[Block], context: Context, claim: Claim) -> list[GuidelineDraft]:
    """A guideline for each label that has at least one known dimension below it; other blocks are kept."""
    grammars = context.grammars
    guidelines = []
    groups: list[tuple[Block, str, list[Block]]] = []
    for block in blocks:
        label = grammars.label(block.text) if isinstance(block, Heading | Paragraph) else None
        if label and not (isinstance(block, Paragraph) and block.mark):
            groups.append((block, label.level.code, []))
        elif groups:
            groups[-1][2].append(block)
        else:
            claim.rest.append(block)
    for head, level, below in groups:
        entries, unpaired, diagnostics = pair(below)
        fields = [grammars.column(entry.name) for entry in entries]
        if unpaired or not any(field in DIMENSIONS for field in fields):
            claim.rest += [head, *below]
            continue
        claim.owned += [head, *below]
        claim.diagnostics += diagnostics
        raw = "\n".join(line.text for line in flatten([head, *below]))
        guideline = GuidelineDraft(level, None, raw, lines(head.start, max(entry.end for entry in entries)))
        for entry, field in zip(entries, fields, strict=True):
            if entry.text:
                guideline.place(field, entry.name, entry.text, [span(entry)])
        if years := guideline.fields.get(YEARS):
            guideline.experience = read_experiences(years, guideline.at, grammars, claim)
        guidelines.append(guideline)
    return guidelines


def _report_doubles(guidelines: Sequence[GuidelineDraft], claim: Claim) -> None:
    seen: dict[str, int] = {}
    for guideline in guidelines:
        level, line = guideline.level, guideline.at.line_start
        if level in seen:
            claim.diagnostics.append(diagnose("W506", line, detail=f"{level} stands in line {seen[level]} already"))
        elif level:
            seen[level] = line

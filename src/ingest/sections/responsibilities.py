"""Responsibilities: bullets below labels of levels, or without any."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.outline.model import Section
from ingest.records import Responsibility
from ingest.sections.guideline_draft import level_of_mark
from ingest.sections.items import ItemRow, read_items
from ingest.sections.level_inference import infer_levels
from ingest.sections.reader_interface import Claim, Context, span


def read_responsibilities(section: Section, context: Context) -> Claim:
    """Every bullet, with the level of the label above it; without labels, with the level that the guidelines prove."""
    claim = Claim()
    reader = read_items(section, context, claim, is_by_level=_is_by_level(section), kind="responsibilities")
    rows: Sequence[ItemRow] = reader.rows
    if rows and not reader.labelled and section.level is None:
        rows = _with_levels(rows, section, context, claim)
    claim.records += as_responsibilities(rows, context)
    claim.records += [level_of_mark(mark, context) for mark in reader.levels]
    return claim


def as_responsibilities(rows: Sequence[ItemRow], context: Context) -> list[Responsibility]:
    """The records of items that are duties."""
    return [
        Responsibility(
            level=context.plain_or_none(row.level),
            level_basis=row.level_basis,
            level_title=context.plain_or_none(row.level_title),
            group=context.plain_or_none(row.group),
            ordinal=row.ordinal,
            parent=row.parent,
            text=context.plain(row.text),
            span=span(row),
        )
        for row in rows
    ]


def _is_by_level(section: Section) -> bool:
    """Whether the heading announces levels, which pages explain in a sentence below it."""
    return section.heading is not None and "level" in section.heading.text.casefold()


def _with_levels(rows: Sequence[ItemRow], section: Section, context: Context, claim: Claim) -> Sequence[ItemRow]:
    """The rows with the levels that the guidelines prove of them; as they are if nothing is proven."""
    outer = [row for row in rows if row.parent is None]
    guidelines = context.guidelines
    levels = infer_levels([row.text for row in outer], [(row.level, row.raw) for row in guidelines if row.level])
    if levels is None:
        if guidelines or _is_by_level(section):
            claim.say("W402", rows[0], f"{len(outer)} bullets", last=rows[-1])
        return rows
    by_ordinal: dict[int | None, str] = dict(zip((row.ordinal for row in outer), levels, strict=True))
    placed = []
    for row in rows:
        level = by_ordinal.get(row.ordinal) or by_ordinal.get(row.parent)
        if row.parent is not None:
            by_ordinal[row.ordinal] = level or ""
        placed.append(row._replace(level=level, level_basis="inferred"))
    count = len(outer) // len(set(levels))
    proof = "the order is proven by the guidelines' words, the boundaries are not"
    detail = f"{len(set(levels))} levels of {count} bullets; {proof}"
    claim.say("W401", rows[0], detail, last=rows[-1])
    return placed

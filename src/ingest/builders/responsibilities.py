"""Responsibilities: bullets under level labels, or without any."""

from __future__ import annotations

from typing import Any

from ingest.blocks import Block, BulletList, Heading, Paragraph, Row, Table
from ingest.builders.claim import Claim, Context, span
from ingest.builders.intro import take_intro
from ingest.builders.progression import infer_levels
from ingest.builders.section import Section
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars, Label


def build_responsibilities(section: Section, context: Context) -> Claim:
    """Every bullet, with the level of the label above it; without labels, with the level that the guidelines prove."""
    claim = Claim()
    rows: list[dict[str, Any]] = []
    label: Label | None = None
    labelled = False
    introduced: set[str] = set()  # levels whose bullets have begun
    for block in take_intro(section.blocks, claim, context.grammars):
        if isinstance(block, Heading):
            label = context.grammars.label(block.text)
            labelled = labelled or label is not None
            if label and label.glued:
                claim.diagnostics.append(
                    diagnose("W409", block.start, block.end, f"{label.level.code} and {label.text}")
                )
            if label is None:
                claim.rest.append(block)
            else:
                claim.owned.append(block)
        elif isinstance(block, BulletList):
            _bullets(block, label, rows, claim)
            introduced.add(label.level.code if label else "")
        elif isinstance(block, Table) and _table(block, context.grammars, rows, claim):
            labelled = True
        elif isinstance(block, Paragraph) and label and label.level.code not in introduced and len(block.text) <= 300:
            claim.intros.append(block)  # a sentence under a level's label, before its bullets
        else:
            claim.rest.append(block)
    if rows and not labelled:
        _infer(rows, section, context, claim)
    claim.values["responsibilities"] = rows
    return claim


def absorbs_responsibilities(section: Section, last: Block | None, grammars: Grammars) -> bool:
    """A level label goes on with the section, whatever its mark."""
    return section.heading is not None and grammars.label(section.heading.text) is not None


def _bullets(block: BulletList, label: Label | None, rows: list[dict[str, Any]], claim: Claim) -> None:
    parents: list[int] = []  # ordinals of the bullets that the next one may be nested under
    for item in block.items:
        del parents[item.depth :]
        ordinal = len(rows) + 1
        rows.append(
            {
                "level": label.level.code if label else None,
                "level_basis": "stated" if label else None,
                "level_title": label.text if label else None,
                "ordinal": ordinal,
                "parent": parents[-1] if parents else None,
                "text": item.text,
                "span": span(item),
            }
        )
        parents.append(ordinal)
    claim.owned.append(block)


def _table(table: Table, grammars: Grammars, rows: list[dict[str, Any]], claim: Claim) -> bool:
    """A table of levels and what is done at each. Only rows of exactly two cells, the first of them a level."""
    labels = [_row_label(row, grammars) for row in table.rows]
    if table.width != 2 or not table.rows or not all(labels):
        claim.rest.append(table)
        return False
    for row, label in zip(table.rows, labels, strict=True):
        assert label is not None
        rows.append(
            {
                "level": label.level.code,
                "level_basis": "stated",
                "level_title": label.text,
                "ordinal": len(rows) + 1,
                "parent": None,
                "text": row.cells[1],
                "span": span(row),
            }
        )
    claim.owned.append(table)
    return True


def _row_label(row: Row, grammars: Grammars) -> Label | None:
    return grammars.label(row.cells[0]) if len(row.cells) == 2 else None


def _infer(rows: list[dict[str, Any]], section: Section, context: Context, claim: Claim) -> None:
    outer = [row for row in rows if row["parent"] is None]
    first, last = rows[0]["span"]["line_start"], rows[-1]["span"]["line_end"]
    guidelines = context.built.get("guidelines", [])
    levels = infer_levels([row["text"] for row in outer], guidelines)
    if levels is None:
        by_level = section.heading is not None and "level" in section.heading.text.casefold()
        if guidelines or by_level:
            claim.diagnostics.append(diagnose("W402", first, last, f"{len(outer)} bullets"))
        return
    by_ordinal: dict[int, str] = dict(zip((row["ordinal"] for row in outer), levels, strict=True))
    for row in rows:
        level = by_ordinal.get(row["ordinal"]) or by_ordinal.get(row["parent"])
        if row["parent"] is not None:
            by_ordinal[row["ordinal"]] = level or ""
        row["level"], row["level_basis"] = level, "inferred"
    count = len(outer) // len(set(levels))
    proof = "the order is proven by the guidelines' words, the boundaries are not"
    detail = f"{len(set(levels))} levels of {count} bullets; {proof}"
    claim.diagnostics.append(diagnose("W401", first, last, detail))

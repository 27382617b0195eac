"""Responsibilities: bullets under level labels, or without any."""

from __future__ import annotations

from typing import Any

from ingest.diagnostics import diagnose
from ingest.outline.model import Section
from ingest.sections.claim import Claim, Context
from ingest.sections.items import read_items
from ingest.sections.progression import infer_levels


def build_responsibilities(section: Section, context: Context) -> Claim:
    """Every bullet, with the level of the label above it; without labels, with the level that the guidelines prove."""
    claim = Claim()
    reader = read_items(section, context, claim, is_by_level=_is_by_level(section))
    if reader.rows and not reader.labelled and section.level is None:
        _infer(reader.rows, section, context, claim)
    claim.values["responsibilities"] = reader.rows
    return claim


def _is_by_level(section: Section) -> bool:
    """Whether the heading announces levels, which pages explain in a sentence below it."""
    return section.heading is not None and "level" in section.heading.text.casefold()


def _infer(rows: list[dict[str, Any]], section: Section, context: Context, claim: Claim) -> None:
    outer = [row for row in rows if row["parent"] is None]
    first, last = rows[0]["span"]["line_start"], rows[-1]["span"]["line_end"]
    guidelines = context.guidelines
    levels = infer_levels([row["text"] for row in outer], guidelines)
    if levels is None:
        if guidelines or _is_by_level(section):
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

"""A level and its dimensions as plain values; guidelines without a table: a level's label, its dimensions below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.blocks import Block, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.outline.kinds import DIMENSIONS
from ingest.outline.model import LevelMark
from ingest.sections.claim import Claim, lines, put
from ingest.sections.entries import flatten, pair
from ingest.sections.experience import read_experiences

YEARS = "degree_experience"  # the dimension whose texts have a type: a number of years


def blank_guideline(level: str | None, raw: str, at: dict[str, int]) -> dict[str, Any]:
    """A plain Guideline of which only the level is known."""
    return {
        "level": level,
        "level_basis": "stated" if level else None,
        **dict.fromkeys(DIMENSIONS),
        "experience": [],
        "other": {},
        "unplaced": [],
        "raw": raw,
        "spans": {},
        "span": at,
    }


def plain_level(mark: LevelMark, grammars: Grammars) -> dict[str, Any]:
    """A plain Level of which only the heading is known."""
    notation = grammars.levels.read(mark.label, where="table")
    at = [lines(mark.start, mark.end)]
    return {
        "label": mark.label,
        "code": mark.code,
        "track": notation.track if notation else None,
        "rank": notation.rank if notation else None,
        "scheme": notation.scheme if notation else None,
        "order": notation.order if notation else None,
        "name": mark.title,
        "other": {},
        "spans": {"label": at, **({"name": at} if mark.title else {})},
    }


def read_groups(blocks: Sequence[Block], grammars: Grammars, claim: Claim) -> list[dict[str, Any]]:
    """A guideline for each label that has at least one known dimension below it; other blocks are kept."""
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
        guideline = blank_guideline(level, raw, lines(head.start, max(entry.end for entry in entries)))
        for entry, field in zip(entries, fields, strict=True):
            if not entry.text:
                continue
            if field in DIMENSIONS and guideline[field] is None:
                guideline[field] = entry.text
            else:
                put(guideline["other"], entry.name, entry.text)
        years = guideline[YEARS]
        if years:
            guideline["experience"] = read_experiences(years, guideline["span"], grammars, claim)
        guidelines.append(guideline)
    return guidelines

"""A dimension of a level: a heading below the level's heading, and what the level asks for in it."""

from __future__ import annotations

from typing import Any

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Table
from ingest.outline.kinds import DIMENSIONS
from ingest.outline.model import Section
from ingest.sections.claim import Claim, Context, lines, put, span
from ingest.sections.dimensions import blank_guideline, plain_level
from ingest.text.normalise import without_links


def build_rubric(section: Section, context: Context) -> Claim:
    """One guideline of one dimension, which the heading names, or the heading above a level's label. The texts of
    bullets and paragraphs are joined by line ends."""
    claim = Claim()
    mark, heading = section.level, section.heading
    assert mark is not None, section
    assert heading is not None, section
    if heading.start == mark.start:
        claim.values["levels"] = [plain_level(mark, context.grammars)]
    texts: list[str] = []
    spans: list[dict[str, int]] = []
    for block in section.blocks:
        said = list(_texts(block))
        if not said:
            claim.rest.append(block)
            continue
        texts += said
        spans.append(span(block))
        claim.owned.append(block)
    if texts:
        at = lines(spans[0]["line_start"], spans[-1]["line_end"])
        guideline = blank_guideline(mark.key, "\n".join(texts), at)
        guideline |= {"level_basis": "stated", "level_title": mark.title, "spans": {}}
        name = section.group or heading.text
        place(guideline, name.strip(" :*_"), "\n".join(texts), spans, context)
        claim.values["guidelines"] = [guideline]
    return claim


def place(guideline: dict[str, Any], name: str, text: str, at: list[dict[str, int]], context: Context) -> None:
    """Put a text under its dimension: one of the four named ones, or the name as written."""
    field = context.grammars.column(name)
    if field in DIMENSIONS and guideline[field] is None:
        guideline[field] = text
        guideline["spans"][field] = at
    else:
        put(guideline["other"], name, text)
        guideline["spans"].setdefault(name, []).extend(at)


def _texts(block: Block) -> list[str]:
    if isinstance(block, BulletList):
        return [without_links(item.text) for item in block.items]
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Paragraph):
        return [without_links(block.text)]
    assert isinstance(block, Table | CodeBlock), block
    return []

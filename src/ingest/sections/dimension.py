"""A dimension of a level: a heading below the level's heading, and what the level asks for in it."""

from __future__ import annotations

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Table
from ingest.outline.model import Section
from ingest.records import Span
from ingest.sections.claim import Claim, Context, lines, span
from ingest.sections.guideline import GuidelineDraft, level_of_mark
from ingest.text.normalise import without_links


def read_dimension(section: Section, context: Context) -> Claim:
    """One guideline of one dimension, which the heading names, or the heading above a level's label. The texts of
    bullets and paragraphs are joined by line ends. A role of a family may have dimensions without a level."""
    claim = Claim()
    mark, heading = section.level, section.heading
    assert heading is not None, section
    if mark is not None and heading.start == mark.start:
        claim.records.append(level_of_mark(mark, context))
    texts: list[str] = []
    spans: list[Span] = []
    for block in section.blocks:
        said = list(_texts(block))
        if not said:
            claim.rest.append(block)
            continue
        texts += said
        spans.append(span(block))
        claim.owned.append(block)
    if texts:
        at = lines(spans[0].line_start, spans[-1].line_end)
        said_of_level = "\n".join(texts)
        guideline = GuidelineDraft(mark.key if mark else None, mark.title if mark else None, said_of_level, at)
        name = (section.group or heading.text).strip(" :*_")
        guideline.place(context.grammars.column(name), name, said_of_level, spans)
        claim.records.append(guideline.record(context))
    return claim


def _texts(block: Block) -> list[str]:
    if isinstance(block, BulletList):
        return [without_links(item.text) for item in block.items]
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Paragraph):
        return [without_links(block.text)]
    assert isinstance(block, Table | CodeBlock), block
    return []

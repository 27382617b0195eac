"""The content that no reader claims: sections as they are on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Table
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.records import Section as KeptSection
from ingest.records import SectionBlock, SectionItem
from ingest.sections.reader_interface import lines, span


def keep(section: Section, blocks: Sequence[Block], texts: Sequence[str], grammars: Grammars) -> KeptSection:
    """The record of a heading and the given blocks; `texts` are the lines of the dump."""
    heading = section.heading
    spanned = [*([heading] if heading else []), *blocks]
    return KeptSection(
        kind=section.kind,
        kind_basis=section.basis,
        level=section.level.key if section.level else None,
        heading=heading.text if heading else None,
        basis=heading.basis if heading else None,
        path=section.path,
        path_basis=section.path_basis,
        blocks=tuple(_block(block, texts, grammars.plain) for block in blocks),
        span=lines(min(s.start for s in spanned), max(s.end for s in spanned)),
    )


def _block(block: Block, texts: Sequence[str], shown: Callable[[str], str]) -> SectionBlock:
    raw, at = "\n".join(texts[block.start - 1 : block.end]), span(block)
    if isinstance(block, BulletList):
        items = tuple(SectionItem(text=shown(item.text), depth=item.depth, span=span(item)) for item in block.items)
        return SectionBlock(kind="list", items=items, raw=raw, span=at)
    if isinstance(block, Table):
        rows = tuple(tuple(map(shown, row.cells)) for row in block.all_rows)
        return SectionBlock(kind="table", rows=rows, raw=raw, span=at)
    if isinstance(block, Heading):
        return SectionBlock(kind="heading", text=shown(block.text), raw=raw, span=at)
    if isinstance(block, Paragraph):
        return SectionBlock(kind="paragraph", text=shown(block.text), raw=raw, span=at)
    assert isinstance(block, CodeBlock), block
    return SectionBlock(kind="code", text=block.text, raw=raw, span=at)

"""What no builder claims: sections as they stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Table
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.sections.claim import lines, span


def keep(section: Section, blocks: Sequence[Block], texts: Sequence[str], grammars: Grammars) -> dict[str, Any]:
    """A plain Section record of a heading and the given blocks; `texts` are the lines of the dump."""
    heading = section.heading
    spanned = [*([heading] if heading else []), *blocks]
    return {
        "kind": section.kind,
        "kind_basis": section.basis,
        "level": section.level.key if section.level else None,
        "heading": heading.text if heading else None,
        "basis": heading.basis if heading else None,
        "path": section.path,
        "path_basis": section.path_basis,
        "blocks": [_block(block, texts, grammars.plain) for block in blocks],
        "span": lines(min(s.start for s in spanned), max(s.end for s in spanned)),
    }


def _block(block: Block, texts: Sequence[str], shown: Callable[[str], str]) -> dict[str, Any]:
    plain: dict[str, Any] = {"raw": "\n".join(texts[block.start - 1 : block.end]), "span": span(block)}
    if isinstance(block, BulletList):
        items = [{"text": shown(item.text), "depth": item.depth, "span": span(item)} for item in block.items]
        return {**plain, "kind": "list", "items": items}
    if isinstance(block, Table):
        rows = [block.header, *block.rows] if block.header else block.rows
        return {**plain, "kind": "table", "rows": [tuple(map(shown, row.cells)) for row in rows if row]}
    if isinstance(block, Heading):
        return {**plain, "kind": "heading", "text": shown(block.text)}
    if isinstance(block, Paragraph):
        return {**plain, "kind": "paragraph", "text": shown(block.text)}
    assert isinstance(block, CodeBlock)
    return {**plain, "kind": "code", "text": block.text}

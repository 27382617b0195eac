"""Kept sections: their headings, and their blocks by kind."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Section, SectionBlock
from rendering.dialect import Dialect


def render_kept(section: Section, style: Dialect) -> Iterator[list[str]]:
    """A heading as deep as its path is long, if the page said so, and what stood under it."""
    if section.heading:
        yield style.heading(section.heading, 2 + len(section.path) if section.path_basis == "stated" else None)
    yield from render_blocks(section, style)


def render_blocks(section: Section, style: Dialect) -> Iterator[list[str]]:
    """What stood under a heading."""
    for block in section.blocks:
        yield _render(block, style, 3 + len(section.path))


def _render(block: SectionBlock, style: Dialect, depth: int) -> list[str]:
    if block.kind == "list":
        return style.bullets((item.depth, item.text) for item in block.items)
    if block.kind == "table":
        return style.table(block.rows[0], block.rows[1:])
    if block.kind == "heading":
        return style.heading(block.text or "", depth)
    if block.kind == "code":
        return block.raw.split("\n")
    return style.paragraph(block.text or "")

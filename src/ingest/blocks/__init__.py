"""Stage 2 of the reader, lines to blocks: headings, paragraphs, lists, tables, each with its lines."""

from ingest.blocks.document import read_blocks
from ingest.blocks.model import (
    Block,
    BulletList,
    CodeBlock,
    Document,
    Heading,
    Item,
    Paragraph,
    Part,
    Rule,
)
from ingest.text.table import Row, Table

__all__ = [
    "Block", "BulletList", "CodeBlock", "Document", "Heading", "Item", "Paragraph", "Part", "Row", "Rule", "Table",
    "read_blocks",
]  # fmt: skip

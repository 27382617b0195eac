"""Text to blocks."""

from ingest.blocks.model import (
    Block,
    BulletList,
    CodeBlock,
    Document,
    Heading,
    Item,
    Paragraph,
    Part,
    Row,
    Rule,
    Table,
)
from ingest.blocks.reader import read_blocks

__all__ = [
    "Block", "BulletList", "CodeBlock", "Document", "Heading", "Item", "Paragraph", "Part", "Row", "Rule", "Table",
    "read_blocks",
]  # fmt: skip

"""Text to blocks."""

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

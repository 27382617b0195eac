"""The description: once as text, everywhere as spans. A page says it as lede, as summary, as the focus's text."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, Paragraph
from ingest.blocks.headings import is_key_with_value, states_code
from ingest.blocks.text import fits
from ingest.builders.claim import Claim, Context
from ingest.builders.glued import is_glued
from ingest.builders.section import Section
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars

FACT_WIDTH = 60


def build_description(section: Section, context: Context) -> Claim:
    """The distinct paragraphs, in order, joined by blank lines. The first section of a profile has no heading."""
    claim = Claim()
    paragraphs: list[Paragraph] = []
    for block in section.blocks:
        if isinstance(block, Paragraph) and not block.mark:
            if context.grammars.is_placeholder(block.text):
                claim.furniture.append(block)
            elif _is_fact(block.text, context.grammars):
                claim.rest.append(block)
            else:
                paragraphs.append(block)
                if is_glued(block.text):
                    claim.diagnostics.append(diagnose("W406", block.start, block.end, block.text[:60]))
        else:
            claim.rest.append(block)
    claim.owned += paragraphs
    texts = list(dict.fromkeys(fold(paragraph.text, context.grammars) for paragraph in paragraphs))
    texts = [text for text in texts if text]
    if texts:
        claim.values["description"] = "\n\n".join(texts)
    return claim


def _is_fact(text: str, grammars: Grammars) -> bool:
    """`Job family: Freight`, or a code with what stands beside it, describes nothing."""
    if not fits(text, FACT_WIDTH) or text.endswith((".", "!", "?")):
        return False
    return is_key_with_value(text) or states_code(text, grammars)


def folded(blocks: Sequence[Block], grammars: Grammars) -> list[tuple[str, Paragraph]]:
    """All paragraphs, with their texts folded: any of them may say the description, or a part of it."""
    return [(fold(block.text, grammars), block) for block in blocks if isinstance(block, Paragraph)]


def fold(text: str, grammars: Grammars) -> str:
    """A paragraph on one line with single blanks, without marks."""
    return " ".join(grammars.plain(text).split())

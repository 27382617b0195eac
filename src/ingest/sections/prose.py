"""Paragraphs: folded texts, the sentence below a heading that is about the section, and what says that it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, BulletList, Paragraph
from ingest.grammar import Grammars
from ingest.punctuation import SEMICOLONS
from ingest.sections.glued_sentences import is_glued
from ingest.sections.reader_interface import Claim
from ingest.text.sentences import describes


def take_intro(blocks: Sequence[Block], claim: Claim, grammars: Grammars) -> list[Block]:
    """Move the leading paragraph into `claim.intros` and placeholders into its owned lines, and return the other
    blocks.

    A term above its definition is not an intro, nor is a name among terms that lost their definitions, nor the first
    part of a list, which ends with a semicolon. A second paragraph is not an intro either: it may be a bullet that lost
    its mark.
    """
    has_terms = any(isinstance(block, Paragraph) and block.mark for block in blocks)
    for at, paragraph in enumerate(blocks):
        if not isinstance(paragraph, Paragraph) or paragraph.mark or claim.intros:
            return list(blocks[at:])
        if (has_terms and not describes(paragraph.text)) or paragraph.text.endswith(SEMICOLONS):
            return list(blocks[at:])
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        over_definition = isinstance(following, Paragraph) and (
            following.mark or following.indent > paragraph.indent + 1
        )
        if over_definition and not describes(paragraph.text):
            return list(blocks[at:])
        if is_glued(paragraph.text):
            claim.say("W406", paragraph, paragraph.text[:60])
            claim.rest.append(paragraph)
        elif grammars.is_placeholder(paragraph.text):
            claim.say_empty(paragraph)
        else:
            claim.intros.append(paragraph)
    return []


def take_placeholders(blocks: Sequence[Block], claim: Claim, grammars: Grammars) -> list[Block]:
    """Move paragraphs that say that a section is empty into the claim's furniture; the other blocks come back."""
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and grammars.is_placeholder(block.text):
            claim.say_empty(block)
        else:
            rest.append(block)
    return rest


def folded(
    blocks: Sequence[Block], grammars: Grammars, lengths: frozenset[int] | None = None
) -> list[tuple[str, Block]]:
    """All paragraphs and lists, or those of so many lines, with their texts folded: any of them may say the
    description, or a part of it."""
    texts = [block for block in blocks if isinstance(block, Paragraph | BulletList)]
    return [(_fold_block(block, grammars), block) for block in texts if lengths is None or _length(block) in lengths]


def _length(block: Paragraph | BulletList) -> int:
    return len(block.items) if isinstance(block, BulletList) else 1


def _fold_block(block: Paragraph | BulletList, grammars: Grammars) -> str:
    """A paragraph on one line, a list with an item a line."""
    if isinstance(block, BulletList):
        return "\n".join(fold(item.text, grammars) for item in block.items)
    return fold(block.text, grammars)


def fold(text: str, grammars: Grammars) -> str:
    """A paragraph on one line with single blanks, without marks."""
    return " ".join(grammars.plain(text).split())

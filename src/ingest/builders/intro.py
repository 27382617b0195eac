"""The sentences under a heading that are about the section, and the placeholder that says that it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, Paragraph
from ingest.builders.claim import Claim
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars


def take_intro(blocks: Sequence[Block], claim: Claim, grammars: Grammars) -> list[Block]:
    """Move leading paragraphs into `claim.intros`, placeholders into its owned lines; the other blocks come back.

    A term over its definition is no intro, though it is a paragraph.
    """
    rest = list(blocks)
    while rest and isinstance(rest[0], Paragraph) and not rest[0].mark:
        following = rest[1] if len(rest) > 1 else None
        if isinstance(following, Paragraph) and (following.mark or following.indent > rest[0].indent + 1):
            break
        paragraph = rest.pop(0)
        assert isinstance(paragraph, Paragraph)
        if grammars.is_placeholder(paragraph.text):
            claim.diagnostics.append(diagnose("I601", paragraph.start, paragraph.end))
            claim.owned.append(paragraph)
        else:
            claim.intros.append(paragraph)
    return rest

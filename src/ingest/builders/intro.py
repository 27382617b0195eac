"""The sentences under a heading that are about the section, and the placeholder that says that it is empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block, Paragraph
from ingest.builders.claim import Claim
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars


_STOP_AND_CAPITAL = re.compile(r"[^\W\d_][.!?][A-Z]")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z][a-z]")


def is_glued(text: str) -> bool:
    """Whether several texts stand in one line without a blank between them: `…understands.SQLReads tables.Tea…`."""
    stops = len(_STOP_AND_CAPITAL.findall(text))
    return stops > 1 or (stops == 1 and _CAPITAL_INSIDE.search(text) is not None)


def take_intro(blocks: Sequence[Block], claim: Claim, grammars: Grammars) -> list[Block]:
    """Move leading paragraphs into `claim.intros`, placeholders into its owned lines; the other blocks come back.

    A term over its definition is no intro, though it is a paragraph.
    """
    for at, paragraph in enumerate(blocks):
        if not isinstance(paragraph, Paragraph) or paragraph.mark:
            return list(blocks[at:])
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(following, Paragraph) and (following.mark or following.indent > paragraph.indent + 1):
            return list(blocks[at:])
        if is_glued(paragraph.text):
            claim.diagnostics.append(diagnose("W406", paragraph.start, paragraph.end, paragraph.text[:60]))
            claim.rest.append(paragraph)
        elif grammars.is_placeholder(paragraph.text):
            claim.diagnostics.append(diagnose("I601", paragraph.start, paragraph.end))
            claim.owned.append(paragraph)
        else:
            claim.intros.append(paragraph)
    return []

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
    rest = list(blocks)
    while rest and isinstance(rest[0], Paragraph) and not rest[0].mark:
        following = rest[1] if len(rest) > 1 else None
        if isinstance(following, Paragraph) and (following.mark or following.indent > rest[0].indent + 1):
            break
        if is_glued(rest[0].text):
            claim.diagnostics.append(diagnose("W406", rest[0].start, rest[0].end, rest[0].text[:60]))
            claim.rest.append(rest.pop(0))
            continue
        paragraph = rest.pop(0)
        assert isinstance(paragraph, Paragraph)
        if grammars.is_placeholder(paragraph.text):
            claim.diagnostics.append(diagnose("I601", paragraph.start, paragraph.end))
            claim.owned.append(paragraph)
        else:
            claim.intros.append(paragraph)
    return rest

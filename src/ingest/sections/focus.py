"""The focus: its heading has its name, its text is below."""

from __future__ import annotations

from ingest.blocks import Block, Paragraph
from ingest.outline.model import Section
from ingest.records import Focus, Spans
from ingest.sections.prose import fold
from ingest.sections.reader_interface import Claim, Context, span


def read_focus(section: Section, context: Context) -> Claim:
    """`Focus — NAME` and its paragraphs. A heading without a name takes the first short line below it."""
    claim = Claim()
    heading = section.heading
    body: list[Block] = list(section.blocks)
    spans: Spans = {}
    name = None
    if heading and heading.arguments:
        name = heading.arguments[0]
        spans["name"] = (span(heading),)
    elif body and isinstance(body[0], Paragraph) and len(body[0].text) <= 60 and not body[0].text.endswith("."):
        name = body[0].text
        spans["name"] = (span(body[0]),)
        claim.owned.append(body.pop(0))
    if name is None:
        claim.rest = body
        return claim
    texts: list[Paragraph] = []
    for block in body:
        if isinstance(block, Paragraph) and not block.mark:
            texts.append(block)
        else:
            claim.rest.append(block)
    claim.owned += texts
    if texts:
        spans["description"] = tuple(map(span, texts))
    said = "\n\n".join(dict.fromkeys(fold(text.text, context.grammars) for text in texts))
    claim.records.append(Focus(name=context.plain(name), description=said or None, spans=spans))
    return claim

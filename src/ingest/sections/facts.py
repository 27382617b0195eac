"""Facts: key–value lines, in any spelling; the key is canonical where the words know it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.blocks import Block, BulletList, Paragraph, Table
from ingest.outline.key_values import StatedFact, facts_of, stated_fact
from ingest.outline.model import Section
from ingest.records import Fact, Span
from ingest.sections.pay import pay_of
from ingest.sections.reader_interface import Claim, Context, span


def read_facts(section: Section, context: Context) -> Claim:
    """A fact for each pair. A line whose key means pay is read as pay, too; its owner is `facts`."""
    claim = Claim()
    for block in section.blocks:
        pairs = list(_pairs(block, context))
        if not pairs:
            claim.rest.append(block)
            continue
        claim.rest += _without_pairs(block, context)
        for fact, at in pairs:
            label, value = context.plain(fact.label), context.plain(fact.value)
            claim.records.append(Fact(key=context.plain(fact.key), label=label, value=value, span=at))
            if fact.key == "salary":
                claim.records += pay_of(fact.value, at, fact.label, context.grammars, claim)
    return claim


def _without_pairs(block: Block, context: Context) -> list[Block]:
    """The bullets that state no pair, and the rows of a table that have a key alone: their values are lost, or further
    down."""
    if isinstance(block, BulletList):
        others = [item for item in block.items if not facts_of(item.text, context.grammars)]
        return [BulletList((item,), item.start, item.end) for item in others]
    rows = block.all_rows if isinstance(block, Table) else ()
    return [Paragraph(row.cells[0], row.start, row.end) for row in rows if len(row.cells) == 1]


def _pairs(block: Block, context: Context) -> Iterator[tuple[StatedFact, Span]]:
    grammars = context.grammars
    if isinstance(block, Paragraph):
        yield from ((fact, span(block)) for fact in facts_of(block.text, grammars))
    elif isinstance(block, BulletList):
        for item in block.items:
            yield from ((fact, span(item)) for fact in facts_of(item.text, grammars))
    elif isinstance(block, Table):
        for row in block.all_rows:
            if len(row.cells) == 2 and all(row.cells):
                yield stated_fact(row.cells[0].rstrip(": "), row.cells[1], grammars), span(row)

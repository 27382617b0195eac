"""Headings that are pairs, a key with its value, and so head nothing: they are facts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from ingest.blocks import Block, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.outline.key_values import facts_of, states_amount
from ingest.punctuation import COLONS

OF_HEADINGS = ("title", "level", "code")  # keys of pairs that head what is below them
MOST_BESIDE = 2  # words of a value that is a number
LEAST_KNOWN = 2  # known keys of headings with marks one below the other,
LEAST_SHARE = 0.5  # and the share of them


def pairs_as_text(blocks: Sequence[Block], grammars: Grammars) -> list[Block]:
    """The blocks with those headings as paragraphs that are pairs: bare ones, `Class code: 3521`, bold ones whose key
    is known, and several with marks one below the other, `### Location: Old Quay` over `### Closes: 4 May`."""
    stacked = _stacked(blocks, grammars)
    return [
        as_text(block) if isinstance(block, Heading) and (at in stacked or _is_pair(block, grammars)) else block
        for at, block in enumerate(blocks)
    ]


def states_facts(block: Block, grammars: Grammars) -> bool:
    """Whether a line is a pair of a known key."""
    facts = facts_of(block.text, grammars) if isinstance(block, Paragraph | Heading) else ()
    return bool(facts) and all(fact.is_known for fact in facts)


def as_text(heading: Heading) -> Paragraph:
    """The line of a heading as a paragraph."""
    return Paragraph(heading.text, heading.start, heading.end)


def _stacked(blocks: Sequence[Block], grammars: Grammars) -> set[int]:
    """The numbers of pairs with marks of one depth, one below the other, that have nothing but a heading below."""
    found: set[int] = set()
    depths = [_depth_of_pair(block, below, grammars) for block, below in pairwise(blocks)]
    for depth, run in groupby(range(len(depths)), depths.__getitem__):
        stack = list(run) if depth else []
        known = sum(states_facts(blocks[at], grammars) for at in stack)
        if known >= max(LEAST_KNOWN, LEAST_SHARE * len(stack)):
            found.update(stack)
    return found


def _depth_of_pair(block: Block, below: Block, grammars: Grammars) -> int:
    """The depth of a heading with marks that is a pair and has a heading right below it; 0 for others."""
    if not isinstance(block, Heading) or not block.depth or not isinstance(below, Heading):
        return 0
    facts = facts_of(block.text, grammars) if any(colon in block.text for colon in COLONS) else ()
    return block.depth if facts and all(fact.key not in OF_HEADINGS for fact in facts) else 0


def _is_pair(heading: Heading, grammars: Grammars) -> bool:
    if heading.section is not None or heading.basis not in ("bare", "bold"):
        return False
    if heading.basis == "bold":
        facts = facts_of(heading.text, grammars)
        return bool(facts) and all(fact.is_known and fact.key not in OF_HEADINGS for fact in facts)
    label, colon, said = heading.text.partition(":")
    meaning = grammars.words.heading(label) if colon and said.strip() else None
    if meaning is not None and meaning.kind == "aliases":
        return True  # `Also called: Loaf Bearer`
    if states_amount(heading.text, grammars):
        return True
    pairs = facts_of(heading.text, grammars)
    return bool(pairs) and all(pair.is_known or _is_number(pair.value) for pair in pairs)


def _is_number(value: str) -> bool:
    """Return whether a value is a number or date with few words beside it."""
    return len(value.split()) <= MOST_BESIDE and sum(letter.isdigit() for letter in value) * 2 >= len(value)

"""The first text of a section of items: an introduction to the section, or one of its items."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, BulletList, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.punctuation import COLONS
from ingest.section_kinds import Kind
from ingest.sections.level_labels import find_label
from ingest.sections.reader_interface import Context
from ingest.text.sentences import has_sentence_inside

LEAST_UNMARKED = 2  # paragraphs, of which the first may be a sentence on the section


def may_have_intro(section: Section, blocks: Sequence[Block], grammars: Grammars, *, is_listed: bool) -> bool:
    """Whether the first text may be a sentence on the section: above a list (`is_listed`), above the label of a level,
    or where nothing tells it from the heading. A level's label over lines without marks has none."""
    is_above = is_listed or not _is_told_apart(section) or _is_over_label(blocks, grammars)
    return is_above and not _is_level_of_lines(section, blocks, grammars)


def is_first_item(blocks: Sequence[Block], kind: Kind, context: Context) -> bool:
    """Whether the sentence above a list is the first of its items: it begins as they do, and announces nothing."""
    first = blocks[0] if len(blocks) > 1 and isinstance(blocks[1], BulletList) else None
    if not isinstance(first, Paragraph) or first.mark or first.text.endswith(COLONS):
        return False
    return not has_sentence_inside(first.text) and context.grammars.words.opening_verbs.begins(
        context.plain(first.text), kind
    )


def starts_set_apart(section: Section) -> frozenset[int]:
    """The first lines of the blocks that a blank line tells apart from what is above them."""
    above = section.heading.end if section.heading else section.start - 2
    starts = set()
    for block in section.blocks:
        if block.start > above + 1:
            starts.add(block.start)
        above = block.end
    return frozenset(starts)


def _is_told_apart(section: Section) -> bool:
    """Whether marks or a blank line tell the heading from the text below it."""
    heading = section.heading
    return (
        heading is None
        or heading.depth is not None
        or (section.blocks[0].start if section.blocks else 0) in starts_set_apart(section)
    )


def _is_over_label(blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether the label of a level is right below the first text: that one is of no level, and about all of them."""
    label = blocks[1] if len(blocks) > 1 else None
    return isinstance(label, Heading) and find_label(label.text, grammars) is not None


def _is_level_of_lines(section: Section, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether lines without marks are below a level's label: the first of them is no sentence on the section."""
    if section.heading is None or section.basis != "nested":
        return False
    are_lines = all(isinstance(block, Paragraph) and not block.mark for block in blocks[:LEAST_UNMARKED])
    return are_lines and find_label(section.heading.text, grammars) is not None

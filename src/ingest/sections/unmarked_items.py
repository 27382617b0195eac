"""Bullets whose marks are gone: the lines of a section without lists or tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ingest.blocks import Block, BulletList, Heading, Item, Paragraph
from ingest.grammar import Grammars
from ingest.punctuation import COLONS, SENTENCE_ENDS
from ingest.sections.reader_interface import Claim
from ingest.text.sentences import has_sentence_inside

LEAST_LINES = 3  # without any label among them; with one, two below it
LONGEST = 300  # characters
TITLE_WORDS = 4  # of a level's title below its label


def as_bullets(
    blocks: Sequence[Block], has_intro: bool, claim: Claim, grammars: Grammars, *, are_named: bool = False
) -> list[Block]:
    """Paragraphs of one sentence each as the bullets that they may have been, below labels of levels or without any.

    `has_intro` says that the first line is about the section, if it is no label; `are_named` that the heading asks for
    what is below it (`Desirable criteria`), or that the lines are written as such items, so that few lines will do,
    and one that is no sentence. Nothing is changed
    where a list or a table is among them, where a paragraph has several sentences, or where there are too few.
    """
    runs = [(is_label, list(run)) for is_label, run in groupby(blocks, lambda block: _is_label(block, grammars))]
    labelled = any(is_label for is_label, _ in runs)
    aside = has_intro and not labelled  # above the first label there is an intro anyway
    texts = [block for is_label, run in runs[labelled and not runs[0][0] :] if not is_label for block in run[aside:]]
    longest = max((len(run) - aside for is_label, run in runs if not is_label), default=0)
    written = [block.text for block in texts if isinstance(block, Paragraph)]
    least = LEAST_LINES - 1 if labelled else LEAST_LINES
    if are_named and all(map(_may_begin, written)) and not (len(written) == 1 and written[0].endswith(SENTENCE_ENDS)):
        least = 1
    if not all(map(_is_sentence, texts)) or longest < least:
        return list(blocks)
    if not any(text.endswith(SENTENCE_ENDS) for text in written) and not all(map(_may_begin, written)):
        return list(blocks)
    read: list[Block] = []
    for n, (is_label, run) in enumerate(runs):
        if is_label or (labelled and n == 0):
            read += run
            continue
        if aside or (n and len(run) > 1 and _is_title(run[0])):
            read.append(run.pop(0))
        read.append(BulletList.of(Item(x.text, 0, "", x.start, x.end) for x in run if isinstance(x, Paragraph)))
        claim.say("W434", run[0], f"{len(run)} lines", last=run[-1])
    return read


def _is_label(block: Block, grammars: Grammars) -> bool:
    return (
        isinstance(block, Heading | Paragraph) and len(block.text) <= LONGEST and grammars.label(block.text) is not None
    )


def _is_sentence(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.mark:
        return False
    return len(block.text) <= LONGEST and not has_sentence_inside(block.text)


def _may_begin(text: str) -> bool:
    """Whether a line reads as an item of its own: several words that begin with a capital, and head nothing."""
    return text[:1].isupper() and len(text.split()) > 1 and not text.endswith(COLONS)


def _is_title(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and not block.text.endswith(SENTENCE_ENDS)
        and len(block.text.split()) <= TITLE_WORDS
        and block.text[:1].isupper()
    )

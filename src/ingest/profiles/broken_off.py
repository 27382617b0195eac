"""Texts that may go on below, in a line that the section cannot hold. Nothing is joined: both stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.blocks import Block, BulletList, Paragraph, Table
from ingest.diagnostics import Diagnostic, diagnose
from ingest.sections.reader_interface import Lined
from ingest.text.normalise import fits
from ingest.text.sentences import has_ended

INLINE_MARKS = ("*", "_", "`")  # at which a tool may have broken a line
NAME_WIDTH = 20  # columns: a bullet no wider may be a name, which has no end mark


def report_broken_off(blocks: Sequence[Block], kept: Iterable[Block], *, has_names: bool) -> list[Diagnostic]:
    """W431 for the last bullet or row above a line that is kept, unless its text has come to an end."""
    below = {block.start for block in kept}
    found = []
    for above, block in pairwise(blocks):
        if not isinstance(block, Paragraph) or block.start not in below:
            continue
        last = _last(above)
        if last is None or has_ended(last[0]):
            continue
        may_be_name = has_names and isinstance(above, BulletList) and fits(last[0], NAME_WIDTH)
        if not may_be_name or block.text.startswith(INLINE_MARKS):
            found.append(diagnose("W431", last[1].start, block.end, f"…{last[0][-40:]}"))
    return found


def _last(block: Block) -> tuple[str, Lined] | None:
    """The text that a list or a table ends with, and what holds it."""
    if isinstance(block, BulletList) and block.items:
        return block.items[-1].text, block.items[-1]
    if isinstance(block, Table) and block.rows:
        return block.rows[-1].cells[-1], block.rows[-1]
    return None

"""Bullets that a tool may have cut, glued together or written twice: reported, and left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from ingest.diagnostics import Diagnostic, diagnose
from ingest.punctuation import WIDE_STOPS
from ingest.sections.glued_sentences import has_joint, is_glued, may_be_glued
from ingest.sections.reader_interface import Lined
from ingest.text.sentences import has_ended

LEAST_WORDS = 3  # of a piece that is known again
SENTENCE_WORDS = 4
LEAST_OTHERS = 4  # bullets by which another one is odd
MOST_ODD = 0.2  # of all bullets: what more of them have is a habit
_STOP_INSIDE = re.compile(rf"[{WIDE_STOPS}](?=[^\s」』）)])")  # where blanks set no sentences apart


class Bullet(Lined, Protocol):
    """A text and its lines."""

    @property
    def text(self) -> str:
        """The text."""


def report_odd_bullets(rows: Sequence[Bullet]) -> list[Diagnostic]:
    """What is odd about the items of a section, as far as the others tell."""
    checks = (_repeated(rows), _single_words(rows), _low_beginnings(rows), _glued(rows))
    return [
        _say(code, *found)
        for code, check in zip(("W419", "W435", "W431", "W406"), checks, strict=True)
        for found in check
    ]


def _say(code: str, first: Bullet, last: Bullet) -> Diagnostic:
    return diagnose(code, first.start, last.end, last.text[:60])


def _repeated(rows: Sequence[Bullet]) -> Iterator[tuple[Bullet, Bullet]]:
    """Bullets that end nowhere and are the beginning of one of the three above, or say the same."""
    for at, row in enumerate(rows):
        if not has_ended(row.text) and any(_begins_with(above, row.text) for above in rows[max(0, at - 3) : at]):
            yield row, row


def _begins_with(row: Bullet, piece: str) -> bool:
    """Whether a bullet begins with a piece; a word or two are one only of a bullet that goes on in another line."""
    begins = f"{row.text} ".startswith(f"{piece} ")
    return begins and (row.start < row.end or len(piece.split()) >= LEAST_WORDS)


def _single_words(rows: Sequence[Bullet]) -> Iterator[tuple[Bullet, Bullet]]:
    """One word without an end among sentences."""
    alone = [row for row in rows if len(row.text.split(None, 1)) == 1 and not has_ended(row.text)]
    if not alone:
        return
    sentences = sum(len(row.text.split()) >= SENTENCE_WORDS for row in rows)
    if sentences >= max(LEAST_OTHERS, (1 - MOST_ODD) * len(rows)):
        yield from ((row, row) for row in alone)


def _low_beginnings(rows: Sequence[Bullet]) -> Iterator[tuple[Bullet, Bullet]]:
    """A bullet in lower case below one without an end, where the others begin with capitals."""
    low = [row.text[:1].islower() for row in rows]
    if sum(low) > MOST_ODD * len(rows):
        return
    for (above, _), (row, is_low) in pairwise(zip(rows, low, strict=True)):
        if is_low and not has_ended(above.text):
            yield above, row


def _glued(rows: Sequence[Bullet]) -> Iterator[tuple[Bullet, Bullet]]:
    """Several texts in one bullet. Where blanks set nothing apart, a stop inside counts if few bullets have one."""
    texts = "\n".join([row.text for row in rows])
    if not may_be_glued(texts) and not _STOP_INSIDE.search(texts):
        return
    stops = [_STOP_INSIDE.search(row.text) is not None for row in rows]
    odd = len(rows) > LEAST_OTHERS and sum(stops) <= MOST_ODD * len(rows)
    for row, has_stop in zip(rows, stops, strict=True):
        if (odd and has_stop) or is_glued(row.text) or has_joint(row.text):
            yield row, row

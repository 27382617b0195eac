"""Bullets: marks, depths, texts that go on below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks.model import BulletList, Item
from ingest.bullet_marks import DOT
from ingest.grammar import Grammars
from ingest.text import Line
from ingest.text.invisible_syntax import is_unseen
from ingest.text.normalise import unescape
from ingest.text.sentences import has_ended

LEAST_BULLETS = 3  # by which a habit can be told
MOST_ENDED = 0.5
_DOT = re.compile(DOT)


class Bullet(NamedTuple):
    """One line of a run of bullets, before depths are known."""

    indent: int
    mark: str
    text: str
    start: int
    end: int


def read_bullets(text: str, lines: Sequence[Line], grammars: Grammars) -> list[Bullet]:
    """The bullets of consecutive lines; `text` is theirs. One that is struck out says nothing."""
    return [
        Bullet(columns(blanks), mark, "" if is_unseen(said, grammars) else said.strip(), line.start, line.end)
        for (blanks, mark, said), line in zip(grammars.page.bullet.findall(text), lines, strict=True)
    ]


def breaks_off(bullets: BulletList) -> bool:
    """Whether the last bullet has no end mark, though most have one."""
    ended = [has_ended(item.text) for item in bullets.items]
    return len(ended) >= LEAST_BULLETS and not ended[-1] and sum(ended) >= MOST_ENDED * len(ended)


def is_mark(text: str) -> bool:
    """Return whether a bullet's text is only another mark: `- •`. A dash may be a text that means "none"."""
    return _DOT.fullmatch(text) is not None


def build_list(bullets: list[Bullet]) -> BulletList:
    """Return a list with depths from indentation: a bullet is one deeper than the nearest one above it that is
    less indented.
    """
    items = []
    margins: list[int] = []
    for bullet in bullets:
        while margins and bullet.indent < margins[-1]:
            margins.pop()
        if not margins or bullet.indent > margins[-1] + 1:
            margins.append(bullet.indent)
        if bullet.text and not is_mark(bullet.text):
            items.append(Item(unescape(bullet.text), len(margins) - 1, bullet.mark, bullet.start, bullet.end))
    return BulletList(tuple(items), bullets[0].start, bullets[-1].end)


def columns(blanks: str) -> int:
    """Width of leading white space; a tab goes to the next multiple of four."""
    return len(blanks.expandtabs(4)) if blanks else 0

"""Dimensions whose levels are the items of a list: `- **Junior**: Says when a tray is late.` below `Communication`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Item, Paragraph, Table
from ingest.grammar import Grammars
from ingest.outline.level_tables import find_axis
from ingest.outline.model import LevelMark, Section
from ingest.outline.role_names import cut_at_joint, level_of, plain_emphasis
from ingest.punctuation import COLONS, SPACED_DASHES
from ingest.text.normalise import split_bold

LABEL_WIDTH = 40  # characters of a level before its text
LEAST = 2  # levels of a list that another one has as well,
LEAST_ALONE = 3  # and of the only such list
NEVER = frozenset(("responsibilities", "requirements", "pay", "facts"))  # whose items have levels otherwise
_JOINTS = tuple(joint.strip() for joint in (*COLONS, *SPACED_DASHES))


class Rung(NamedTuple):
    """What a dimension asks for at a level: the texts, and their first and last line."""

    mark: LevelMark
    texts: tuple[str, ...]
    start: int
    end: int


def dimensions_of_lists(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> frozenset[int]:
    """Return the sections that are dimensions: their lists say for each level what it requires.

    Another section must do so too, for at least two of the same levels. A single section is enough if it has three
    levels that are not a scale beside the page's own levels: `Level 1: novice` beside `Junior` and `Senior`.
    """
    found: dict[int, set[str]] = {}
    for i, section in enumerate(sections):
        if section.heading is not None and kinds[i] not in NEVER and (rungs := rungs_of(section.blocks, grammars)):
            found[i] = {rung.mark.key for rung in rungs}
    shared = Counter(key for keys in found.values() for key in keys)
    alone = {i for i, keys in found.items() if sum(shared[key] > 1 for key in keys) < LEAST}
    elsewhere = _levels_elsewhere(sections, grammars) if alone else set()
    return frozenset(
        i
        for i, keys in found.items()
        if i not in alone
        or (kinds[i] != "level" and len(keys) >= LEAST_ALONE and (not elsewhere or not keys.isdisjoint(elsewhere)))
    )


def _levels_elsewhere(sections: Sequence[Section], grammars: Grammars) -> set[str]:
    """The levels that headings and columns of tables name."""
    headings = [level_of(section.heading.text, grammars) for section in sections if section.heading]
    tables = [block for section in sections for block in section.blocks if isinstance(block, Table)]
    axes = [find_axis(table, grammars) for table in tables]
    marks = [*headings, *(mark for axis in axes if axis for mark in axis.levels.values())]
    return {mark.key for mark in marks if mark is not None}


def rungs_of(blocks: Sequence[Block], grammars: Grammars) -> list[Rung]:
    """What the items of lists, or lines in their stead, say of each level that they begin with; nothing unless all
    begin with a level, each with one of its own. Sentences may be above the first."""
    items = [block for block in blocks if isinstance(block, BulletList | Paragraph)]
    rungs: list[Rung] = []
    for first, below in outer_items(items if len(items) == len(blocks) else ()):
        stated = _stated(first.text, grammars)
        if stated is None:
            if isinstance(first, Paragraph) and not rungs:
                continue
            return []
        mark, text = stated
        texts = (*([text] if text else []), *(item.text for item in below))
        if not texts:
            return []
        mark = mark._replace(start=first.start, end=first.end)
        rungs.append(Rung(mark, texts, first.start, below[-1].end if below else first.end))
    return rungs if LEAST <= len(rungs) == len({rung.mark.key for rung in rungs}) else []


def outer_items(blocks: Sequence[BulletList | Paragraph]) -> Iterator[tuple[Item | Paragraph, Sequence[Item]]]:
    """The outer bullets and the lines, each with the bullets inside of it."""
    for block in blocks:
        yield from block.outer() if isinstance(block, BulletList) else ((block, ()),)


def _stated(text: str, grammars: Grammars) -> tuple[LevelMark, str] | None:
    """The level that a text begins with, and what is behind its colon, its dash, or its emphasis: `**L1** asks`."""
    label, said = split_bold(text)
    if label:
        mark = level_of(label.strip(), grammars) if said[:1].isspace() and len(label) <= LABEL_WIDTH else None
        if mark is not None and not said.strip().startswith(_JOINTS):
            return mark, plain_emphasis(said.strip())
    label, said = cut_at_joint(plain_emphasis(text))
    if len(label) > LABEL_WIDTH:
        return None
    label = label.strip()
    mark = level_of(label, grammars)
    if mark is None and grammars.words.is_of_scale(label):
        mark = LevelMark(label, None, None, 0, 0)
    return (mark, said) if mark is not None else None

"""Roles and levels that are the items of a list: `- **Shift lead** – plans the day`, or names over nested bullets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Item, Paragraph
from ingest.grammar import Grammars
from ingest.outline.kinds_by_words import are_amounts
from ingest.outline.levels_in_headings import named_levels
from ingest.outline.levels_in_lists import LABEL_WIDTH, outer_items
from ingest.outline.model import LevelMark, Section
from ingest.outline.role_names import (
    base_name,
    cut_at_joint,
    is_role_name,
    is_shaped_as_name,
    level_of,
    level_words,
    may_name_role,
    plain_emphasis,
    plain_name,
)
from ingest.punctuation import BOLD, COLONS, SPACED_DASHES
from ingest.text.normalise import split_bold, without_links
from ingest.text.sentences import has_ended

HOLDING = (None, "description", "responsibilities", "guidelines")  # kinds of sections that such lists may be in
LEAST = 2  # names of a list that are those of roles or levels,
SHARE = 0.5  # and the share of its names that are
LEAST_WORDS = 2  # of what is said of a name
NAMES_AN_OTHER = 4  # for one item of the list that is no name
_JOINTS = "".join((*COLONS, *SPACED_DASHES))


class _Named(NamedTuple):
    """A name at the beginning of an item or a line, what stands behind it, and the bullets below it."""

    name: str
    said: str
    below: tuple[Item, ...]
    at: Item | Paragraph


def split_named(section: Section, title: str | None, grammars: Grammars) -> tuple[list[Section], list[Section]]:
    """The section, and apart from it each item of its lists that names a role or a level, as a level of the page.

    What is said on the line of a name is the level's summary; bullets below the name are what it does. Roles whose
    lines begin as duties do have these as their duties. A page whose `title` is the name of a role has such lists for
    its levels only.
    """
    if section.kind not in HOLDING or section.basis == "form" or section.level is not None:
        return [section], []
    is_role = title is not None and is_role_name(title, grammars)
    rest: list[Block] = []
    pieces: list[Section] = []
    for run in _runs(section.blocks):
        named, others = _names(run, grammars)
        levels = _levels(named, grammars)
        is_read = section.kind == "responsibilities" and bool(levels)  # duties by level are told by their labels
        is_read = is_read or are_amounts(run[0], grammars) or bool(levels and others)
        if is_read or not _are_names(named, levels, grammars, is_role=is_role):
            rest += run
            continue
        duties = not levels and all(grammars.words.opening_verbs.begins(one.said, "responsibilities") for one in named)
        rest += others
        marks = levels or {i: _mark(one, label="" if duties else one.name) for i, one in enumerate(named)}
        pieces += [_piece(one, marks.get(i) or _mark(one, label=one.name), section) for i, one in enumerate(named)]
    if not pieces:
        return [section], []
    return section.left(rest), pieces


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks: lists that follow one another together, and so lines without marks that begin in bold."""
    for _, run in groupby(blocks, _form):
        yield list(run)


def _form(block: Block) -> str:
    if isinstance(block, BulletList):
        return "list"
    if not isinstance(block, Paragraph) or not block.text.startswith(BOLD):
        return str(block.start)
    name, said = split_bold(block.text)
    return "bold" if said or not has_ended(name) else str(block.start)  # a sentence in bold names nothing


def _names(run: Sequence[Block], grammars: Grammars) -> tuple[list[_Named], list[Block]]:
    """The names that the items or lines of a run begin with, and the few that begin with none, each with the bullets
    below it; nothing where these are many."""
    lined = [block for block in run if isinstance(block, BulletList | Paragraph)]
    found: list[_Named] = []
    others: list[Block] = []
    for at, below in outer_items(lined):
        one = _named(at, tuple(below), grammars)
        if one is not None:
            found.append(one)
        else:
            others.append(BulletList.of((at, *below)) if isinstance(at, Item) else at)
    return (found, others) if len(found) >= max(LEAST, NAMES_AN_OTHER * len(others)) else ([], [])


def _named(at: Item | Paragraph, below: tuple[Item, ...], grammars: Grammars) -> _Named | None:
    """The name that a text begins with in bold, or before a colon or a dash; all of one over nested bullets."""
    text = without_links(at.text)
    name, said = split_bold(text)
    if name:
        name, said = name.strip(), said.strip()
        is_apart = not said or name.endswith(COLONS) or said.startswith((*COLONS, *map(str.strip, SPACED_DASHES)))
        said = said.lstrip(f"{_JOINTS} ") if is_apart else plain_emphasis(text)  # `**L1 Bakers** shape loaves`
    else:
        name, said = cut_at_joint(plain_emphasis(text))
    name = name.strip(f"{_JOINTS} ")
    name = plain_name(name) if len(name) > LABEL_WIDTH else name  # `Coordinators (at Old Quay, Mill Lane, …)`
    says = bool(below) or len(said.split()) >= LEAST_WORDS
    if not says or len(name) > LABEL_WIDTH or not (is_shaped_as_name(name) or level_of(name, grammars)):
        return None
    return _Named(name, said, below, at)


def _levels(named: Sequence[_Named], grammars: Grammars) -> dict[int, LevelMark]:
    """The levels that names are: labels, or most of them one name with other words of levels; else nothing."""
    labels = {i: mark for i, one in enumerate(named) if (mark := level_of(one.name, grammars))}
    if len(labels) >= max(LEAST, SHARE * len(named)):
        return labels
    bases = [base_name(one.name, grammars) for one in named]
    words = [level_words(one.name, grammars) for one in named]
    most = max((bases.count(base) for base in bases if base), default=0)
    if most < LEAST or most * 2 <= len(named) or not any(words):
        return {}
    if not any(is_role_name(one.name, grammars) or may_name_role(one.name, grammars) for one in named):
        return {}  # `Week 1: Friday`
    return named_levels([(i, one.name, one.at.start, one.at.end) for i, one in enumerate(named)], {}, grammars)


def _are_names(named: Sequence[_Named], levels: dict[int, LevelMark], grammars: Grammars, *, is_role: bool) -> bool:
    """Whether a list is one of roles or levels: enough of its names are those of some."""
    roles = {i for i, one in enumerate(named) if not is_role and is_role_name(one.name, grammars)}
    sure = roles | levels.keys()
    likely = sure | {i for i, one in enumerate(named) if may_name_role(one.name, grammars)}
    return len(sure) >= LEAST and len(likely) >= SHARE * len(named)


def _mark(one: _Named, label: str) -> LevelMark:
    return LevelMark(label, None, plain_name(one.name), one.at.start, one.at.end)


def _piece(one: _Named, mark: LevelMark, section: Section) -> Section:
    """A name with what is said of it: a level, or the duties of a role where the mark has no label. A name that is all
    of its line is a heading."""
    mark = mark._replace(start=one.at.start, end=one.at.end)
    items = tuple(item._replace(depth=item.depth - 1) for item in one.below)
    below = (BulletList.of(items),) if items else ()
    section = section._replace(heading=None, basis="form", group=None, level=mark)
    if mark.label:
        said = Paragraph(one.said, one.at.start, one.at.end) if one.said else None
        heading = None if said else Heading(one.name, None, "bare", one.at.start, one.at.end)
        return section._replace(heading=heading, blocks=(*((said,) if said else ()), *below), kind="level")
    first = Item(one.said, 0, "", one.at.start, one.at.end)
    nested = tuple(item._replace(depth=item.depth + 1) for item in items)
    return section._replace(blocks=(BulletList.of((first, *nested)),), kind="responsibilities")

"""Bullets that are headings: `Responsibilities include:` over the bullets nested below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, cast

from ingest.blocks import Block, BulletList, Heading, Item
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.outline.heading_meanings import known_words
from ingest.outline.kind_groups import DUTIES_AND_DEMANDS, OPEN
from ingest.outline.model import Section
from ingest.punctuation import COLONS
from ingest.section_kinds import Kind

HEADS = frozenset(("responsibilities", "requirements", "skills", "benefits", "conditions", "relationships", "measures"))
LEAST = 2  # such bullets of a list that is not nested
LONGEST_KEY = 3  # words of one that no words know
LONGEST = 80  # characters of such a bullet


class _Group(NamedTuple):
    """An outer bullet, those nested below it, and what it means as a heading."""

    head: Item
    below: tuple[Item, ...]
    meaning: Meaning | None


def split_headed(section: Section, language: str | None, grammars: Grammars) -> list[Section]:
    """The section, and apart from it what is below each of its bullets that is a heading."""
    if section.kind not in OPEN or section.level is not None:
        return [section]
    rest: list[Block] = []
    pieces: list[Section] = []
    for block, parts in _runs(section.blocks):
        groups = _groups(block, language, grammars)
        if not groups:
            rest += parts
        elif isinstance(block, BulletList) and (others := _others(block, groups)):
            rest.append(BulletList.of(others))
        for head, below, meaning in groups:
            text = head.text.strip().rstrip("".join(COLONS))
            heading = Heading(text, None, "known" if meaning else "bare", head.start, head.end)
            nested = BulletList.of(item._replace(depth=item.depth - 1) for item in below)
            piece = section._replace(heading=heading, blocks=(nested,), kind=None, basis=None, group=None)
            if meaning is not None:
                piece = piece._replace(kind=cast(Kind, meaning.kind), basis="stated", need=meaning.need)
            pieces.append(piece)
    is_left = bool(rest) or section.heading is not None or not pieces
    return [*([section._replace(blocks=tuple(rest))] if is_left else []), *pieces]


def headed_by(section: Section, language: str | None, grammars: Grammars) -> frozenset[str]:
    """The kinds of the bullets of a section that are headings."""
    if section.kind not in OPEN:
        return frozenset()
    return kinds_of_heads(section.blocks, language, grammars)


def kinds_of_heads(blocks: Sequence[Block], language: str | None, grammars: Grammars) -> frozenset[str]:
    """The kinds of the bullets that are headings."""
    groups = (group for block, _ in _runs(blocks) for group in _groups(block, language, grammars))
    return frozenset(group.meaning.kind for group in groups if group.meaning is not None)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Block, Sequence[Block]]]:
    """The blocks, lists that are right below one another as one list, each with the blocks that it is made of."""
    for is_list, run in groupby(blocks, lambda block: isinstance(block, BulletList)):
        parts = list(run)
        if is_list:
            items = tuple(item for block in parts if isinstance(block, BulletList) for item in block.items)
            yield BulletList(items, parts[0].start, parts[-1].end), parts
        else:
            yield from ((block, [block]) for block in parts)


def _groups(block: Block, language: str | None, grammars: Grammars) -> Sequence[_Group]:
    """The bullets of a list that are headings, each with the others below it; else nothing."""
    if not isinstance(block, BulletList):
        return ()
    return _nested_groups(block, language, grammars) or _flat_groups(block, language, grammars)


def _nested_groups(block: BulletList, language: str | None, grammars: Grammars) -> Sequence[_Group]:
    """The outer bullets of a list in which each has others nested below it, and most are headings; else those that are
    headings whatever the others are."""
    groups = [
        _Group(head, below, _meaning(head, language, grammars) if below else None) for head, below in block.outer()
    ]
    if not all(group.below for group in groups):
        return [group for group in groups if _is_sure(group)]
    known = sum(group.meaning is not None for group in groups)
    return groups if known * 2 >= len(groups) else ()


def _is_sure(group: _Group) -> bool:
    """Whether a bullet among others of any kind is a heading with a colon over bullets of its own: `Responsibilities:`
    behind `Lead: Ann`."""
    is_key = group.head.text.strip("*_ ").endswith(COLONS)
    return bool(group.below) and is_key and group.meaning is not None and group.meaning.kind in DUTIES_AND_DEMANDS


def _others(block: BulletList, groups: Sequence[_Group]) -> list[Item]:
    """The bullets of a list that are in none of its groups."""
    taken = {item.start for group in groups for item in (group.head, *group.below)}
    return [item for item in block.items if item.start not in taken]


def _flat_groups(block: BulletList, language: str | None, grammars: Grammars) -> Sequence[_Group]:
    """The outer bullets of a list that are headings of those that follow, if it begins with one, as pages have them
    that lost how deep bullets are: words know one, and all end with a colon, or they know two kinds; else nothing."""
    groups: list[_Group] = []
    for item in block.items:
        is_key = item.text.rstrip().endswith(COLONS)
        meaning = _meaning(item, language, grammars) if not item.depth else None
        if meaning is not None and (is_key or meaning.kind in DUTIES_AND_DEMANDS):
            groups.append(_Group(item, (), meaning))
        elif is_key and not item.depth and len(item.text.split()) <= LONGEST_KEY:
            groups.append(_Group(item, (), None))
        elif not groups:
            return ()
        else:
            groups[-1] = groups[-1]._replace(below=(*groups[-1].below, item._replace(depth=item.depth + 1)))
    kinds = {group.meaning.kind for group in groups if group.meaning is not None}
    are_keys = len(groups) >= LEAST and all(group.head.text.rstrip().endswith(COLONS) for group in groups)
    is_sure = len(kinds) >= LEAST or (are_keys and bool(kinds))
    return groups if is_sure and all(group.below for group in groups) else ()


def _meaning(item: Item, language: str | None, grammars: Grammars) -> Meaning | None:
    text = grammars.plain(item.text)
    meaning = known_words(text, language, grammars) if len(text) <= LONGEST else None
    return meaning if meaning is not None and meaning.kind in HEADS and meaning.slot is None else None

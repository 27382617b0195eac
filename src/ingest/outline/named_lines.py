"""Lines of a level that begin with a heading's words, and are about that: `- **Prerequisites**: Two years at sea`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import cast

from ingest.blocks import Block, BulletList, Item
from ingest.grammar import Grammars
from ingest.outline.meanings import known_words
from ingest.outline.model import Section
from ingest.outline.names import is_role_name, level_of
from ingest.records import Kind
from ingest.text.normalise import without_links

# Kinds that are no dimension of a level, whatever else its lines are about.
NEVER_OF_LEVELS = frozenset(("requirements", "pay", "hiring", "career", "benefits", "legal", "aliases"))


def kind_of_named(text: str, language: str | None, grammars: Grammars) -> Kind | None:
    """The kind that the words before a colon give a line of a level, if that is no dimension: the next role is part of
    a career, whatever the words before it mean elsewhere."""
    name, colon, said = without_links(text).partition(":")
    meaning = known_words(name.strip("*_` "), language, grammars) if colon and said.strip("*_ ") else None
    if meaning is None or meaning.slot is not None or meaning.kind not in NEVER_OF_LEVELS:
        return None
    said = said.strip("*_ ")
    is_next = meaning.kind == "hiring" and (is_role_name(said, grammars) or level_of(said, grammars) is not None)
    return "career" if is_next else cast(Kind, meaning.kind)


def split_named_lines(section: Section, language: str | None, grammars: Grammars) -> list[Section]:
    """A level of a ladder without the bullets that are about something else, and these."""
    if section.kind != "level" or section.level is None:
        return [section]
    rest: list[Block] = []
    pieces: list[Section] = []
    for block in section.blocks:
        if not isinstance(block, BulletList):
            rest.append(block)
            continue
        for kind, run in groupby(_outer(block), lambda items: kind_of_named(items[0].text, language, grammars)):
            alone = BulletList.of(item for group in run for item in group)
            if kind is None:
                rest.append(alone)
            else:
                pieces.append(section.apart((alone,), kind, "stated"))
    return [section._replace(blocks=tuple(rest)), *pieces] if pieces else [section]


def _outer(block: BulletList) -> Iterator[tuple[Item, ...]]:
    """Each outer bullet with those nested below it."""
    group: list[Item] = []
    for item in block.items:
        if item.depth == 0 and group:
            yield tuple(group)
            group = []
        group.append(item)
    if group:  # a list of marks alone has none
        yield tuple(group)

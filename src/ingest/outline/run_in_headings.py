"""Run-in headings: bullets that begin with a heading's words and a colon, `- **Prerequisites**: Two years at sea`."""

from __future__ import annotations

from itertools import chain, groupby
from typing import cast

from ingest.blocks import Block, BulletList, Item
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.outline.heading_meanings import known_words
from ingest.outline.kind_groups import DESCRIBING, DUTIES_AND_DEMANDS
from ingest.outline.model import Section
from ingest.outline.role_names import is_role_name, level_of
from ingest.section_kinds import Kind
from ingest.text.normalise import without_links

OF_A_ROLE = frozenset(("responsibilities", "requirements", "skills", "description"))
LEAST = 2  # such bullets
LONGEST_KEY = 40  # characters, with emphasis
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
    """A level of a ladder without the bullets that are about something else, and these; or a section of no kind without
    those that name one."""
    if section.kind in DESCRIBING and section.level is None:
        return _split_keys(section, language, grammars)
    if section.kind != "level" or section.level is None:
        return [section]
    rest: list[Block] = []
    pieces: list[Section] = []
    for block in section.blocks:
        if not isinstance(block, BulletList):
            rest.append(block)
            continue
        for kind, run in groupby(block.outer(), lambda group: kind_of_named(group[0].text, language, grammars)):
            alone = BulletList.of(item for first, below in run for item in (first, *below))
            if kind is None:
                rest.append(alone)
            else:
                pieces.append(section.apart((alone,), kind, "stated"))
    return [section._replace(blocks=tuple(rest)), *pieces] if pieces else [section]


def kinds_of_keys(section: Section, language: str | None, grammars: Grammars) -> frozenset[str]:
    """The kinds that the bullets of a section name in front of a colon."""
    if section.kind not in DESCRIBING or section.level is not None:
        return frozenset()
    return frozenset(str(piece.kind) for piece in _split_keys(section, language, grammars) if piece.basis == "stated")


def _split_keys(section: Section, language: str | None, grammars: Grammars) -> list[Section]:
    """A section without the bullets that name their kind in front of a colon, and these, without that: `- **Tasks**:
    Bakes bread`. There are several, of what a person does or brings, or of two kinds. Keys of facts are kinds only
    beside duties."""
    groups = [group for block in section.blocks if isinstance(block, BulletList) for group in block.outer()]
    named = [(group, found) for group in groups if (found := _by_key(group[0], language, grammars)) is not None]
    if all(meaning.kind != "responsibilities" for _, (meaning, _) in named):  # a post's facts: `Experience: 3 years`
        named = [(group, found) for group, found in named if grammars.words.fact_key(_key(group[0])) is None]
    kinds = {meaning.kind for _, (meaning, _) in named}
    if len(named) < LEAST or (len(kinds) < LEAST and DUTIES_AND_DEMANDS.isdisjoint(kinds)):
        return [section]
    taken = {first.start for (first, _), _ in named}
    rest: list[Block] = []
    for block in section.blocks:
        if not isinstance(block, BulletList):
            rest.append(block)
            continue
        left = [(first, *below) for first, below in block.outer() if first.start not in taken]
        items = tuple(chain.from_iterable(left))
        rest += [BulletList.of(items)] if items else []
    pieces = []
    for (first, below), (meaning, said) in named:
        alone = BulletList.of((first._replace(text=said), *below))
        pieces.append(section.apart((alone,), cast(Kind, meaning.kind), "stated", need=meaning.need))
    return [*section.left(rest), *pieces]


def _by_key(item: Item, language: str | None, grammars: Grammars) -> tuple[Meaning, str] | None:
    """What the words in front of a bullet's colon mean, and what is behind it."""
    name, colon, said = item.text.partition(":")
    if not colon or len(name) > LONGEST_KEY:
        return None
    said = said.lstrip("*_").strip()
    meaning = known_words(_key(item), language, grammars) if said.strip("*_ ") else None
    if meaning is None or meaning.slot is not None or meaning.kind not in OF_A_ROLE:
        return None
    return meaning, said


def _key(item: Item) -> str:
    return item.text.partition(":")[0].strip("*_` ")

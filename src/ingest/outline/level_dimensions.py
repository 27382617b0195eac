"""Dimensions of levels: headings, bullets and lines that recur below them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from ingest.blocks import BulletList, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.outline.kind_groups import ITEMISED
from ingest.outline.levels_in_headings import NEVER_DIMENSIONS
from ingest.outline.model import LevelMark, Section
from ingest.outline.nesting import Node
from ingest.outline.run_in_headings import NEVER_OF_LEVELS
from ingest.text.normalise import without_links

LEAST = 2
MOST_OF_NAME = 4  # words of the name of a dimension
LEAST_OF_RUBRIC = 3  # roles that have a section of the same name


def find_dimensions(
    nodes: Sequence[Node], meanings: Sequence[Meaning | None], levels: Mapping[int, LevelMark]
) -> set[int]:
    """Return the sections below a level whose heading recurs below another one, or that are beside other such
    headings.
    """
    by_name: dict[str, set[int]] = defaultdict(set)
    by_level: dict[int, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        if i in levels or node.parent is None or node.parent not in levels:
            continue
        meaning = meanings[i]
        if meaning is not None and meaning.kind in NEVER_DIMENSIONS:
            continue
        by_name[_key(node.section)].add(node.parent)
        by_level[node.parent].append(i)
    recurring = {name for name, where in by_name.items() if len(where) >= LEAST}
    found: set[int] = set()
    for members in by_level.values():
        found.update(i for i in members if _key(nodes[i].section) in recurring or meanings[i] is None)
    return found


def find_rubric(nodes: Sequence[Node], meanings: Sequence[Meaning | None], roles: frozenset[int]) -> set[int]:
    """Sections below the roles of a family that make up a rubric: several names that nobody knows, each below most of
    the roles, where no role has duties, requirements or skills of its own."""
    below: dict[str, dict[int, int]] = defaultdict(dict)
    for i, node in enumerate(nodes):
        if node.parent not in roles:
            continue
        meaning = meanings[i]
        if meaning is None:
            below[_key(node.section)].setdefault(node.parent, i)
        elif meaning.kind in ITEMISED:
            return set()
    least = max(LEAST_OF_RUBRIC, len(roles) / 2)
    rows = [members for members in below.values() if len(members) >= least]
    return {i for members in rows for i in members.values()} if len(rows) >= LEAST else set()


def shared_dimensions(levels: Sequence[Section], grammars: Grammars) -> frozenset[str]:
    """The names that outer bullets of two or more levels begin with, above nested bullets or before a colon; and those
    that paragraphs do, unless the words know all of them as headings."""
    if len(levels) < LEAST:
        return frozenset()
    found = _recurring(levels, _names_of_bullets)
    lines = _recurring(levels, _names_of_paragraphs)
    known = {name: meaning for name in lines if (meaning := grammars.words.heading(name))}
    lines = frozenset(
        name
        for name in lines
        if grammars.words.fact_key(name) in (None, "experience")
        and not grammars.is_remark(name)
        and not (name in known and known[name].kind in NEVER_OF_LEVELS)
    )
    return found if known.keys() >= lines else found | lines


def _recurring(levels: Sequence[Section], names_of: Callable[[Section], Iterator[str]]) -> frozenset[str]:
    counts = Counter(name for section in levels for name in {*names_of(section)})
    return frozenset(name for name, count in counts.items() if count >= LEAST)


def _names_of_paragraphs(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph) and not block.mark and (name := dimension_of_line(block.text)):
            yield name.casefold()


def _names_of_bullets(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if not isinstance(block, BulletList):
            continue
        for item, below in block.outer():
            name = dimension_of(item.text) if below or ":" in item.text else None
            yield from (name.casefold(),) if name else ()


def _key(section: Section) -> str:
    return " ".join(section.title.casefold().split()).strip(" :")


def dimension_of_line(text: str) -> str | None:
    """Return the short name before the colon that a line begins with: `**Impact:** Owns a shop.`"""
    name, _, said = without_links(text).partition(":")
    name = name.strip("*_` ")
    return name if name and said.strip("*_ ") and len(name.split()) <= MOST_OF_NAME else None


def dimension_of(text: str) -> str | None:
    """The name before the first colon of a bullet, or the whole of a short one."""
    plain = without_links(text).strip()
    name, colon, _ = plain.partition(":")
    name = name.strip("*_` ")
    return name if colon or len(plain.split()) <= MOST_OF_NAME else None

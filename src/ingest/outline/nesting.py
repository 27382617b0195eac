"""Which heading is below which: by stated depth, and for headings without one by the lists between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Rule, Table
from ingest.outline.model import Section
from ingest.records import LevelBasis

DEEPEST = 6  # as deep as marked headings go
LANDMARKS = frozenset((BulletList, Table))
MOST_STACKED = 1  # headings without marks between another one and the text that they are all over
OVER_SIBLINGS = 0.5  # how much higher a heading is that opens a role among sections of its own depth


class Node(NamedTuple):
    """A section of the page before its kind is known, the index of the section that its heading is below, and the texts
    of all headings that it is below, from the outermost."""

    section: Section
    parent: int | None
    path: tuple[str, ...] = ()
    path_basis: LevelBasis = "stated"


class _Open(NamedTuple):
    """A heading that further ones may be below."""

    depth: float | None
    at: int
    opens: bool


def split_sections(blocks: Sequence[Block]) -> list[Section]:
    """Cut blocks at their headings. Rules separate, but say nothing; they are structure."""
    sections: list[Section] = []
    heading: Heading | None = None
    body: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if heading or body:
                sections.append(Section(heading, tuple(body)))
            heading, body = block, []
        elif not isinstance(block, Rule):
            body.append(block)
        elif block.closes and heading:
            sections.append(Section(heading, tuple(body), closes=True))
            heading, body = None, []
    if heading or body:
        sections.append(Section(heading, tuple(body)))
    return sections


def nest(sections: Sequence[Section], known: Sequence[bool], openers: frozenset[int]) -> list[Node]:
    """Give every section its path and its parent.

    A stated depth (`##`) nests as usual. Where depth is not stated, a run of headings with no list or table between
    them, and below one in bold no text, goes from outer to inner, and replaces as many of the innermost headings before
    it; a run longer than any nesting is a flat one. A heading that the words know is below none of the bare ones but an
    opener of a role or level; an opener is above the sections of its own depth.
    """
    nodes: list[Node] = []
    stack: list[_Open] = []
    in_run = False
    for index, section in enumerate(sections):
        heading = section.heading
        if index and sections[index - 1].closes:
            stack, in_run = [], False
        if heading is None:
            nodes.append(Node(section, None))
            continue
        opens = index in openers
        depth = None if heading.depth is None else heading.depth - OVER_SIBLINGS * opens
        if depth is not None:
            while stack and (stack[-1].depth is None or stack[-1].depth >= depth):
                stack.pop()
        elif opens:
            stack = [entry for entry in stack if entry.depth is not None]
        elif known[index]:
            stack = [entry for entry in stack if entry.depth is not None or entry.opens]
        else:
            for _ in range(_run_length(sections, known, openers, index) if not in_run else len(stack) - DEEPEST + 1):
                if stack and stack[-1].depth is None and not stack[-1].opens:
                    stack.pop()
        stated = depth is not None and None not in [entry.depth for entry in stack]
        basis: LevelBasis = "stated" if stated or not stack else "inferred"
        path = tuple([sections[entry.at].title for entry in stack])
        nodes.append(Node(section, stack[-1].at if stack else None, path, basis))
        stack.append(_Open(depth, index, opens))
        in_run = heading.depth is None and not _has_landmark(section)
    return nodes


def headings_above(i: int, nodes: Sequence[Node]) -> Iterator[int]:
    """The headings that a section is below, from the nearest on."""
    parent = nodes[i].parent
    while parent is not None:
        yield parent
        parent = nodes[parent].parent


def sections_over_text(nodes: Sequence[Node]) -> frozenset[int]:
    """The sections with a text in them, or in a section below them. Of headings without marks that only stand one
    right below the other, no more than `MOST_STACKED` are over one text."""
    found: dict[int, int] = {}  # with how many of these are between it and the text
    for i in reversed(range(len(nodes))):
        section, parent = nodes[i].section, nodes[i].parent
        if section.blocks:
            found[i] = 0
        is_stacked = is_bare(section)
        if i in found and parent is not None and (not is_stacked or found[i] < MOST_STACKED):
            found[parent] = min(found.get(parent, MOST_STACKED), found[i] + is_stacked)
    return frozenset(found)


def _run_length(sections: Sequence[Section], known: Sequence[bool], openers: frozenset[int], first: int) -> int:
    """How many headings without depth follow one another from here, none of them known, with no list between them."""
    window = range(first, min(first + DEEPEST, len(sections)))
    bare = list(takewhile(lambda i: is_bare(sections[i]) and not known[i] and i not in openers, window))
    return next((n for n, i in enumerate(bare, 1) if _has_landmark(sections[i])), len(bare))


def is_bare(section: Section) -> bool:
    """Whether a section has a heading, and nothing states how deep it is."""
    return section.heading is not None and section.heading.depth is None


def _has_landmark(section: Section) -> bool:
    """Whether a list or table ends a run of headings here; below one in bold, so does any text."""
    is_bold = section.heading is not None and section.heading.basis == "bold"
    return bool(section.blocks) if is_bold else not LANDMARKS.isdisjoint(map(type, section.blocks))

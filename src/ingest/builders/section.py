"""Sections of one profile: a heading, what stands under it, and the headings above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Rule, Table
from ingest.records import LevelBasis

DEEPEST = 6  # as deep as marked headings go


class Section(NamedTuple):
    """A heading (None: what stands before the first one) and its blocks, sub-headings that it absorbed included."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    path: tuple[str, ...] = ()
    path_basis: LevelBasis = "stated"

    @property
    def name(self) -> str | None:
        """The record's field, if the vocabulary knows the heading."""
        return self.heading.section if self.heading else None

    @property
    def is_bare(self) -> bool:
        """Whether only its surroundings make the line above it a heading."""
        return self.heading is not None and self.heading.basis == "bare"

    @property
    def start(self) -> int:
        """The first line."""
        return self.heading.start if self.heading else self.blocks[0].start

    @property
    def end(self) -> int:
        """The last line."""
        if self.blocks:
            return self.blocks[-1].end
        return self.heading.end if self.heading else 0


def split_sections(blocks: Sequence[Block]) -> list[Section]:
    """Cut blocks at their headings. Rules separate, but say nothing; they are structure."""
    sections: list[Section] = []
    heading: Heading | None = None
    body: list[Block] = []
    paths = _paths(blocks)
    for block in blocks:
        if isinstance(block, Heading):
            if heading or body:
                sections.append(_section(heading, body, paths))
            heading, body = block, []
        elif not isinstance(block, Rule):
            body.append(block)
    if heading or body:
        sections.append(_section(heading, body, paths))
    return sections


def _section(
    heading: Heading | None, body: list[Block], paths: dict[int, tuple[tuple[str, ...], LevelBasis]]
) -> Section:
    path, basis = paths[heading.start] if heading else ((), "stated")
    return Section(heading, tuple(body), path, basis)


def _paths(blocks: Sequence[Block]) -> dict[int, tuple[tuple[str, ...], LevelBasis]]:
    """The headings above each heading, by its line.

    A stated depth (`##`) nests as usual. Where depth is not stated, a run of headings with no list or table between
    them goes from outer to inner, and replaces as many of the innermost headings before it; a run longer than any
    nesting is a flat one. A heading that the vocabulary knows is a section of the profile, and stands under none of
    the bare ones.
    """
    paths: dict[int, tuple[tuple[str, ...], LevelBasis]] = {}
    stack: list[tuple[int | None, str]] = []
    landmarks = [block for block in blocks if isinstance(block, Heading | BulletList | Table)]
    in_run = False

    def run_length(first: int) -> int:
        window = landmarks[first : first + DEEPEST]
        return sum(1 for _ in takewhile(lambda b: isinstance(b, Heading) and b.depth is None and not b.section, window))

    for index, block in enumerate(landmarks):
        if not isinstance(block, Heading):
            in_run = False
            continue
        if block.depth is not None:
            while stack and (stack[-1][0] is None or stack[-1][0] >= block.depth):
                stack.pop()
        elif block.section:
            stack = [entry for entry in stack if entry[0] is not None]
        else:
            for _ in range(run_length(index) if not in_run else len(stack) - DEEPEST + 1):
                if stack and stack[-1][0] is None:
                    stack.pop()
        stated = block.depth is not None and all(depth is not None for depth, _ in stack)
        paths[block.start] = (tuple(text for _, text in stack), "stated" if stated or not stack else "inferred")
        stack.append((block.depth, block.text))
        in_run = block.depth is None
    return paths

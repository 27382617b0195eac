"""Lines without marks whose headings a tool dropped: runs of them that begin alike, and questions to applicants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from ingest.blocks import Block, Paragraph
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.rare import rare
from ingest.records import Kind, KindBasis

OPEN = (None, "description", "organisation")  # kinds of sections that such runs may stand in
LEAST = 3  # lines of a run that begin alike,
SHARE = 0.75  # and the share of its lines that do
LONGEST = 800  # characters of a line
LEAST_QUESTIONS = 2
KINDS: tuple[Kind, ...] = ("responsibilities", "requirements")
_NUMBER = rare(r"\d{1,2}$")


class _Run(NamedTuple):
    """The blocks from number `first` to the one before `behind`, and what they are."""

    first: int
    behind: int
    kind: Kind
    basis: KindBasis


def split_runs(section: Section, grammars: Grammars, *, infers: bool) -> list[Section]:
    """The section, and apart from it the runs of lines that are duties or demands by how they begin, and the questions
    that a form asks of those who apply. `infers` says whether the words that lines begin with may tell their kind."""
    if section.level is not None:
        return [section]
    runs: list[_Run] = []
    behind = _questions(section.blocks)
    if infers and section.kind in OPEN:
        runs += _alike(section.blocks[:behind], section.kind, grammars)
    if behind < len(section.blocks):
        runs.append(_Run(behind, len(section.blocks), "hiring", "form"))
    if not runs:
        return [section]
    rest = [block for at, block in enumerate(section.blocks) if not any(run.first <= at < run.behind for run in runs)]
    group = section.heading.text if section.heading and section.kind is None else None
    pieces = [section._replace(blocks=tuple(rest))] if rest or section.heading else []
    for run in runs:
        blocks = section.blocks[run.first : run.behind]
        alone = section._replace(heading=None, blocks=blocks, kind=run.kind, basis=run.basis, need=None)
        pieces.append(alone._replace(group=group if run.basis == "inferred" else None))
    return pieces


def _alike(blocks: Sequence[Block], own: Kind | None, grammars: Grammars) -> list[_Run]:
    """Runs of paragraphs of which nearly all begin as duties do, or as demands."""
    begins = [_begins(block, grammars) for block in blocks]
    runs: list[_Run] = []
    at = 0
    while at < len(blocks):
        kind = begins[at]
        behind = _behind(blocks, begins, at) if kind else at
        if kind is not None and kind != own and behind > at:
            runs.append(_Run(at, behind, kind, "inferred"))
            at = behind
        else:
            at += 1
    return runs


def _behind(blocks: Sequence[Block], begins: Sequence[Kind | None], first: int) -> int:
    """Where the longest run ends that begins at a line; `first` where there are too few lines alike."""
    alike = behind = 0
    for at in range(first, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph) or block.mark or block.text.endswith((":", "：")):
            break
        if at > first + 1 and _is_apart(blocks, at) and not _is_apart(blocks, first + 1):
            break  # a blank line where none stood between the lines before
        if begins[at] == begins[first]:
            alike += 1
            if alike >= SHARE * (at + 1 - first):
                behind = at + 1
        elif alike < SHARE * (at - first):
            break
    return behind if sum(kind == begins[first] for kind in begins[first:behind]) >= LEAST else first


def _is_apart(blocks: Sequence[Block], at: int) -> bool:
    return blocks[at].start > blocks[at - 1].end + 1


def _begins(block: Block, grammars: Grammars) -> Kind | None:
    if not isinstance(block, Paragraph) or block.mark or len(block.text) > LONGEST or block.text.endswith((":", "?")):
        return None
    plain = grammars.plain(block.text)
    return next((kind for kind in KINDS if grammars.words.cues.begins(plain, cast(str, kind))), None)


def _questions(blocks: Sequence[Block]) -> int:
    """Where the questions of a form begin, each below its number; the end where there are none."""
    numbers = [
        at
        for at, block in enumerate(blocks[:-1])
        if isinstance(block, Paragraph) and _NUMBER.match(block.text) and isinstance(blocks[at + 1], Paragraph)
    ]
    asked = [at for at in numbers if any(_asks(block) for block in blocks[at + 1 : at + 3])]
    is_form = len(asked) >= LEAST_QUESTIONS or (len(asked) == 1 and len(numbers) == 1)
    return min(numbers) if is_form else len(blocks)


def _asks(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.rstrip().endswith(("?", "？"))

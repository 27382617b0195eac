"""Lines without marks whose headings a tool dropped: runs of them that begin alike, and questions to applicants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Block, Paragraph
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.punctuation import COLONS
from ingest.rare import rare
from ingest.records import Kind

# Kinds of sections that such runs may stand in; among duties only knowledge and abilities are demands.
OPEN = (None, "description", "organisation", "relationships", "legal", "responsibilities")
DEMANDS = ("requirements", "skills")  # and those where another list may follow, of duties: it is apart from the first
LEAST_APART = 5
LEAST_OF_SOMEBODY = 4  # lines of one that says what somebody does
LEAST = 3  # lines of a run that begin alike,
SHARE = 0.75  # and the share of its lines that do
LONGEST = 800  # characters of a line
LEAST_QUESTIONS = 2
_NUMBER = rare(r"\d{1,2}$")


class _Run(NamedTuple):
    """The blocks from number `first` to the one before `behind`, and what they are."""

    first: int
    behind: int
    kind: Kind


def split_questions(section: Section) -> list[Section]:
    """The section, and apart from it the questions that a form asks of those who apply, up to its end."""
    first = _questions(section.blocks) if section.level is None else len(section.blocks)
    if first == len(section.blocks):
        return [section]
    asked = section._replace(heading=None, blocks=section.blocks[first:], kind="hiring", basis="form", need=None)
    rest = [section._replace(blocks=section.blocks[:first])] if first or section.heading else []
    return [*rest, asked._replace(group=None)]


def split_runs(section: Section, grammars: Grammars) -> list[Section]:
    """The section, and apart from it the runs of lines that are duties or demands by how they begin."""
    runs: list[_Run] = []
    if section.level is None and section.kind in OPEN:
        runs = _alike(section.blocks, section.kind, grammars)
    elif section.level is None and section.kind in DEMANDS:
        runs = _second_list(section.blocks, grammars)
    if not runs:
        return [section]
    rest = [block for at, block in enumerate(section.blocks) if not any(run.first <= at < run.behind for run in runs)]
    group = section.heading.text if section.heading and section.kind is None else None
    pieces = [section._replace(blocks=tuple(rest))] if rest or section.heading else []
    for run in runs:
        blocks = section.blocks[run.first : run.behind]
        alone = section._replace(heading=None, blocks=blocks, kind=run.kind, basis="inferred", need=None)
        pieces.append(alone._replace(group=group))
    return pieces


def _alike(blocks: Sequence[Block], own: Kind | None, grammars: Grammars) -> list[_Run]:
    """Runs of paragraphs of which nearly all begin as duties do, or as demands."""
    begins = [_begins(block, own, grammars) for block in blocks]
    runs: list[_Run] = []
    at = 0
    while at < len(blocks):
        kind = begins[at]
        behind = _behind(blocks, begins, at) if kind else at
        if kind is not None and kind != own and behind > at:
            first = _begin_of_list(blocks, begins, at) if own == "responsibilities" else at
            runs.append(_Run(first, behind, kind))
            at = behind
        else:
            at += 1
    return runs


def _begin_of_list(blocks: Sequence[Block], begins: Sequence[Kind | None], at: int) -> int:
    """Where the list begins that a run among duties is the rest of: behind the blank line above it, if none of the
    lines between begins as duties do."""
    first = at
    while first and isinstance(blocks[first - 1], Paragraph) and begins[first - 1] is None:
        if _is_apart(blocks, first):
            return first
        first -= 1
    return first if first and _is_apart(blocks, first) else at


def _second_list(blocks: Sequence[Block], grammars: Grammars) -> list[_Run]:
    """The list of duties that a blank line parts from the list of knowledge and abilities above it, or from any other
    demands where it says what somebody does: `Assists voters`."""
    breaks = [at for at in range(1, len(blocks)) if _is_apart(blocks, at)]
    for above, first, behind in zip((0, *breaks), breaks, (*breaks[1:], len(blocks)), strict=False):
        if behind - first >= LEAST_OF_SOMEBODY and all(
            _says_what_somebody_does(b, grammars) for b in blocks[first:behind]
        ):
            return [_Run(first, behind, "responsibilities")]
        if first - above < LEAST or behind - first < LEAST_APART:
            continue
        begins = [_begins(block, "responsibilities", grammars) for block in blocks[above:behind]]
        if "requirements" in begins[: first - above] and set(begins[first - above :]) == {"responsibilities"}:
            return [_Run(first, behind, "responsibilities")]
    return []


def _says_what_somebody_does(block: Block, grammars: Grammars) -> bool:
    """Return whether a line begins with a verb in the third person: `Keeps`, `Records`."""
    if not isinstance(block, Paragraph) or _begins(block, "responsibilities", grammars) != "responsibilities":
        return False
    return block.text.split(maxsplit=1)[0].endswith("s")


def _behind(blocks: Sequence[Block], begins: Sequence[Kind | None], first: int) -> int:
    """Where the longest run ends that begins at a line; `first` where there are too few lines alike."""
    alike = behind = 0
    for at in range(first, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph) or block.mark or block.text.endswith(COLONS):
            break
        if at > first + 1 and _is_apart(blocks, at) != _is_apart(blocks, first + 1):
            if at == first + 2 and not _is_apart(blocks, at):
                return first  # the run begins below
            if _is_apart(blocks, at):
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


def _begins(block: Block, own: Kind | None, grammars: Grammars) -> Kind | None:
    if not isinstance(block, Paragraph) or block.mark or len(block.text) > LONGEST or block.text.endswith((":", "?")):
        return None
    plain = grammars.plain(block.text)
    cues = grammars.words.cues
    if cues.begins(plain, "responsibilities"):
        return "responsibilities"
    return "requirements" if cues.begins(plain, "abilities" if own == "responsibilities" else "requirements") else None


def _questions(blocks: Sequence[Block]) -> int:
    """Return the indices at which the questions of a form begin, each below its number; the end if there are none."""
    numbers: list[int] = []
    for at, block in enumerate(blocks[:-1]):
        is_next = isinstance(block, Paragraph) and _NUMBER.match(block.text) and int(block.text) == len(numbers) + 1
        if is_next and isinstance(blocks[at + 1], Paragraph):
            numbers.append(at)
    return numbers[0] if len(numbers) >= LEAST_QUESTIONS else len(blocks)

"""Blocks: the stage between text and outline. Every block carries its lines, 1-based and inclusive."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ingest.diagnostics import Diagnostic
from ingest.html.document_title import DocumentTitle
from ingest.html.file_lines import FilePlace
from ingest.records import Basis
from ingest.text.table import Row, Table

MOST_MADE = 32  # answers that a part remembers,
MOST_PLACES = 4  # and how many places of it beside the first
Made = TypeVar("Made")
_NOTHING: Any = object()


class Heading(NamedTuple):
    """A heading. `depth` is 1..6 where the text states it, else None; `section` is the known meaning, if any."""

    text: str
    depth: int | None
    basis: Basis
    start: int
    end: int
    section: str | None = None
    button: bool = False  # a button's label was glued to it, so it is a heading whatever it says
    arguments: tuple[str, ...] = ()  # `Level — P4 — Senior Professional`: P4, Senior Professional


class Paragraph(NamedTuple):
    """Running text. `indent` counts leading columns; `mark` is `:` for a definition line."""

    text: str
    start: int
    end: int
    indent: int = 0
    mark: str = ""


class Item(NamedTuple):
    """A bullet; `depth` 0 is outermost, `mark` is what stood before the text."""

    text: str
    depth: int
    mark: str
    start: int
    end: int


class BulletList(NamedTuple):
    """A run of bullets, nested ones included, flat in dump order."""

    items: tuple[Item, ...]
    start: int
    end: int

    @classmethod
    def of(cls, items: Iterable[Item]) -> BulletList:
        """The list of these bullets, at least one, with their lines."""
        items = tuple(items)
        return cls(items, items[0].start, items[-1].end)

    def outer(self) -> Iterator[tuple[Item, tuple[Item, ...]]]:
        """The outer bullets, each with those nested below it; the first bullet is one, however deep it is."""
        starts = [at for at, item in enumerate(self.items) if at == 0 or item.depth == 0]
        for start, end in pairwise((*starts, len(self.items))):
            yield self.items[start], self.items[start + 1 : end]


class Rule(NamedTuple):
    """A line of dashes or the like that separates but says nothing. `closes`: the sections above it end there."""

    start: int
    end: int
    closes: bool = False


class CodeBlock(NamedTuple):
    """A fenced block, kept as it stood."""

    text: str
    start: int
    end: int


Block = Heading | Paragraph | BulletList | Table | Rule | CodeBlock


def moved_block(block: Block, by: int) -> Block:
    """The same block, so many lines further down."""
    start, end = block.start + by, block.end + by
    if isinstance(block, BulletList):
        items = [Item(text, depth, mark, first + by, last + by) for text, depth, mark, first, last in block.items]
        return BulletList(tuple(items), start, end)
    if isinstance(block, Table):
        header = _moved(block.header, by) if block.header else None
        separator = None if block.separator is None else block.separator + by
        return Table(header, tuple([_moved(row, by) for row in block.rows]), separator, start, end, block.width)
    return block._replace(start=start, end=end)


def _moved(row: Row, by: int) -> Row:
    return row._replace(start=row.start + by, end=row.end + by)


class Shared:
    """What all places of a part share: answers, each with the first line of the part for which it was computed,
    and the part itself at other places.
    """

    def __init__(self) -> None:
        self.answers: dict[Hashable, tuple[int, Any]] = {}
        self.elsewhere: dict[int, Part] = {}


@dataclass(slots=True)
class Part:
    """Blocks of consecutive lines, what was noticed in them, and what others made of them."""

    blocks: tuple[Block, ...]
    first: int
    last: int
    diagnostics: tuple[Diagnostic, ...] = ()
    furniture: frozenset[int] = frozenset()
    is_marked: bool = False  # whether a heading has a mark
    made: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    shared: Shared = field(default_factory=Shared, compare=False, repr=False)

    def slice(self, first: int, end: int) -> Part:
        """Some of its blocks, as a part of its own."""
        return Part(self.blocks[first:end], self.first, self.last)

    def at(self, first: int) -> Part:
        """The same part where `first` is its first line."""
        if first == self.first:
            return self
        part = self.shared.elsewhere.get(first)
        if part is None:
            by = first - self.first
            part = Part(
                blocks=tuple([moved_block(block, by) for block in self.blocks]),
                first=first,
                last=self.last + by,
                diagnostics=tuple([found.moved(by) for found in self.diagnostics]),
                furniture=frozenset([line + by for line in self.furniture]),
                is_marked=self.is_marked,
                shared=self.shared,
            )
            if len(self.shared.elsewhere) >= MOST_PLACES:
                self.shared.elsewhere = {}
            self.shared.elsewhere[first] = part
        return part

    def remember(self, key: Hashable, make: Callable[..., Made], *given: object) -> Made:
        """What `make` answered for this key; it has to follow from the key and from this part's text and place."""
        made = self.made
        known: Made = made.get(key, _NOTHING)
        if known is _NOTHING:
            known = make(*given)
            if len(made) >= MOST_MADE:
                made = self.made = {}
            made[key] = known
        return known

    def recall(self, key: Hashable, make: Callable[[], Made], move: Callable[[Made, int], Made | None]) -> Made:
        """The same for answers that follow from the key and the text alone: one is made once for all places.

        `move` gives an answer so many lines further down, None if that cannot be.
        """
        answer: Made = self.remember(key, self._recalled, key, make, move)
        return answer

    def _recalled(self, key: Hashable, make: Callable[[], Made], move: Callable[[Made, int], Made | None]) -> Made:
        answers = self.shared.answers
        first, known = answers.get(key, (0, None))
        moved: Made | None = move(known, self.first - first) if known is not None else None
        if moved is not None:
            return moved
        answer = make()
        if len(answers) >= MOST_MADE:
            answers = self.shared.answers = {}
        answers[key] = self.first, answer
        return answer


class Document(NamedTuple):
    """A dump after reading: its lines (`lines[0]` is line 1), its parts in order, and the findings so far.

    If the lines are not those of the file, as for HTML, `places` gives the place of each line in the `file`, None for a
    blank line. `title` is the `<title>` of such a page.
    """

    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    format: str = "text"
    places: tuple[FilePlace | None, ...] = ()
    file: str = ""
    title: DocumentTitle | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all parts."""
        return tuple([block for part in self.parts for block in part.blocks])

    @property
    def furniture(self) -> frozenset[int]:
        """Lines set aside as page furniture."""
        return frozenset().union(*[part.furniture for part in self.parts])

"""Text to a document: its blocks with their lines, part by part.

Reading is total: any text gives blocks, and every visible line is in exactly one block or is furniture.
"""

from __future__ import annotations

from ingest.blocks.block_reader import BlockReader
from ingest.blocks.front_matter_syntax import MOST_LINES, lines_of_front_matter, may_begin
from ingest.blocks.front_texts import front_texts
from ingest.blocks.logical_lines import logical_lines
from ingest.blocks.model import CodeBlock, Document, Part, Rule
from ingest.blocks.nested_front import Front, nested_front
from ingest.blocks.page_conventions import Habits, habits_of
from ingest.blocks.page_headings import (
    PageTexts,
    dimension_lines,
    label_lines,
    names_over_sections,
    numbered_lines,
    role_lines,
)
from ingest.blocks.page_parts import Memory, Place, cut
from ingest.grammar import Grammars, load_grammars
from ingest.page_tables.geometry import Geometry
from ingest.page_tables.html_tables import Rows
from ingest.records import Format
from ingest.text import Line, physical_lines
from ingest.text.comments import as_comments
from ingest.text.normalise import lines_ended_twice, normalise
from ingest.text.running_headers import printed_lines

MEMORY = Memory(200_000)  # characters: a focus or two of a catalogue, and what all its pages have


def read_blocks(
    text: str, grammars: Grammars | None = None, format: Format = "text", rows: Rows | None = None
) -> Document:
    """Read a text into blocks with their lines (1-based, as an editor counts them). Never raises on a str. `rows` are
    the lines that a page of HTML has as rows of tables."""
    grammars = grammars or load_grammars()
    given_page, diagnostics = normalise(text)
    page = as_comments(given_page) if format != "html" else given_page
    front = nested_front(page, grammars) or _flat_front(page, grammars)
    below = [*(front.texts or [""] * front.end), *page[front.end :]] if front else page
    given = lines_ended_twice(text, page, diagnostics)
    printed = printed_lines(below) if rows is None else frozenset()
    if printed:
        given = [line for line in given or physical_lines(below) if line.start not in printed]
    repaired = logical_lines(Geometry(below, grammars, diagnostics), given, rows)
    texts = [text.strip() for text in below] if repaired is None else [line.text.strip() for line in repaired]
    numbers = range(1, len(texts) + 1) if repaired is None else [line.start for line in repaired]
    finders = (dimension_lines, label_lines, numbered_lines, role_lines, names_over_sections)
    asked = PageTexts(texts)
    labelled = frozenset(numbers[at] for find in finders for at in find(asked, grammars))
    habits = habits_of(texts, numbers, grammars)
    if front is None and repaired is None:
        pieces = cut(page, habits.questions, grammars)
        parts = [_part(page, first, behind, labelled, habits, grammars) for first, behind in pieces]
    else:
        lines = physical_lines(below) if repaired is None else repaired
        shown = below if front and front.texts else page
        parts = [_read(lines, shown, 0, len(page), labelled, habits, grammars, front, printed)]
    return Document(
        lines=tuple(given_page),
        parts=tuple(parts),
        diagnostics=(*diagnostics, *[found for part in parts for found in part.diagnostics]),
        format="markdown" if format == "text" and any(part.is_marked for part in parts) else format,
    )


def _flat_front(page: list[str], grammars: Grammars) -> Front | None:
    """Front matter as one block, without the texts in it. It is read before any line is repaired: its indents and line
    ends mean something."""
    end = lines_of_front_matter(physical_lines(page[:MOST_LINES])) if page and may_begin(page[0]) else 0
    if not end:
        return None
    found = front_texts(page[:end], page[end:], grammars)
    entries, texts = found or (page[:end], None)
    return Front([CodeBlock("\n".join(entries), 1, end)], end, texts)


def _part(
    page: list[str],
    first: int,
    behind: int,
    labelled: frozenset[int],
    habits: Habits,
    grammars: Grammars,
) -> Part:
    """The lines from `first` to the one before `behind`, as blocks; where another page has the same there, its own.

    `labelled` are the lines that only the page shows to be headings; `habits` are the page's.
    """
    dimensions = labelled.intersection(range(first + 1, behind + 1)) if labelled else labelled

    def read() -> Part:
        return _read(physical_lines(page[first:behind], first + 1), page, first, behind, dimensions, habits, grammars)

    text = "\n".join(page[first:behind])
    named = frozenset([line - first for line in dimensions]) if dimensions else dimensions
    seen = habits.seen_from(first, behind)
    place = Place(grammars.digest, text, behind - first, first == 0, behind == len(page), named, seen)
    return MEMORY.part(place, first + 1, read)


def _read(
    lines: list[Line],
    page: list[str],
    first: int,
    behind: int,
    dimensions: frozenset[int],
    habits: Habits,
    grammars: Grammars,
    front: Front | None = None,
    printed: frozenset[int] = frozenset(),
) -> Part:
    reader = BlockReader(grammars, page, habits)
    reader.blocks += front.blocks if front else ()
    reader.read(lines, dimensions, is_first=first == 0, is_last=behind == len(page))
    blocks = reader.blocks
    if front is not None and front.texts:
        at = next((n for n, block in enumerate(blocks) if block.start > front.end), len(blocks))
        blocks.insert(at, Rule(front.end, front.end, closes=True))
    return Part(
        blocks=tuple(blocks),
        first=first + 1,
        last=behind,
        diagnostics=tuple(reader.diagnostics),
        furniture=printed.union(reader.furniture),
        is_marked=reader.marked,
    )

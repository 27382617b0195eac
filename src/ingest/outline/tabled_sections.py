"""Forms of two columns: rows whose first cell is the heading of a section, and whose second is what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

from ingest.blocks import Block, BulletList, Item, Paragraph, Row, Table
from ingest.bullet_marks import BULLET
from ingest.grammar import Grammars
from ingest.grammar.heading_words import Meaning
from ingest.lazy_patterns import rare
from ingest.outline.kinds_by_words import PROSE_WORDS, RUN_IN
from ingest.outline.model import Section
from ingest.section_kinds import Kind

COLUMNS = 2
LEAST_ROWS = 3  # of a form
SECTIONS = RUN_IN | {"description"}
# Keys of facts that are headings of demands as well, where a text is beside them.
ALSO_HEADINGS = frozenset(("education", "experience", "purpose"))
_BETWEEN = rare(r"(?:<br ?/?>|</?[ou]l>|</?li>|\n)+", re.IGNORECASE)  # the lines of a cell
_MARK = rare(rf"{BULLET}\s+")


class Form(NamedTuple):
    """The rows of a form that state facts, as tables, and those that are sections, as sections of their own."""

    facts: tuple[Table, ...]
    sections: tuple[Section, ...]


def read_form(block: Block, grammars: Grammars) -> Form | None:
    """The sections of a table of two columns; None for any other table, and where few of its first cells are known."""
    if not isinstance(block, Table):
        return None
    rows = block.all_rows
    if len(rows) < LEAST_ROWS or any(len(row.cells) != COLUMNS for row in rows):
        return None
    meanings = [_meaning(row, grammars) for row in rows]
    are_known = [
        meaning is not None or grammars.words.fact_key(_label(row)) is not None
        for row, meaning in zip(rows, meanings, strict=True)
    ]
    if not any(meanings) or sum(are_known) * 2 <= len(rows):
        return None
    sections = [_section(row, one, grammars) for row, one in zip(rows, meanings, strict=True) if one is not None]
    return Form(tuple(_runs(block, rows, meanings)), tuple(sections))


def _label(row: Row) -> str:
    return row.cells[0].strip("*_ ").rstrip(": ")


def _meaning(row: Row, grammars: Grammars) -> Meaning | None:
    """What the first cell of a row heads; None where it is the key of a fact, or heads nothing."""
    label = _label(row)
    key = grammars.words.fact_key(label)
    is_text = key in ALSO_HEADINGS and len(row.cells[1].split()) >= PROSE_WORDS
    if not row.cells[1].strip() or (key is not None and not is_text):
        return None
    meaning = grammars.words.heading(label)
    return meaning if meaning is not None and meaning.kind in SECTIONS and not meaning.arguments else None


def _section(row: Row, meaning: Meaning, grammars: Grammars) -> Section:
    texts = [_MARK.sub("", text.strip(), count=1) for text in _BETWEEN.split(row.cells[1]) if grammars.plain(text)]
    block: Block = Paragraph(" ".join(texts), row.start, row.end)
    if len(texts) > 1:
        block = BulletList.of(Item(text, 0, "", row.start, row.end) for text in texts)
    label = grammars.plain(_label(row))
    return Section(
        None, (block,), kind=cast(Kind, meaning.kind), basis="stated", group=label or None, need=meaning.need
    )


def _runs(table: Table, rows: Sequence[Row], meanings: Sequence[Meaning | None]) -> list[Table]:
    """The other rows of a table, each run of them as a table of its own."""
    runs: list[list[Row]] = [[]]
    for row, meaning in zip(rows, meanings, strict=True):
        if meaning is not None:
            runs.append([])
        else:
            runs[-1].append(row)
    return [
        table._replace(header=None, rows=tuple(run), separator=None, start=run[0].start, end=run[-1].end)
        for run in runs
        if run
    ]

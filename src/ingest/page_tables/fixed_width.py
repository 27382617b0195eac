"""Tables as columns aligned by blanks: cut where the header's columns begin, if every row agrees."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ingest.grammar.page import PageGrammar
from ingest.page_tables.geometry import Drawn, Geometry, going_on
from ingest.text.line import Line, begins_block, is_blank
from ingest.text.wide import spread

LEAST_COLUMNS = 2
LEAST_ROWS = 2  # the header included


def read_fixed_width(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each run of lines whose texts all leave the same gaps as one table. Blank cells stay blank; a line
    without a first cell goes on with the row above it."""
    read: list[Line] = []
    at = 0
    while at < len(lines):
        columns = _columns(lines[at].text, geometry.grammars.page)
        end = at + 1
        if len(columns) >= LEAST_COLUMNS:
            while end < len(lines) and _agrees(lines[end].text, columns):
                end += 1
        if end - at < LEAST_ROWS or not _has_cells(lines[at:end], columns):
            read.append(lines[at])
            at += 1
            continue
        rows = going_on(Drawn.at_columns(line, columns) for line in lines[at:end])
        read.append(geometry.line("W311", rows, None, lines[at].start, lines[end - 1].end))
        at = end
    _say_uncut(read, geometry)
    return read


def _say_uncut(lines: Sequence[Line], geometry: Geometry) -> None:
    """Say of lines right below each other that at least two of them have wide gaps: they may have been columns."""
    gap = geometry.grammars.page.mark("WIDE_GAP")
    for blank, run in groupby(lines, is_blank):
        block = list(run)
        wide = [] if blank else [line for line in block if "  " in line.text and gap.search(line.text)]
        gaps = [line for line in wide if not begins_block(line.text)]
        if len(gaps) >= LEAST_ROWS:
            geometry.say("W316", gaps[0].start, block[-1].end, f"{len(gaps)} lines with wide gaps")


def _columns(text: str, grammar: PageGrammar) -> list[int]:
    """Where the cells of a header begin: at its start, and behind every gap of two blanks or more."""
    if "  " not in text.strip() or "|" in text or text[:1].isspace() or begins_block(text):
        return []
    return [match.start() for match in grammar.mark("ALIGNED").finditer(spread(text))]


def _agrees(text: str, columns: Sequence[int]) -> bool:
    """Whether a line leaves a gap before each column, and has text in the row at all."""
    if not text or text.isspace():
        return False
    if begins_block(text) and len(text) - len(text.lstrip()) < columns[1]:
        return False  # behind the first column a mark belongs to a cell
    text = spread(text)
    return all(text[at - 2 : at].isspace() for at in columns[1:] if len(text) > at - 2)


def _has_cells(lines: Sequence[Line], columns: Sequence[int]) -> bool:
    """At least two rows say something behind the first column: else these are lines that happen to be short."""
    return sum(len(spread(line.text)) > columns[1] for line in lines) >= LEAST_ROWS

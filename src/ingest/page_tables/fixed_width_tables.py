"""Tables as columns aligned by blanks: cut where the header's columns begin, if every row agrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.grammar.page_grammar import PageGrammar
from ingest.page_tables.centred_rows import centred_rows
from ingest.page_tables.geometry import Drawn, Geometry, going_on
from ingest.text.line import MARK, Line, begins_block, is_blank
from ingest.text.wide_characters import columns as width_of
from ingest.text.wide_characters import join, spread

LEAST_COLUMNS = 2
LEAST_CENTRED = 3  # columns of a table that has lines without a text
LEAST_ROWS = 2  # the header included
FARTHEST_NAME = 12  # lines below a header: a row's name is in the middle of the row


def read_fixed_width(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each run of lines whose texts all leave the same gaps as one table. Blank cells stay blank; a line
    without a first cell goes on with the row above it, unless the rows are centred."""
    read: list[Line] = []
    at = tried = 0
    while at < len(lines):
        columns = _columns(lines, at, geometry.grammars.page)
        end = at + 1
        rows = None
        if len(columns) >= LEAST_COLUMNS:
            while end < len(lines) and _agrees(lines[end].text, columns):
                end += 1
            if len(columns) >= LEAST_CENTRED and at >= tried:
                tried = _reach(lines, at, columns)
                rows = _centred(lines, at, tried, columns)
                end = tried if rows else end
        if end - at < LEAST_ROWS or not _has_cells(lines[at:end], columns):
            read.append(lines[at])
            at += 1
            continue
        rows = rows or going_on(Drawn.at_columns(line, columns) for line in lines[at:end])
        if _lacks_columns(rows, geometry.grammars.page):
            read += lines[at:end]
            at = end
            continue
        read.append(geometry.line("W311", rows, None, lines[at].start, lines[end - 1].end))
        at = end
    _say_uncut(read, geometry)
    return read


def _reach(lines: Sequence[Line], at: int, columns: Sequence[int]) -> int:
    """Where a table ends that may have lines without a text: behind the last block of lines that all agree, and of
    which one has a text behind the first column. Above a second header, and its title, another table begins."""
    name = lines[at].text[: columns[1]]
    header = lines[at].text if name.isspace() else name
    end = below = at + 1
    while below < len(lines):
        while below < len(lines) and is_blank(lines[below]):
            below += 1
        block = below
        while below < len(lines) and _agrees(lines[below].text, columns):
            if lines[below].text.startswith(header):
                title = below > block and _is_name(lines[below - 1].text, columns)
                return end if below - title == block else below - title
            below += 1
        if below < len(lines) and not is_blank(lines[below]):
            break
        if all(_is_name(line.text, columns) for line in lines[block:below]):
            break
        end = below
    return end


def _is_name(text: str, columns: Sequence[int]) -> bool:
    """Whether a line of a table has no text behind the first column."""
    return len(spread(text).rstrip()) <= columns[1]


def _centred(lines: Sequence[Line], at: int, reach: int, columns: Sequence[int]) -> list[Drawn] | None:
    """Return the rows of a table with centred cells, or None if no rows fit.

    Cells are centred if the first row has a text above its name, and if a tool padded all lines to the table's width.
    Lines that may belong to either of two rows go into a row without a name.
    """
    body = [Drawn.at_columns(line, columns) for line in lines[at + 1 : reach]]
    first = next((row for row in body if any(row.cells)), None)
    is_filled = _is_filled(lines[at:reach], columns)
    if first is None or (first.cells[0] and not is_filled):
        return None
    end = reach
    width = width_of(lines[at].text) if is_filled else None  # of the empty lines that the last row may have
    while end < len(lines) and is_blank(lines[end]) and width in (None, width_of(lines[end].text)):
        end += 1
    is_open = end == len(lines) and not is_filled
    header = Drawn.at_columns(lines[at], columns)
    rows = centred_rows([row.cells for row in body], None if is_open else end - at - 1)
    if rows is None and not first.cells[0] and body[0] is first:  # the header has two lines
        header, body = header.joined(first), body[1:]
        rows = centred_rows([row.cells for row in body], None if is_open else end - at - 2) if body else None
    if rows is None:
        return None
    placed = [(row, drawn) for row, drawn in zip(rows, body, strict=True) if any(drawn.cells)]
    whole = [header]
    for _, run in groupby(placed, key=lambda pair: pair[0]):
        drawn = [line for _, line in run]
        cells = [_cell(line.cells[column] for line in drawn) for column in range(len(columns))]
        whole.append(Drawn(cells, drawn[0].start, drawn[-1].end))
    return whole


def _is_filled(lines: Sequence[Line], columns: Sequence[int]) -> bool:
    """Return whether all lines, except those with only a name, are equally wide, some of them by trailing blanks."""
    texts = [line.text for line in lines if is_blank(line) or not _is_name(line.text, columns)]
    return len(set(map(width_of, texts))) == 1 and any(text[-1:].isspace() for text in texts)


def _cell(lines: Iterator[str]) -> str:
    """The text of a cell of several lines; what a mark begins is an item."""
    text = ""
    was_item = False
    for line in filter(None, lines):
        mark = MARK.match(line)
        item = line[mark.end() :].strip() if mark else line
        text = f"{text}; {item}" if mark and was_item else join(text, item)
        was_item = mark is not None
    return text


def _lacks_columns(rows: Sequence[Drawn], grammar: PageGrammar) -> bool:
    """Whether rows have more columns than their header: wide gaps are in the cells of several."""
    gap = grammar.mark("WIDE_GAP")
    return sum(any("  " in cell and gap.search(cell) for cell in row.cells) for row in rows) >= LEAST_ROWS


def _say_uncut(lines: Sequence[Line], geometry: Geometry) -> None:
    """Say of lines right below each other that at least two of them have wide gaps: they may have been columns."""
    gap = geometry.grammars.page.mark("WIDE_GAP")
    for blank, run in groupby(lines, is_blank):
        block = list(run)
        wide = [] if blank else [line for line in block if "  " in line.text and gap.search(line.text)]
        gaps = [line for line in wide if not begins_block(line.text)]
        if len(gaps) >= LEAST_ROWS:
            geometry.say("W316", gaps[0].start, block[-1].end, f"{len(gaps)} lines with wide gaps")


def _columns(lines: Sequence[Line], at: int, grammar: PageGrammar) -> list[int]:
    """Where the cells of a header begin: at its start, and behind every gap of two blanks or more. The first one may be
    empty, if a name is below it."""
    text = lines[at].text
    if "  " not in text.strip() or "|" in text or begins_block(text):
        return []
    if text[0].isspace() and not _has_corner(lines, at):
        return []
    starts = [match.start() for match in grammar.mark("ALIGNED").finditer(spread(text))]
    return starts if starts[0] == 0 else [0, *starts]


def _has_corner(lines: Sequence[Line], at: int) -> bool:
    """Whether the first of the next lines that begins with no blank begins in the gap before a header, and leaves a gap
    before its cells as well."""
    text = spread(lines[at].text)
    gap = len(text) - len(text.lstrip())
    below = next((line.text for line in lines[at + 1 : at + 1 + FARTHEST_NAME] if line.text[:1].strip()), "")
    return gap > 1 and bool(below) and not spread(below)[gap - 2 : gap].strip()


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

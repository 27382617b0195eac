"""Tables with tabs between their cells, as browsers copy them."""

from __future__ import annotations

from ingest.page_tables.broken_rows import join_broken
from ingest.page_tables.geometry import Drawn, Geometry
from ingest.text.line import Line, begins_block

LEAST_ROWS = 2


def read_tabbed(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each run of lines with tabs inside as one table, as wide as its first line; a row may have fewer
    cells."""
    read: list[Line] = []
    at = 0
    while at < len(lines):
        width = 1 if "|" in lines[at].text else _width(lines[at].text)
        end = at + 1
        if width > 1:
            while end < len(lines) and 1 < _width(lines[end].text) <= width:
                end += 1
        if end - at < LEAST_ROWS:
            read.append(lines[at])
            at += 1
            continue
        rows = [Drawn(_cells(line.text, width), line.start, line.end) for line in lines[at:end]]
        rows = join_broken(rows, width, geometry)
        read.append(geometry.line("W310", rows, None, lines[at].start, lines[end - 1].end))
        at = end
    return read


def _width(text: str) -> int:
    """How many cells a line has up to the last with text; one that is indented, or opens a block, is no row."""
    bare = text.rstrip()
    if "\t" not in bare or text[:1].isspace() or begins_block(text):
        return 1
    return bare.count("\t") + 1


def _cells(text: str, width: int) -> list[str]:
    """Return the cells of a line; empty cells beyond the table's width are the line's end."""
    return [cell.strip() for cell in text.split("\t")[:width]]

"""Tables with tabs between their cells, as browsers copy them."""

from __future__ import annotations

from ingest.diagnostics import Diagnostic, diagnose
from ingest.text.line import Line, begins_block
from ingest.text.row import pipe_row

LEAST_ROWS = 2


def has_tabs(page: str) -> bool:
    """Whether a tab stands anywhere."""
    return "\t" in page


def cut_tabs(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """A run of lines with tabs inside becomes a table as wide as its first line; a row may have fewer cells."""
    cut: list[Line] = []
    i = 0
    while i < len(lines):
        width = 1 if "|" in lines[i].text else _width(lines[i].text)
        end = i + 1
        if width > 1:
            while end < len(lines) and 1 < _width(lines[end].text) <= width:
                end += 1
        if end - i < LEAST_ROWS:
            cut.append(lines[i])
        else:
            cut += [pipe_row(_cells(line.text, width), line.start, line.end) for line in lines[i:end]]
            detail = f"{end - i} rows of {width} columns"
            diagnostics.append(diagnose("W310", lines[i].start, lines[end - 1].end, detail))
        i = end if end - i >= LEAST_ROWS else i + 1
    return cut


def _width(text: str) -> int:
    """How many cells a line has up to the last with text; one that is indented, or opens a block, is no row."""
    bare = text.rstrip()
    if "\t" not in bare or text[:1].isspace() or begins_block(text):
        return 1
    return bare.count("\t") + 1


def _cells(text: str, width: int) -> list[str]:
    """The cells of a line; what stands empty behind the table's width is the line's end."""
    return [cell.strip() for cell in text.split("\t")[:width]]

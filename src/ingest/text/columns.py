"""Tables as columns aligned by blanks: cut where the header's columns begin, if every row agrees."""

from __future__ import annotations

import re
from itertools import groupby

from ingest.diagnostics import Diagnostic, diagnose
from ingest.text.line import Line, begins_block, is_blank
from ingest.text.row import pipe_row
from ingest.text.wide import join, narrow, spread

_CELL = re.compile(r"\S+(?: \S+)*")
_WIDE_GAP = re.compile(r"[^\s|] {3,}[^\s|]")
LEAST_COLUMNS = 2
LEAST_ROWS = 2  # the header included


def has_gaps(page: str) -> bool:
    """Whether two blanks stand next to each other."""
    return "  " in page


def cut_columns(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """A run of lines whose texts all leave the same gaps becomes a table. Blank cells stay blank; a line without a
    first cell goes on with the row above it."""
    cut: list[Line] = []
    i = 0
    while i < len(lines):
        columns = _columns(lines[i].text)
        end = i + 1
        if len(columns) >= LEAST_COLUMNS:
            while end < len(lines) and _agrees(lines[end].text, columns):
                end += 1
        if end - i < LEAST_ROWS or not _has_cells(lines[i:end], columns):
            cut.append(lines[i])
            i += 1
            continue
        rows = _rows(lines[i:end], columns)
        cut += [pipe_row(cells, start, end) for cells, start, end in rows]
        diagnostics.append(
            diagnose("W311", lines[i].start, lines[end - 1].end, f"{len(rows)} rows of {len(columns)} columns")
        )
        i = end
    _report_uncut(cut, diagnostics)
    return cut


def _report_uncut(lines: list[Line], diagnostics: list[Diagnostic]) -> None:
    """Say of lines right below each other that at least two of them have wide gaps: they may have been columns."""
    for blank, run in groupby(lines, is_blank):
        block = list(run)
        gaps = [] if blank else [line for line in block if _has_wide_gap(line.text) and not begins_block(line.text)]
        if len(gaps) >= LEAST_ROWS:
            diagnostics.append(diagnose("W316", gaps[0].start, block[-1].end, f"{len(gaps)} lines with wide gaps"))


def _has_wide_gap(text: str) -> bool:
    return "  " in text and _WIDE_GAP.search(text) is not None


def _columns(text: str) -> list[int]:
    """Where the cells of a header begin: at its start, and behind every gap of two blanks or more."""
    if "  " not in text.strip() or "|" in text or text[:1].isspace() or begins_block(text):
        return []
    return [match.start() for match in _CELL.finditer(spread(text))]


def _agrees(text: str, columns: list[int]) -> bool:
    """Whether a line leaves a gap before each column, and has text in the row at all."""
    if not text or text.isspace():
        return False
    if begins_block(text) and len(text) - len(text.lstrip()) < columns[1]:
        return False  # behind the first column a mark belongs to a cell
    text = spread(text)
    return all(text[at - 2 : at].isspace() for at in columns[1:] if len(text) > at - 2)


def _has_cells(lines: list[Line], columns: list[int]) -> bool:
    """At least two rows say something behind the first column: else these are lines that happen to be short."""
    return sum(len(spread(line.text)) > columns[1] for line in lines) >= LEAST_ROWS


def _rows(lines: list[Line], columns: list[int]) -> list[tuple[list[str], int, int]]:
    rows: list[tuple[list[str], int, int]] = []
    bounds = list(zip(columns, [*columns[1:], None], strict=True))
    for line in lines:
        text = spread(line.text)
        cells = [narrow(text[start:end]).strip() for start, end in bounds]
        if rows and not cells[0]:
            above, start, _ = rows[-1]
            joined = [join(*pair) for pair in zip(above, cells, strict=True)]
            rows[-1] = (joined, start, line.end)
        else:
            rows.append((cells, line.start, line.end))
    return rows

r"""Pipe tables: cells, header, separator, rows that a tool broke apart.

For data, unlike in GFM, an excess cell is never dropped and a short row is never padded: rows keep the cells they
have. A pipe in a closed code span does not split if the width then fits; `\|` never splits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.blocks.model import Row, Table
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.punctuation import CLAUSE_ENDS
from ingest.text import Line
from ingest.text.normalise import unescape

_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_CODE_OR_PIPE = re.compile(r"`[^`]*`|(?<!\\)\|")
LEAST_CELLS = 3
MOST_PIECES = 16  # lines that one row may be broken over


class _Style(NamedTuple):
    """Whether rows begin and end with a pipe."""

    leading: bool
    trailing: bool

    @property
    def outer(self) -> bool:
        return self.leading or self.trailing


class _Cells(NamedTuple):
    """A line, cut at its pipes."""

    line: Line
    cells: list[str]


def read_tables(lines: Sequence[Line], page: Sequence[str], grammars: Grammars) -> tuple[list[Table], list[Diagnostic]]:
    """The tables in a run of lines with pipes; none if the run is prose that happens to have one.

    `page` holds the physical lines, for the rows as they stood.
    """
    separators = [i for i, line in enumerate(lines) if is_separator(line.text)]
    if not separators and not _looks_tabular(lines):
        return [], []
    diagnostics: list[Diagnostic] = []
    tables = [_read_table(lines[start:end], page, diagnostics, grammars) for start, end in _spans(lines, separators)]
    return [table for table in tables if table], diagnostics


def is_cell_a_line(lines: Sequence[Line]) -> bool:
    """Whether every line has one pipe, all at its beginning or all at its end."""
    texts = [line.text.strip() for line in lines]
    if len(texts) < LEAST_CELLS or any(len(_PIPE.findall(text)) != 1 for text in texts):
        return False
    return all(text.startswith("|") for text in texts) or all(text.endswith("|") for text in texts)


def is_separator(text: str) -> bool:
    """Whether a line is the rule under a header."""
    return "-" in text and "|" in text and _SEPARATOR.match(text) is not None


def split_cells(text: str, *, code_spans: bool = False) -> list[str]:
    """The cells between a line's pipes, outer pipes included as empty cells, blanks trimmed, escapes undone."""
    if not code_spans and "\\" not in text:
        return [cell.strip() for cell in text.split("|")]
    if code_spans:
        cells, last = [], 0
        for match in _CODE_OR_PIPE.finditer(text):
            if match[0] == "|":
                cells.append(text[last : match.start()])
                last = match.end()
        cells.append(text[last:])
    else:
        cells = _PIPE.split(text)
    return [unescape(cell.strip().replace("\\|", "|")) for cell in cells]


def _looks_tabular(lines: Sequence[Line]) -> bool:
    """Outer pipes, or at least two rows: one line with a pipe in it is prose or navigation."""
    return lines[0].text.lstrip().startswith("|") or len(lines) > 1


def _spans(lines: Sequence[Line], separators: list[int]) -> list[tuple[int, int]]:
    """Where tables begin and end: each separator but the first opens a new table with the line above it."""
    first = separators[0] if separators else 0
    # A header that is whole begins its table; what has a pipe above it is prose.
    begin = first - 1 if first > 1 and _width(lines[first - 1]) == _width(lines[first]) else 0
    starts = [begin, *(i - 1 for last, i in pairwise(separators) if i - 1 > last)]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _width(line: Line) -> int:
    return len(_trim(split_cells(line.text), _Style(True, True)))


def _read_table(
    lines: Sequence[Line], page: Sequence[str], diagnostics: list[Diagnostic], grammars: Grammars
) -> Table | None:
    at = next((i for i, line in enumerate(lines) if is_separator(line.text)), None)
    first = lines[0].text.strip()
    style = _Style(first.startswith("|"), first.endswith("|") and not first.endswith(r"\|") and len(first) > 1)
    if at is None and is_cell_a_line(lines):
        return _regroup(lines, page, diagnostics, grammars)
    cells = [_Cells(line, _trim(split_cells(line.text), style)) for line in lines if not is_separator(line.text)]
    if not cells:
        return None
    width = len(_trim(split_cells(lines[at].text), _Style(True, True))) if at else len(cells[0].cells)
    if width == 1 and at is None and not (style.leading and style.trailing):
        return None
    rows = _join_split(cells, width, style, page, diagnostics, grammars)
    header = None if at == 0 else rows[0]
    body = rows if header is None else rows[1:]
    if header and at is not None and not any(header.cells) and body:
        header, body = body[0], body[1:]  # a tool that wants a header put an empty one above the page's
    if at is None:
        diagnostics.append(diagnose("W304", lines[0].start))
    _report_ragged(body, width, diagnostics)
    separator = None if at is None else lines[at].start
    return Table(header, tuple(body), separator, lines[0].start, lines[-1].end, width)


def _trim(cells: list[str], style: _Style) -> list[str]:
    """Drop the empty cells that outer pipes make. A row may lack one of them even where the header has it."""
    if len(cells) > 1 and cells[0] == "" and style.leading:
        cells = cells[1:]
    if len(cells) > 1 and cells[-1] == "" and style.trailing:
        cells = cells[:-1]
    return cells


def _join_split(
    lines: list[_Cells],
    width: int,
    style: _Style,
    page: Sequence[str],
    diagnostics: list[Diagnostic],
    grammars: Grammars,
) -> list[Row]:
    """Rows, each from one line or from the pieces of one: joined up to the width, until the next level code."""
    rows: list[Row] = []
    i = 0
    while i < len(lines):
        cells = _fit(lines[i], width, style)
        end = i
        while len(cells) < width and end + 1 < len(lines) and end - i < MOST_PIECES:
            following = lines[end + 1]
            joined = _joined(cells, lines[end].line.text, following, style)
            if _is_level(following.cells[0], grammars) or len(joined) > width or len(following.cells) >= width:
                break
            cells = joined
            end += 1
        while end + 1 < len(lines) and end - i < MOST_PIECES and _goes_on_in(cells, lines[end + 1].cells, width):
            rest = lines[end + 1].cells
            cells = [*cells[:-1], f"{cells[-1]} {rest[0]}", *rest[1:]]
            end += 1
        row = _row(cells, lines[i].line.start, lines[end].line.end, page)
        if end > i:
            diagnostics.append(diagnose("W303", row.start, row.end, f"{end - i + 1} pieces, {len(cells)} cells"))
        rows.append(row)
        i = end + 1
    return rows


def _is_level(cell: str, grammars: Grammars) -> bool:
    """Whether a cell is a level's code, in bold or in backticks or not: a row begins there."""
    return grammars.is_level_code(cell.strip("`*"))


def _goes_on_in(cells: list[str], following: list[str], width: int) -> bool:
    """Whether a line begins with the rest of a row's last cell: in lower case, below a text that has not ended."""
    if len(cells) + len(following) - 1 > width or not cells[-1] or cells[-1].endswith(CLAUSE_ENDS):
        return False
    return len(cells) > 1 and following[0][:1].islower()


def _row(cells: Sequence[str], start: int, end: int, page: Sequence[str]) -> Row:
    return Row(tuple(cells), "\n".join(page[start - 1 : end]), start, end)


def _joined(cells: list[str], above: str, following: _Cells, style: _Style) -> list[str]:
    """Two pieces of a row. Where neither ends nor goes on with a pipe, the break cut a cell in two."""
    at_pipe = above.rstrip().endswith("|") or following.line.text.lstrip().startswith("|")
    if at_pipe and style.outer:
        return [*cells, *following.cells]
    return [*cells[:-1], f"{cells[-1]} {following.cells[0]}".strip(), *following.cells[1:]]


def _fit(line: _Cells, width: int, style: _Style) -> list[str]:
    """The line's cells; where they are too many, pipes in code spans are taken as text if that makes them fit."""
    if len(line.cells) > width and "`" in line.line.text:
        cells = _trim(split_cells(line.line.text, code_spans=True), style)
        if len(cells) == width:
            return cells
    return line.cells


def _report_ragged(rows: Sequence[Row], width: int, diagnostics: list[Diagnostic]) -> None:
    for row in rows:
        if len(row.cells) != width:
            code, what = ("W301", "fewer") if len(row.cells) < width else ("W302", "more")
            diagnostics.append(diagnose(code, row.start, row.end, f"{len(row.cells)} cells, {what} than {width}"))


def _regroup(
    lines: Sequence[Line], page: Sequence[str], diagnostics: list[Diagnostic], grammars: Grammars
) -> Table | None:
    """One cell a line: rows again where level codes repeat. The header gives the width; a row may be shorter."""
    cells = [unescape(line.text.strip().strip("|").strip()) for line in lines]
    levels = [i for i, cell in enumerate(cells) if _is_level(cell, grammars)]
    if len(levels) < 2 or levels[0] < 2:
        return None
    width = levels[0]
    starts = [0, *levels]
    sizes = [end - start for start, end in zip(starts, [*levels, len(cells)], strict=True)]
    if max(sizes) > width or sizes.count(width) * 2 <= len(sizes):
        return None
    rows = [
        _row(cells[start : start + size], lines[start].start, lines[start + size - 1].end, page)
        for start, size in zip(starts, sizes, strict=True)
    ]
    diagnostics.append(diagnose("W309", lines[0].start, lines[-1].end, f"{len(rows)} rows of {width} cells"))
    _report_ragged(rows, width, diagnostics)
    return Table(rows[0], tuple(rows[1:]), None, lines[0].start, lines[-1].end, width)

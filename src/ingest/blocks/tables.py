r"""Pipe tables: cells, header, separator, rows that a tool broke apart.

For data, unlike in GFM, an excess cell is never dropped and a short row is never padded: rows keep the cells they
have. A pipe in a closed code span does not split if the width then fits; `\|` never splits.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ingest.blocks.model import Row, Table
from ingest.blocks.text import unescape
from ingest.diagnostics import Diagnostic, diagnose

_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_CODE_OR_PIPE = re.compile(r"`[^`]*`|(?<!\\)\|")
LEVEL_CELL = re.compile(r"[`*]*[A-Z]{1,4}\d{1,2}[`*]*$")


class _Line(NamedTuple):
    text: str
    number: int
    cells: list[str]


def read_tables(lines: list[str], first: int) -> tuple[list[Table], list[Diagnostic]]:
    """The tables in a run of lines with pipes; none if the run is prose that happens to have one."""
    separators = [i for i, line in enumerate(lines) if is_separator(line)]
    if not separators and not _looks_tabular(lines):
        return [], []
    diagnostics: list[Diagnostic] = []
    tables = []
    for start, end in _spans(lines, separators):
        table = _read_table(lines[start:end], first + start, diagnostics)
        if table:
            tables.append(table)
    return tables, diagnostics


def is_separator(line: str) -> bool:
    """Whether a line is the rule under a header."""
    return "-" in line and "|" in line and _SEPARATOR.match(line) is not None


def split_cells(line: str, *, code_spans: bool = False) -> list[str]:
    """The cells between a line's pipes, outer pipes included as empty cells, blanks trimmed, escapes undone."""
    if code_spans:
        cells, last = [], 0
        for match in _CODE_OR_PIPE.finditer(line):
            if match[0] == "|":
                cells.append(line[last : match.start()])
                last = match.end()
        cells.append(line[last:])
    else:
        cells = _PIPE.split(line)
    return [unescape(cell.strip()) for cell in cells]


def _looks_tabular(lines: list[str]) -> bool:
    """Two rows of one shape, or outer pipes: one line with a pipe in it is prose or navigation."""
    if lines[0].lstrip().startswith("|"):
        return True
    return len(lines) > 1 and sum(line.count("|") for line in lines) >= len(lines)


def _spans(lines: list[str], separators: list[int]) -> list[tuple[int, int]]:
    """Where tables begin and end: each separator but the first opens a new table with the line above it."""
    starts = [0, *(i - 1 for last, i in pairwise(separators) if i - 1 > last)]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _read_table(texts: list[str], first: int, diagnostics: list[Diagnostic]) -> Table | None:
    separator = next((i for i, text in enumerate(texts) if is_separator(text)), None)
    leading = texts[0].lstrip().startswith("|")
    trailing = texts[0].rstrip().endswith("|") and not texts[0].rstrip().endswith(r"\|")
    if separator is None and leading != trailing and all(len(_PIPE.findall(text)) == 1 for text in texts):
        return _regroup(texts, first, diagnostics)
    lines = [
        _Line(text, number, _trim(split_cells(text), leading, trailing))
        for number, text in enumerate(texts, first)
        if not is_separator(text)
    ]
    if not lines:
        return None
    width = len(lines[0].cells)
    if width == 1 and separator is None:
        return None
    rows = _join_split(lines, width, leading, trailing, diagnostics)
    header = rows[0] if separator in (None, 1) or separator else None
    if separator is None:
        diagnostics.append(diagnose("W304", first))
    elif separator == 0:
        header = None
    body = rows[1:] if header else rows
    return Table(
        header=header,
        rows=tuple(body),
        separator=None if separator is None else first + separator,
        start=first,
        end=first + len(texts) - 1,
        width=width,
    )


def _trim(cells: list[str], leading: bool, trailing: bool) -> list[str]:
    """Drop the empty cells that outer pipes make. A row may lack one of them even where the header has it."""
    if len(cells) > 1 and cells[0] == "" and leading:
        cells = cells[1:]
    if len(cells) > 1 and cells[-1] == "" and trailing:
        cells = cells[:-1]
    return cells


def _join_split(
    lines: list[_Line], width: int, leading: bool, trailing: bool, diagnostics: list[Diagnostic]
) -> list[Row]:
    """Rows, each from one line or from the pieces of one: joined up to the width, until the next level code."""
    rows: list[Row] = []
    i = 0
    while i < len(lines):
        piece = lines[i]
        cells = _fit(piece, width, leading, trailing)
        end = i
        while len(cells) < width and end + 1 < len(lines) and not LEVEL_CELL.match(lines[end + 1].cells[0]):
            # A piece that neither ends nor goes on with a pipe was cut inside a cell.
            following = lines[end + 1]
            cut = not lines[end].text.rstrip().endswith("|") and not following.text.lstrip().startswith("|")
            joined = (
                [*cells[:-1], f"{cells[-1]} {following.cells[0]}".strip(), *following.cells[1:]]
                if cut and (leading or trailing)
                else [*cells, *following.cells]
            )
            if len(joined) > width or len(following.cells) >= width:
                break
            cells = joined
            end += 1
        raw = "\n".join(line.text for line in lines[i : end + 1])
        row = Row(tuple(cells), raw, piece.number, lines[end].number)
        if end > i:
            diagnostics.append(diagnose("W303", row.start, row.end, f"{end - i + 1} pieces, {len(cells)} cells"))
        if rows and len(cells) != width:
            code, what = ("W301", "fewer") if len(cells) < width else ("W302", "more")
            diagnostics.append(diagnose(code, row.start, row.end, f"{len(cells)} cells, {what} than {width}"))
        rows.append(row)
        i = end + 1
    return rows


def _fit(line: _Line, width: int, leading: bool, trailing: bool) -> list[str]:
    """The line's cells; where they are too many, pipes in code spans are taken as text if that makes them fit."""
    if len(line.cells) > width and "`" in line.text:
        cells = _trim(split_cells(line.text, code_spans=True), leading, trailing)
        if len(cells) == width:
            return cells
    return line.cells


def _regroup(texts: list[str], first: int, diagnostics: list[Diagnostic]) -> Table | None:
    """One cell a line: rows again where level codes repeat at one width, and only there."""
    cells = [text.replace("|", " ", 1).strip() if text.count("|") == 1 else text for text in texts]
    levels = [i for i, cell in enumerate(cells) if LEVEL_CELL.match(cell)]
    if len(levels) < 2:
        return None
    width = levels[1] - levels[0]
    if width < 2 or levels[0] != width or any(i % width for i in levels) or len(cells) % width:
        return None
    rows = [
        Row(tuple(unescape(cell) for cell in cells[i : i + width]), "\n".join(texts[i : i + width]), first + i, first + i + width - 1)
        for i in range(0, len(cells), width)
    ]
    diagnostics.append(diagnose("W309", first, first + len(texts) - 1, f"{len(rows)} rows of {width} cells"))
    return Table(rows[0], tuple(rows[1:]), None, first, first + len(texts) - 1, width)

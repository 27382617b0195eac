"""Tables whose columns a line of dashes shows: `------- -----` under the header or around the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.diagnostics import Diagnostic, diagnose
from ingest.rare import rare
from ingest.text.line import Line, is_blank
from ingest.text.row import RULE, pipe_row, separator
from ingest.text.wide import join, narrow, spread

_RULER = rare(r"\s*(?:-{2,}|={2,})(?:\s+(?:-{2,}|={2,}))+\s*$")
_MAY_BE_RULER = re.compile(r"\n[ \t]*(?:-{2,}|={2,})[ \t]+[-=]")
_RUN = re.compile(r"[-=]+")
_SOLID = rare(r"\s*(?:-{4,}|={4,})\s*$")


def has_rulers(page: str) -> bool:
    """Whether a line begins with several runs of dashes."""
    return _MAY_BE_RULER.search(page) is not None


def cut_rulers(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Cut the lines around a ruler at its columns, if every one of them leaves the gaps between the columns free."""
    cut: list[Line] = []
    i = 0
    while i < len(lines):
        if not _RULER.match(lines[i].text):
            cut.append(lines[i])
            i += 1
            continue
        i = _table(lines, i, cut, diagnostics)
    return cut


def _table(lines: list[Line], at: int, cut: list[Line], diagnostics: list[Diagnostic]) -> int:
    """Read the table around the ruler at `at`: its header is taken back from `cut`, or stands between this ruler and
    the next one. The line to go on with."""
    columns = [match.start() for match in _RUN.finditer(lines[at].text)]
    head: list[Line] = []
    while cut and not is_blank(cut[-1]) and not _RULER.match(cut[-1].text) and _fits(cut[-1].text, columns):
        head.insert(0, cut.pop())
    framed = _frame_end(lines, at, columns, bool(head)) if not head or (cut and _SOLID.match(cut[-1].text)) else None
    if framed:
        return _spaced(head, lines[at : framed + 1], columns, cut, diagnostics, framed + 1)
    end = at + 1
    while end < len(lines) and not is_blank(lines[end]) and not _SOLID.match(lines[end].text):
        if not _RULER.match(lines[end].text) and not _fits(lines[end].text, columns):
            break
        end += 1
    rulers = [n for n in range(at, end) if _RULER.match(lines[n].text)]
    if not head and rulers[1:] == [end - 1] and at + 1 < end - 1 and (end == len(lines) or is_blank(lines[end])):
        return _headless(lines[at:end], columns, cut, diagnostics, end)
    if not head and len(rulers) > 1:
        cut.append(Line(RULE, lines[at].start, lines[at].end))
        head, at = lines[at + 1 : rulers[1]], rulers[1]
    last = [Line(RULE, lines[n].start, lines[n].end) for n in rulers if n > at and n == end - 1]
    body = [line for line in lines[at + 1 : end] if not _RULER.match(line.text)]
    if not head or not body:
        cut += [*head, *lines[at:end]]
        return end
    first = _joined([_cells(line.text, columns) for line in head])
    rows = [pipe_row(first, head[0].start, head[-1].end), separator(len(columns), lines[at].start, lines[at].end)]
    rows += [pipe_row(_cells(line.text, columns), line.start, line.end) for line in body]
    detail = f"{len(rows) - 1} rows of {len(columns)} columns"
    diagnostics.append(diagnose("W311", head[0].start, lines[end - 1].end, detail))
    cut += [*rows, *last]
    return end


def _frame_end(lines: list[Line], at: int, columns: list[int], has_header: bool) -> int | None:
    """The rule that closes a table whose rows have blank lines between them: a solid one, or the first ruler again."""
    is_spaced = False
    for n in range(at + 1, len(lines)):
        text = lines[n].text
        if _SOLID.match(text) or _RULER.match(text):
            closes = _SOLID.match(text) is not None if has_header else text.strip() == lines[at].text.strip()
            return n if closes and is_spaced and n > at + 1 else None
        if is_blank(lines[n]):
            is_spaced = True
        elif not _fits(text, columns):
            return None
    return None


def _spaced(
    head: list[Line], lines: list[Line], columns: list[int], cut: list[Line], diagnostics: list[Diagnostic], end: int
) -> int:
    """Rows of several lines each, with blank lines between them."""
    groups = [list(group) for blank, group in groupby(lines[1:-1], is_blank) if not blank]
    rows = [_row(group, columns) for group in groups]
    if head:
        rows = [_row(head, columns), separator(len(columns), lines[0].start, lines[0].end), *rows]
    else:
        cut.append(Line(RULE, lines[0].start, lines[0].end))
    cut += [*rows, Line(RULE, lines[-1].start, lines[-1].end)]
    detail = f"{len(groups) + bool(head)} rows of {len(columns)} columns"
    diagnostics.append(diagnose("W311", (head or lines)[0].start, lines[-1].end, detail))
    return end


def _row(lines: list[Line], columns: list[int]) -> Line:
    return pipe_row(_joined([_cells(line.text, columns) for line in lines]), lines[0].start, lines[-1].end)


def _headless(lines: list[Line], columns: list[int], cut: list[Line], diagnostics: list[Diagnostic], end: int) -> int:
    """Rows between two rulers, and no header."""
    rows = [pipe_row(_cells(line.text, columns), line.start, line.end) for line in lines[1:-1]]
    cut += [Line(RULE, lines[0].start, lines[0].end), *rows, Line(RULE, lines[-1].start, lines[-1].end)]
    detail = f"{len(rows)} rows of {len(columns)} columns"
    diagnostics.append(diagnose("W311", lines[0].start, lines[-1].end, detail))
    return end


def _fits(text: str, columns: list[int]) -> bool:
    """Whether a line has a blank before each of the columns, and text where one begins."""
    wide = spread(text)
    return (
        bool(wide.strip())
        and not wide[: columns[0]].strip()
        and all(wide[at - 1 : at] in ("", " ") for at in columns[1:])
    )


def _cells(text: str, columns: list[int]) -> list[str]:
    wide = spread(text)
    return [narrow(wide[a:b]).strip() for a, b in zip(columns, [*columns[1:], None], strict=True)]


def _joined(rows: Sequence[list[str]]) -> list[str]:
    cells = rows[0]
    for row in rows[1:]:
        cells = [join(above, below) for above, below in zip(cells, row, strict=True)]
    return cells

r"""Tables with pipes between their cells, with or without a pipe at the ends of rows and a rule under the header.

For data, unlike in GFM, an excess cell is never dropped and a short row is never padded: rows keep the cells they
have. A pipe in a closed code span does not split if the width then fits; `\|` never splits.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.grammar.page_grammar import PageGrammar
from ingest.page_tables.broken_rows import join_broken
from ingest.page_tables.geometry import Drawn, Geometry
from ingest.page_tables.one_cell_a_line import is_cell_a_line, read_walled_cells
from ingest.text.line import Line
from ingest.text.normalise import unescape
from ingest.text.table import Table

_CODE_OR = "`[^`]*`|"


class _Style(NamedTuple):
    """Whether rows begin and end with a pipe."""

    leading: bool
    trailing: bool

    @classmethod
    def of(cls, text: str) -> _Style:
        """The style of a line."""
        bare = text.strip()
        return cls(bare.startswith("|"), bare.endswith("|") and not bare.endswith(r"\|") and len(bare) > 1)


_OUTER = _Style(True, True)


def read_pipes(lines: Sequence[Line], geometry: Geometry) -> list[Table]:
    """The tables in a run of lines with pipes; none if the run is prose that happens to have one."""
    is_rule = geometry.grammars.page.table_rule.fullmatch
    rules = [at for at, line in enumerate(lines) if is_rule(line.text)]
    if not rules and not _looks_tabular(lines):
        return []
    spans = _spans(lines, rules, geometry.grammars.page)
    tables = [_table(lines[start:end], geometry) for start, end in spans]
    return [table for table in tables if table]


def _looks_tabular(lines: Sequence[Line]) -> bool:
    """Outer pipes, or at least two rows: one line with a pipe in it is prose or navigation."""
    return lines[0].text.lstrip().startswith("|") or len(lines) > 1


def _spans(lines: Sequence[Line], rules: list[int], grammar: PageGrammar) -> list[tuple[int, int]]:
    """Where tables begin and end: each rule but the first opens a new table with the line above it."""
    first = rules[0] if rules else 0
    # A header that is whole begins its table; what has a pipe above it is prose.
    is_whole = first > 1 and len(_cells(lines[first - 1].text, _OUTER, grammar)) == _columns(lines[first].text)
    starts = [first - 1 if is_whole else 0, *(at - 1 for last, at in pairwise(rules) if at - 1 > last)]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _columns(rule: str) -> int:
    """Return the number of columns above a rule."""
    bare = rule.strip().strip("|")
    return 1 + sum(map(bare.count, "|+┼"))


def _table(lines: Sequence[Line], geometry: Geometry) -> Table | None:
    grammar = geometry.grammars.page
    is_rule = grammar.table_rule.fullmatch
    rule = next((line for line in lines if is_rule(line.text)), None)
    if not rule and is_cell_a_line(lines):
        return read_walled_cells(lines, geometry)
    style = _Style.of(lines[0].text)
    drawn = [(line, _cells(line.text, style, grammar)) for line in lines if not is_rule(line.text)]
    if not drawn:
        return None
    width = _columns(rule.text) if rule and rule is not lines[0] else len(drawn[0][1])
    if width == 1 and not rule and style != _OUTER:
        return None
    pieces = [_piece(line, _fit(line.text, cells, width, style, grammar), style) for line, cells in drawn]
    under = rule.start if rule else None
    table = geometry.table(join_broken(pieces, width, geometry, under), under, width)
    return table._replace(start=lines[0].start, end=lines[-1].end)


def _piece(line: Line, cells: list[str], style: _Style) -> Drawn:
    """A line as a row, or a piece of one: where rows have outer pipes, a line without one is broken in a cell."""
    is_outer = style.leading or style.trailing
    text = line.text.strip()
    return Drawn(cells, line.start, line.end, is_outer and text.startswith("|"), is_outer and text.endswith("|"))


def _fit(text: str, cells: list[str], width: int, style: _Style, grammar: PageGrammar) -> list[str]:
    """The line's cells; where they are too many, pipes in code spans are taken as text if that makes them fit."""
    if len(cells) > width and "`" in text:
        fewer = _cells(text, style, grammar, code_spans=True)
        if len(fewer) == width:
            return fewer
    return cells


def _cells(text: str, style: _Style, grammar: PageGrammar, *, code_spans: bool = False) -> list[str]:
    """The cells between a line's pipes, blanks trimmed, escapes undone. The empty cells that outer pipes make are
    dropped; a row may lack one of them even where the header has it."""
    if code_spans:
        pipes = [match.start() for match in grammar.mark("PIPE", before=_CODE_OR).finditer(text) if match[0] == "|"]
        cells = [text[start + 1 : end] for start, end in pairwise([-1, *pipes, len(text)])]
    else:
        cells = grammar.mark("PIPE").split(text) if "\\" in text else text.split("|")
    cells = [unescape(cell.strip().replace("\\|", "|")) for cell in cells]
    if len(cells) > 1 and cells[0] == "" and style.leading:
        cells = cells[1:]
    if len(cells) > 1 and cells[-1] == "" and style.trailing:
        cells = cells[:-1]
    return cells

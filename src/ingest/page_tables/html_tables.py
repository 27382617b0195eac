"""Tables of HTML: the rows of a page of HTML, and the markup of a table inside of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ingest.grammar.page_grammar import PageGrammar
from ingest.page_tables.geometry import Drawn, Geometry
from ingest.text.line import WALL, Line, is_blank
from ingest.text.normalise import ordinary

Rows = Mapping[int, tuple[str, ...] | None]
"""The cells of the lines of a page that are rows of its tables; None for the rule under a header."""


def read_rows(lines: Sequence[Line], rows: Rows, geometry: Geometry) -> list[Line]:
    """The lines that a page of HTML shows, with each table as one; its rows are as long as the page makes them."""
    read: list[Line] = []
    for is_table, run in groupby(enumerate(lines, 1), lambda numbered: numbered[0] in rows):
        inside = list(run)
        drawn = [Drawn(list(map(_as_markdown, cells)), *line[1:3]) for n, line in inside if (cells := rows.get(n))]
        rule = next((line.end for n, line in inside if is_table and rows[n] is None), None)
        if drawn:
            table = geometry.table(drawn, rule)._replace(is_exact=True)
            read.append(Line(WALL, inside[0][1].start, inside[-1][1].end, table))
        else:
            read += [line for _, line in inside]
    return read


def _as_markdown(cell: str) -> str:
    r"""A cell as one of Markdown, where marks are undone: a backslash that the page shows is none of them."""
    return ordinary(cell).replace("\\", "\\\\")


def read_markup(lines: list[Line], geometry: Geometry) -> list[Line]:
    """Return the lines of a Markdown page with each tagged table as one line, and text of its tags outside cells as
    lines of text.

    A table with Markdown in its cells is left as it is.
    """
    read: list[Line] = []
    done = 0
    for first, behind in _spans(lines, geometry.grammars.page):
        inside = lines[first:behind]
        if first >= done and not _holds_markdown(inside):
            read += [*lines[done:first], *_read(inside, geometry)]
            done = behind
    return [*read, *lines[done:]]


def _holds_markdown(lines: Sequence[Line]) -> bool:
    """Whether a line behind a blank one begins with something else than a tag: there Markdown ends its HTML."""
    return any(is_blank(above) and below.text.lstrip()[:1] not in ("", "<") for above, below in pairwise(lines))


def _spans(lines: Sequence[Line], grammar: PageGrammar) -> Iterator[tuple[int, int]]:
    """First line and the line behind the last of each table that is closed, with the tables inside of it, and whose tag
    begins a line."""
    depth = first = 0
    for at, line in enumerate(lines):
        for tag in grammar.mark("TABLE_TAG").finditer(line.text):
            first = first if depth else at
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth == 0 and lines[first].text.lstrip().lower().startswith("<table"):
                yield first, at + 1


def _read(lines: Sequence[Line], geometry: Geometry) -> list[Line]:
    """Return the table in a piece of markup, tags included; if texts are beside it, return all of them with the
    tags between.
    """
    from ingest.html.page import read_page  # its libraries take longer to load than most pages take to read

    page = read_page("\n".join([line.text for line in lines]))
    if not any(page.rows.values()):
        return list(lines)
    shown: list[Line] = []
    behind = lines[0].start
    for number, (text, place) in enumerate(zip(page.text.split("\n"), page.places, strict=True), 1):
        inside = lines[place.line_start - 1 : place.line_end] if place else lines[:1]
        if number not in page.rows and any(map(is_blank, inside)):
            return list(lines)
        end = inside[-1].end
        shown.append(Line(text, min(max(inside[0].start, behind), end), end))
        behind = max(behind, end + 1) if place else behind
    geometry.diagnostics += [found.moved(lines[0].start - 1) for found in page.diagnostics]
    read = [line for line in read_rows(shown, page.rows, geometry) if not is_blank(line)]
    if len(read) == 1:
        return [read[0]._replace(start=lines[0].start, end=lines[-1].end)]
    taken = {number for line in read for number in range(line.start, line.end + 1)}
    return sorted([*read, *[line for line in lines if line.start not in taken]], key=lambda line: line.start)

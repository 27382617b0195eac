"""Tables of HTML: the rows of a page of HTML, and the markup of a table inside of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ingest.grammar.page import PageGrammar
from ingest.page_tables.geometry import Drawn, Geometry
from ingest.text.line import WALL, Line, is_blank
from ingest.text.normalise import ordinary

Rows = Mapping[int, tuple[str, ...] | None]
"""The cells of the lines of a page that are rows of its tables; None for the rule under a header."""

_AT_MARGIN = r"\n[ \t]*"


def read_rows(lines: Sequence[Line], rows: Rows, geometry: Geometry) -> list[Line]:
    """The lines that a page of HTML shows, with each table as one; its rows are as long as the page makes them."""
    read: list[Line] = []
    for is_table, run in groupby(enumerate(lines, 1), lambda numbered: numbered[0] in rows):
        inside = list(run)
        drawn = [Drawn([ordinary(cell) for cell in cells], *line[1:3]) for n, line in inside if (cells := rows.get(n))]
        rule = next((line.end for n, line in inside if is_table and rows[n] is None), None)
        if drawn:
            read.append(Line(WALL, inside[0][1].start, inside[-1][1].end, geometry.table(drawn, rule)))
        else:
            read += [line for _, line in inside]
    return read


def has_markup(grammar: PageGrammar, page: str) -> bool:
    """Whether a line begins with the tag of a table."""
    return grammar.mark("TABLE_TAG", before=_AT_MARGIN).search(page) is not None


def read_markup(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines of a page of Markdown with each table as one that is written in tags, and as text what its tags say
    outside of cells. One with Markdown in its cells is left as it stands."""
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
    """First line and the line behind the last of each table whose tags begin and end lines; of tables inside of one
    another the outermost that is closed."""
    spans: list[tuple[int, int]] = []
    begun: list[int] = []
    for at, line in enumerate(lines):
        for tag in grammar.mark("TABLE_TAG").finditer(line.text):
            if not tag[1]:
                begun.append(at)
            elif begun:
                first = begun.pop()
                while spans and spans[-1][0] >= first:
                    spans.pop()
                spans.append((first, at + 1))
    return (span for span in spans if lines[span[0]].text.lstrip()[:6].lower() == "<table")


def _read(lines: Sequence[Line], geometry: Geometry) -> list[Line]:
    """The tables of a piece of markup, each with the tags around it, and the texts beside them."""
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
    return _with_tags(lines, [line for line in read_rows(shown, page.rows, geometry) if not is_blank(line)])


def _with_tags(lines: Sequence[Line], shown: Sequence[Line]) -> list[Line]:
    """What a piece of markup shows, and its lines that show nothing: beside a table they are its own."""
    read: list[Line] = []
    at = 0
    for line, below in zip(shown, [*shown[1:], None], strict=True):
        behind = below.start if below else lines[-1].end + 1
        if line.table:
            start = min(line.start, lines[at].start) if at < len(lines) else line.start
            read.append(line._replace(start=start, end=max(line.end, behind - 1)))
        else:
            while at < len(lines) and lines[at].start < line.start:
                read.append(lines[at])
                at += 1
            read.append(line)
        while at < len(lines) and lines[at].start <= read[-1].end:
            at += 1
    return [*read, *lines[at:]]

"""Roles side by side for people: columns where the terminal is wide enough for them, else one below the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.catalogue.comparison import Cell, ComparedRole, Comparison, Row
from ingest.catalogue.lookup import handle
from ingest.catalogue.word_diff import Piece
from ingest.cli.safe_text import inert
from ingest.cli.terminal import columns, fill, is_terminal
from ingest.records import Span

SIGNS = {"same": "=", "changed": "~", "some": "+", "only": "·"}
MEANING = {"same": "said by all", "changed": "changed", "some": "said by some", "only": "said by one"}
_NARROWEST = 22  # columns: of a role, beside others
_LABEL = 16  # columns
_UNLIMITED = 1_000_000
_MARK = "bold yellow"


def show_comparison(found: Comparison, nothing: str) -> None:
    """Print the roles, then each part that at least one of them has, or `nothing` if there is none."""
    width = columns() if is_terminal() else _UNLIMITED
    beside = is_terminal() and (width - _LABEL - 4) // len(found.roles) - 2 >= _NARROWEST
    _print(_heads(found.roles, beside), width)
    for name, rows in found.parts.items():
        if rows:
            click.echo()
            click.echo("\n".join(fill(click.style(heading(name, rows), bold=True), "  ")))
            _print(_beside(found, rows) if beside else _below(rows), width)
    if not any(found.parts.values()):
        click.echo(f"\n{nothing}")
        return
    click.echo()
    signs = ", ".join(f"{SIGNS[verdict]} {meaning}" for verdict, meaning in MEANING.items())
    click.echo("\n".join(fill(f"{signs}; in brackets the lines of the dump", "  ")))


def heading(part: str, rows: Sequence[Row]) -> str:
    """`Responsibilities: 1 said by all, 2 changed`."""
    counts = Counter(row.verdict for row in rows)
    told = [f"{counts[verdict]} {meaning}" for verdict, meaning in MEANING.items() if counts[verdict]]  # type: ignore[index]
    return f"{part.capitalize()}: {', '.join(told)}"


def label(row: Row) -> str:
    """The name of what the row is about, as words."""
    return inert((row.label or "").replace("_", " "))


def lines(spans: Sequence[Span]) -> str:
    """`61-62, 70`."""
    ends = (sorted({span.line_start, span.line_end}) for span in spans)
    return ", ".join("-".join(map(str, numbers)) for numbers in ends)


def facts(role: ComparedRole) -> Iterator[tuple[str, str]]:
    """What tells a role from the others."""
    if role.code:
        yield "code", role.code
    else:
        yield "id", handle(None, role.profile_id)
    yield "level", " ".join(filter(None, (role.level_code, role.level_name))) or "–"
    yield "dump", f"{role.uri} ({lines([Span(line_start=role.line_start, line_end=role.line_end)])})"
    yield "distance", f"{float(role.distance.total):.3f} {role.distance.band}" if role.distance else "–"
    if role.derived:
        yield "derived", "has no dump; this is what another level's page says of it"


def _heads(roles: Sequence[ComparedRole], beside: bool) -> Table:
    table = _table(len(roles) if beside else 1)
    titles = [Text(inert(role.title or "(no title)"), style="bold") for role in roles]
    told = [dict(facts(role)) for role in roles]
    names = dict.fromkeys(name for one in told for name in one)
    if beside:
        table.add_row("", "", *titles)
        for name in names:
            table.add_row("", name, *(Text(inert(one.get(name, ""))) for one in told))
        return table
    for number, (title, one) in enumerate(zip(titles, told, strict=True), 1):
        table.add_row("", str(number), title)
        for name, text in one.items():
            table.add_row("", "", Text(f"{name} ", style="dim").append(inert(text), style="not dim"))
    return table


def _beside(found: Comparison, rows: Sequence[Row]) -> Table:
    table = _table(len(found.roles))
    for row in rows:
        first = next(place for place, cell in enumerate(row.cells) if cell)
        cells = [
            Text(_cited("=", [cell]), style="dim")
            if row.verdict in ("same", "some") and cell and place != first
            else _text([cell] if cell else [])
            for place, cell in enumerate(row.cells)
        ]
        table.add_row(SIGNS[row.verdict], Text(label(row)), *cells)
    return table


def _below(rows: Sequence[Row]) -> Table:
    """Each text below the other, after the numbers of the roles that say it."""
    table = _table(1)
    for row in rows:
        sign = SIGNS[row.verdict]
        if row.label:
            table.add_row(sign, "", Text(label(row), style="bold"))
            sign = ""
        texts: dict[str, dict[int, Cell]] = {}
        for number, cell in enumerate(row.cells, 1):
            if cell:
                said = "" if row.verdict in ("same", "some") else cell.text
                texts.setdefault(said, {})[number] = cell
        for cells in texts.values():
            table.add_row(sign, ",".join(map(str, cells)), _text([*cells.values()]))
            sign = ""
    return table


def _text(cells: Sequence[Cell]) -> Text:
    """Return the text of equal cells with its marks: in colour, or between asterisks where there is no colour."""
    if not cells:
        return Text("–", style="dim")
    text = Text()
    for piece in cells[0].pieces:
        text.append(*_marked(piece) if piece.differs and not differs_wholly(cells[0]) else (inert(piece.text),))
    return text.append(_cited(" " if text else "", cells), style="dim")


def differs_wholly(cell: Cell) -> bool:
    """Whether nothing of the text is elsewhere: then no mark would help."""
    return all(piece.differs for piece in cell.pieces)


def _cited(sign: str, cells: Sequence[Cell]) -> str:
    cited = "; ".join(filter(None, (lines(cell.spans) for cell in cells)))
    return f"{sign.strip()} ({cited})" if cited and sign else f"({cited})" if cited else sign


def _marked(piece: Piece) -> tuple[str, str]:
    coloured = is_terminal() and click.get_current_context().color is not False
    return (inert(piece.text), _MARK) if coloured else (f"*{inert(piece.text)}*", "")


def _table(texts: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(style="dim", max_width=_LABEL, overflow="fold")
    for _ in range(texts):
        table.add_column(overflow="fold", ratio=1 if texts > 1 else None)
    table.expand = texts > 1
    return table


def _print(table: Table, width: int) -> None:
    page = StringIO()
    Console(file=page, width=width, force_terminal=is_terminal(), highlight=False).print(table)
    for line in page.getvalue().splitlines():
        click.echo(line.rstrip())

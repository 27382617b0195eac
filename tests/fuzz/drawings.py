"""Tables drawn in every form that the reader knows. Rows may have more or fewer cells than others, and empty ones."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from ingest.text.wide_characters import columns

Rows = list[list[str]]


def _square(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _widths(rows: Rows) -> list[int]:
    return [max(1, *map(columns, cells)) for cells in zip(*rows, strict=True)]


def _filled(row: list[str], widths: list[int]) -> list[str]:
    return [cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)]


def pipes(rows: Rows) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def pipes_without_a_rule(rows: Rows) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def bare_pipes(rows: Rows) -> str:
    square = _square(rows)
    lines = [" | ".join(_filled(row, _widths(square))) for row in square]
    return "\n".join([lines[0], "-+-".join("-" * max(2, width) for width in _widths(square)), *lines[1:]])


def grid(rows: Rows) -> str:
    square = _square(rows)
    border = "".join(f"+{'-' * (width + 2)}" for width in _widths(square)) + "+"
    lines = [f"| {' | '.join(_filled(row, _widths(square)))} |" for row in square]
    return "\n".join([border, lines[0], border.replace("-", "="), *(f"{line}\n{border}" for line in lines[1:])])


def box(rows: Rows) -> str:
    square = _square(rows)
    lines = [f"│ {' │ '.join(_filled(row, _widths(square)))} │" for row in square]
    top, middle, bottom = (
        f"{left}{inner.join('─' * (width + 2) for width in _widths(square))}{right}"
        for left, inner, right in ("┌┬┐", "├┼┤", "└┴┘")
    )
    return "\n".join([top, lines[0], middle, *lines[1:], bottom])


def ruled(rows: Rows) -> str:
    square = _square(rows)
    lines = ["  ".join(_filled(row, _widths(square))).rstrip() for row in square]
    return "\n".join([lines[0], "  ".join("-" * width for width in _widths(square)), *lines[1:]])


def framed(rows: Rows) -> str:
    square = _square(rows)
    lines = ["  ".join(_filled(row, _widths(square))).rstrip() for row in square]
    ruler = "  ".join("=" * width for width in _widths(square))
    return "\n".join([ruler, lines[0], ruler, *lines[1:], ruler])


def fixed_width(rows: Rows) -> str:
    square = _square(rows)
    return "\n".join("  ".join(_filled(row, _widths(square))).rstrip() for row in square)


def tabbed(rows: Rows) -> str:
    return "\n".join(map("\t".join, rows))


def one_cell_a_line(rows: Rows) -> str:
    return "\n".join(cell for row in rows for cell in row)


def one_cell_a_paragraph(rows: Rows) -> str:
    return "\n\n".join(cell for row in rows for cell in row)


def pipes_one_cell_a_line(rows: Rows) -> str:
    return "\n".join("\n".join([*(f"| {cell}" for cell in row), "|"]) for row in rows)


def tags(rows: Rows) -> str:
    head, *body = rows
    header = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in body]
    return "\n".join(["<table>", *(f"<tr>{line}</tr>" for line in (header, *lines)), "</table>"])


def spanning_tags(rows: Rows) -> str:
    """An empty cell is a part of the one before it."""
    lines = []
    for row in rows:
        cells: list[tuple[str, int]] = []
        for cell in row:
            if not cell and cells:
                cells[-1] = (cells[-1][0], cells[-1][1] + 1)
            else:
                cells.append((cell, 1))
        lines.append("".join(f'<td colspan="{count}">{escape(cell)}</td>' for cell, count in cells))
    return "\n".join(["<table>", *(f"<tr>{line}</tr>" for line in lines), "</table>"])


def rowspan_tags(rows: Rows) -> str:
    """The first cell of the first row reaches down to the last one."""
    (first, *others), *below = rows
    lines = [f'<td rowspan="{len(rows)}">{escape(first)}</td>' + "".join(f"<td>{escape(c)}</td>" for c in others)]
    lines += ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in below]
    return "\n".join(["<table>", *(f"<tr>{line}</tr>" for line in lines), "</table>"])


WHOLE: tuple[Callable[[Rows], str], ...] = (pipes, bare_pipes, grid, box, ruled, framed, fixed_width, tabbed, tags)
"""Drawings that keep what is empty where it is, so that the rows can be had back."""

ALL = (
    *WHOLE, pipes_without_a_rule, one_cell_a_line, one_cell_a_paragraph, pipes_one_cell_a_line, spanning_tags,
    rowspan_tags,
)  # fmt: skip

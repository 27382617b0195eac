"""Our own pages with something changed: lines and cells that are deleted, doubled, swapped, joined, indented."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st

from reader.cases import load_cases

ROOT = Path(__file__).parents[2]
PAGES = [path.read_bytes().decode("utf-8", "replace") for path in sorted((ROOT / "raw").rglob("*.*"))]
PAGES += [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "cases" / "outline").glob("*.md"))]
PAGES += [case.text for case in load_cases(ROOT / "tests" / "cases")]
_CELL = re.compile(r"(?<=\|)[^|\n]+(?=\|)|(?<=<td>)[^<]*(?=</td>)")


def _delete(lines: list[str], at: int, other: int) -> None:
    del lines[at]


def _duplicate(lines: list[str], at: int, other: int) -> None:
    lines.insert(other, lines[at])


def _swap(lines: list[str], at: int, other: int) -> None:
    lines[at], lines[other] = lines[other], lines[at]


def _join(lines: list[str], at: int, other: int) -> None:
    lines[at : at + 2] = ["".join(lines[at : at + 2])]


def _join_with_blank(lines: list[str], at: int, other: int) -> None:
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def _indent(lines: list[str], at: int, other: int) -> None:
    lines[at] = "  " * (1 + other % 4) + lines[at]


def _dedent(lines: list[str], at: int, other: int) -> None:
    lines[at] = lines[at].lstrip()


def _blank(lines: list[str], at: int, other: int) -> None:
    lines.insert(at, "")


def _split(lines: list[str], at: int, other: int) -> None:
    cut = other % (len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]


def _move_part(lines: list[str], at: int, other: int) -> None:
    first, end = sorted((at, other))
    part = lines[first:end]
    del lines[first:end]
    lines.extend(part)


def _empty_cell(lines: list[str], at: int, other: int) -> None:
    lines[at] = _at_cell(lines[at], other, "")


def _drop_cell(lines: list[str], at: int, other: int) -> None:
    cells = lines[at].split("|")
    del cells[other % len(cells)]
    lines[at] = "|".join(cells)


def _double_cell(lines: list[str], at: int, other: int) -> None:
    cells = lines[at].split("|")
    cells.insert(other % len(cells), cells[other % len(cells)])
    lines[at] = "|".join(cells)


def _no_marks(lines: list[str], at: int, other: int) -> None:
    lines[at] = lines[at].lstrip("-*#|>• ")


def _at_cell(line: str, which: int, text: str) -> str:
    found = list(_CELL.finditer(line))
    if not found:
        return line
    one = found[which % len(found)]
    return line[: one.start()] + text + line[one.end() :]


CHANGES = (
    _delete, _duplicate, _swap, _join, _join_with_blank, _indent, _dedent, _blank, _split, _move_part, _empty_cell,
    _drop_cell, _double_cell, _no_marks,
)  # fmt: skip


@st.composite
def changed_pages(draw: st.DrawFn) -> str:
    """One of our pages, or two halves, after some changes."""
    lines = draw(st.sampled_from(PAGES)).split("\n")
    if draw(st.integers(0, 3)) == 0:
        rest = draw(st.sampled_from(PAGES)).split("\n")
        lines = lines[: draw(st.integers(0, len(lines)))] + rest[draw(st.integers(0, len(rest))) :]
    for _ in range(draw(st.integers(1, 6))):
        if not lines:
            break
        place = st.integers(0, len(lines) - 1)
        draw(st.sampled_from(CHANGES))(lines, draw(place), draw(place))
    return "\n".join(lines)

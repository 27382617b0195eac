"""Physical lines to logical ones: marks are repaired, tables found, and lines that a tool broke are joined again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TypeVar

from ingest.blocks.block_tokens import pair_fences
from ingest.blocks.keys_over_values import join_keys, may_have_keys
from ingest.blocks.signs_before_headings import may_have_heading_marks, read_heading_marks
from ingest.page_tables import FORMS, FORMS_OF_TEXT
from ingest.page_tables.geometry import Geometry
from ingest.page_tables.html_tables import Rows, read_rows
from ingest.page_tables.one_cell_a_line import has_levels, read_bare_cells
from ingest.text import JOINS, MARKS, Line, physical_lines

Told = TypeVar("Told")


def logical_lines(geometry: Geometry, lines: list[Line] | None, rows: Rows | None) -> list[Line] | None:
    """Return the logical lines of the geometry's page, or None if they equal its physical lines.

    `lines` are given if some of the page's lines are not lines of text, `rows` if a page of HTML has rows of tables.
    Repairs are added to the geometry's diagnostics.
    """
    if rows:
        lines = read_rows(physical_lines(geometry.page), rows, geometry)
    page = _Lines(geometry.page, lines)
    page.apply(may_have_heading_marks, partial(_outside_code, read_heading_marks), geometry)
    for needed, repair in MARKS:
        page.apply(needed, repair, geometry.diagnostics)
    for form in FORMS if rows is None else FORMS_OF_TEXT:
        may_be_here = partial(form.may_be_in, grammar=geometry.grammars.page)
        page.apply(may_be_here, partial(_outside_code, form.read), geometry)
    page.apply(may_have_keys, partial(_outside_code, join_keys), geometry)
    for needed, repair in JOINS:
        page.apply(needed, repair, geometry.diagnostics)
    page.apply(lambda text: has_levels(text, geometry.grammars), read_bare_cells, geometry)
    return None if page.lines is None or page.lines == page.physical else page.lines


def _outside_code(
    read: Callable[[list[Line], Geometry], list[Line]], lines: list[Line], geometry: Geometry
) -> list[Line]:
    """Return the logical lines between fenced blocks of code; lines of code are unchanged."""
    fence = geometry.grammars.page.fence
    pairs = pair_fences({at: line.text for at, line in enumerate(lines) if fence.match(f"{line.text}\n")})
    if not pairs:
        return read(lines, geometry)
    outside: list[Line] = []
    behind = 0
    for opening in sorted(pairs):
        if opening >= behind:
            outside += read(lines[behind:opening], geometry)
            behind = pairs[opening] + 1
            outside += lines[opening:behind]
    return outside + read(lines[behind:], geometry)


class _Lines:
    """The lines of a page between two steps; None until a step changes them. `text` is theirs."""

    def __init__(self, page: Sequence[str], lines: list[Line] | None) -> None:
        self._page = page
        self.lines = lines
        self._text = "\n".join(["", *(page if lines is None else [line.text for line in lines])])

    @cached_property
    def physical(self) -> list[Line]:
        """The physical lines of the page."""
        return physical_lines(self._page)

    def apply(
        self, is_needed: Callable[[str], bool], step: Callable[[list[Line], Told], list[Line]], told: Told
    ) -> None:
        """Take a step, if the text may need it."""
        if is_needed(self._text):
            self.lines = step(self.physical if self.lines is None else self.lines, told)
            self._text = "\n".join(["", *[line.text for line in self.lines]])

"""Tables of every drawing, straight to `Table`: one file a form, and one geometry for all.

Lines with pipes are told by `grammars/page.lark`, and read as its block. Any other form is found among the lines of a
page before that, and is one logical line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.grammar.page import PageGrammar
from ingest.page_tables import fixed_width, grid, html, ruled, tabbed
from ingest.page_tables.geometry import Geometry
from ingest.text import Line

__all__ = ["FORMS", "FORMS_OF_TEXT", "Form", "Geometry"]


class Form(NamedTuple):
    """`may_be_here` is asked of a page's text, with a line end before each line, and quick to answer; where it says no,
    `read` would find nothing. The lines that it gives have each table of this form as one."""

    may_be_here: Callable[[PageGrammar, str], bool]
    read: Callable[[list[Line], Geometry], list[Line]]


FORMS_OF_TEXT = (
    Form(grid.has_borders, grid.read_grids),
    Form(tabbed.has_tabs, tabbed.read_tabbed),
    Form(ruled.has_rulers, ruled.read_ruled),
    Form(fixed_width.has_gaps, fixed_width.read_fixed_width),
)
FORMS = (Form(html.has_markup, html.read_markup), *FORMS_OF_TEXT)

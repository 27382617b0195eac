"""Tables of every drawing, for stage 2 of the reader: straight to `Table`, one file a form, one geometry for all.

`grammars/page.lark` recognises lines with pipes, and they are read as its block. Every other form is found among the
lines of a page before that, and becomes one logical line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.grammar.page_grammar import PageGrammar
from ingest.page_tables import filled_rows, fixed_width_tables, grid_tables, html_tables, simple_tables, tabbed_tables
from ingest.page_tables.geometry import Geometry
from ingest.text import Line

__all__ = ["FORMS", "FORMS_OF_TEXT", "Form", "Geometry"]


class Form(NamedTuple):
    """A form of tables. `read` returns the lines with each table of this form as one line.

    It finds nothing unless the text of the page, with a line end before each line, has a `mark` behind a text that
    matches `before`.
    """

    mark: str
    before: str
    read: Callable[[list[Line], Geometry], list[Line]]

    def may_be_in(self, page: str, grammar: PageGrammar) -> bool:
        """Whether a page may have such a table. It is quick to answer."""
        return grammar.mark(self.mark, before=self.before).search(page) is not None


FORMS_OF_TEXT = (
    Form("BORDER", r"\n", grid_tables.read_grids),
    Form("BARE_RULE", r"\n", filled_rows.read_filled),
    Form("TAB", "", tabbed_tables.read_tabbed),
    Form("RULER", r"\n", simple_tables.read_ruled),
    Form("GAP", "", fixed_width_tables.read_fixed_width),
)
FORMS = (Form("TABLE_TAG", r"\n[ \t]*", html_tables.read_markup), *FORMS_OF_TEXT)

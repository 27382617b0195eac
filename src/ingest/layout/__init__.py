"""Physical lines to logical ones: what a tool wrapped, detached or aligned is put together again, and said.

Each repair is one file: `(lines) -> lines`, in the order below. A logical line knows the physical lines it came from.
"""

from ingest.layout.columns import cut_columns
from ingest.layout.emphasis import join_emphasis
from ingest.layout.indent import dedent
from ingest.layout.line import Line
from ingest.layout.marks import attach_marks
from ingest.layout.wraps import join_wraps

REPAIRS = (dedent, attach_marks, cut_columns, join_wraps, join_emphasis)

__all__ = ["REPAIRS", "Line"]

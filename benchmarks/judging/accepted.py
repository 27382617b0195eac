"""Changes of answers that were decided on: a line each in `tests/golden/judge/accepted.tsv`, with its reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from judging.answer import STORED

FILE = STORED / "accepted.tsv"
WORSE = "worse:"


class Line(NamedTuple):
    """Pages and fields by pattern (`*` is any text), and why their answers may be others."""

    pages: str
    fields: str
    reason: str

    def covers(self, page: str, field: str, *, worse: bool = False) -> bool:
        """Whether the line accepts a change. One that is known to be worse is accepted by `worse:FIELD` only.

        A line for FIELD accepts FIELD.marks as well.
        """
        if worse and not self.fields.startswith(WORSE):
            return False
        fields = self.fields.removeprefix(WORSE)
        return self.covers_page(page) and (_matches(fields, field) or _matches(fields, field.removesuffix(".marks")))

    def covers_page(self, page: str) -> bool:
        """Whether the line is about the page."""
        return _matches(self.pages, page)


def load(path: Path = FILE) -> list[Line]:
    """All lines of the file. Raises ValueError for a line without its three columns."""
    lines = []
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        columns = [column.strip() for column in text.split("\t")]
        if len(columns) != 3 or not all(columns):
            raise ValueError(f"{path.name}:{number}: a page, a field and a reason are wanted, with tabs between them")
        lines.append(Line(*columns))
    return lines


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text, re.DOTALL) is not None

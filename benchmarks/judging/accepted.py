"""Changes of answers that were decided on: a line each in `tests/golden/judge/accepted.tsv`, with its reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from judging.answer import STORED

FILE = STORED / "accepted.tsv"


class Line(NamedTuple):
    """Pages and fields by pattern (`*` is any text), and why their answers may be others."""

    pages: str
    fields: str
    reason: str

    def covers(self, page: str, field: str, *, worse: bool = False) -> bool:
        """Whether the line accepts a change. One that is known to be worse has to be named without a pattern."""
        if worse:
            return (page, field) == (self.pages, self.fields)
        return _matches(self.pages, page) and _matches(self.fields, field)


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

"""Front matter: what a converter says of the page above it, as keys and values between two rules."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.rare import rare
from ingest.text import Line

MOST_LINES = 500
_RULE = "---"
_ENTRY = rare(r"[\w-]+:(?:\s|$)|\s+\S|- |#")  # a key, what is indented or listed below it, a comment


def front_matter(lines: Sequence[Line]) -> int:
    """How many lines it takes, both rules included; 0 if the first lines are none."""
    if not lines or lines[0].start != 1 or lines[0].text.rstrip() != _RULE:
        return 0
    for at, line in enumerate(lines[1:MOST_LINES], 1):
        if line.text.rstrip() == _RULE:
            return at + 1 if at > 1 else 0
        is_blank = at > 1 and not line.text.strip()  # YAML has blank lines, but no rule of a text has one below it
        if not is_blank and not _ENTRY.match(line.text):
            return 0
    return 0

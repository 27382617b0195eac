r"""Text as the reader gives it back: what it would take for structure stands behind a backslash, which it undoes."""

from __future__ import annotations

import re

# Backslashes that would vanish, pipes, links, bold. In a code span nothing is undone: its backticks are escaped too.
_INSIDE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\||(?<=\])\(|\*\*")
_WITH_CODE = re.compile(rf"{_INSIDE.pattern}|`")
_BEGINS_BLOCK = re.compile(
    r"(?:[-*+]|:)(?=\s|$)|#{1,6}\s|__|```|~~~|(?:[-=*_~]\s*){3,}$|(?P<number>\d{1,3})[.)](?=\s|$)"
)


def escape(text: str) -> str:
    """A text as a line of its own, or as the text of a bullet."""
    text = escape_cell(text)
    match = _BEGINS_BLOCK.match(text)
    if match:
        at = len(match["number"] or "")
        text = f"{text[:at]}\\{text[at:]}"
    return text


def escape_cell(text: str) -> str:
    """A text as a cell: it may begin with any mark."""
    if not _INSIDE.search(text):
        return text
    return _WITH_CODE.sub(lambda match: "".join(f"\\{character}" for character in match[0]), text)

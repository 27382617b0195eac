r"""Text as the reader gives it back: what it would take for structure stands behind a backslash, which it undoes."""

from __future__ import annotations

import re

_CODE_OR_BACKSLASH = re.compile(r"(`[^`]*`)|\\(?=[!-/:-@\[-`{-~])")
_PIPE = re.compile(r"(`[^`]*`)|\|")
_BEGINS_BLOCK = re.compile(
    r"(?:[-*+]|:)(?=\s|$)|#{1,6}\s|\*\*|__|```|~~~|(?:[-=*_~]\s*){3,}$|(?P<number>\d{1,3})[.)](?=\s|$)"
)


def escape(text: str) -> str:
    """A text as a line of its own, or as the text of a bullet."""
    text = _CODE_OR_BACKSLASH.sub(lambda match: match[1] or r"\\", text)
    match = _BEGINS_BLOCK.match(text)
    if match:
        at = len(match["number"] or "")
        text = f"{text[:at]}\\{text[at:]}"
    return text


def escape_cell(text: str) -> str:
    """A text as a cell: a pipe would end it, in a code span as well."""
    return _CODE_OR_BACKSLASH.sub(lambda match: match[1] or r"\\", text).replace("|", r"\|")

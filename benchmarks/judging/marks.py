"""Texts without their markup, so that a value that only lost its marks is told from another value."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->|\{:[^{}]*\}", re.DOTALL)
_MARKS = re.compile(r"[*_`~\\]+")


def without_marks(value: Any) -> Any:
    """A JSON value with every text cut to its words; what is kept as it stood in the dump (`raw`) is left out."""
    if isinstance(value, Mapping):
        return {key: without_marks(inner) for key, inner in value.items() if key != "raw"}
    if isinstance(value, list):
        return [without_marks(item) for item in value]
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    text = _TAG.sub(" ", html.unescape(_LINK.sub(r"\1", text)))
    return " ".join(_MARKS.sub("", text).split())

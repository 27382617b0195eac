"""The label of a level above items: `P2 — Analyst`, `Associate`."""

from __future__ import annotations

from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.outline.model import LevelMark
from ingest.outline.role_names import level_of


class Label(NamedTuple):
    """The level of the next items: the reference that they store, the title beside it, whether both were glued,
    and the level as the page names it, if it does.
    """

    key: str | None
    title: str | None = None
    glued: bool = False
    mark: LevelMark | None = None


def find_label(text: str, grammars: Grammars) -> Label | None:
    """The level that a text is the label of."""
    label = grammars.label(text)
    if label:
        code = label.level.code
        return Label(code, label.text, label.glued, LevelMark(code, code, label.text, 0, 0))
    mark = level_of(text, grammars)
    return label_of_mark(mark) if mark else None


def label_of_mark(mark: LevelMark) -> Label:
    """The label of a level that a heading names."""
    return Label(mark.key, mark.title, mark=mark)


def has_number(key: str | None) -> bool:
    """Return whether a number identifies a level: `IC1`."""
    return key is not None and any(map(str.isdigit, key))

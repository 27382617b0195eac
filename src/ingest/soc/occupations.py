"""The table of occupations: title, group and parent of every code. It is read when it is first asked for.

A parent is what the table says, never a prefix of the code: 15-1232 is of the minor group 15-1200, and 29-1221 of the
broad occupation 29-1210.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

GROUPS = ("major", "minor", "broad", "detailed")
"""From the outermost to the innermost."""


class Occupation(NamedTuple):
    """A row of the table. `group` is one of `GROUPS`; `parent` is the code of the enclosing group, None for a major
    group.
    """

    code: str
    group: str
    parent: str | None
    title: str


def find_occupation(code: str) -> Occupation | None:
    """The occupation, or group of occupations, of a code `NN-NNNN`; None if the table has none."""
    return _table().get(code)


def groups_of(occupation: Occupation) -> dict[str, Occupation]:
    """What an occupation is in, and itself, by group from the major one on."""
    line = [occupation]
    while line[-1].parent is not None:
        line.append(_table()[line[-1].parent])
    return {one.group: one for one in reversed(line)}


@cache
def _table() -> dict[str, Occupation]:
    with Path(__file__).with_name("soc_2018.csv").open(encoding="utf-8", newline="") as file:
        _header, *rows = csv.reader(file)
    return {code: Occupation(code, group.lower(), parent or None, title) for code, group, parent, title in rows}

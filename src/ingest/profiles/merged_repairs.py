"""Repairs that a page needs on many of its lines: merged into one diagnostic that names all their places."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.diagnostics import Diagnostic

_REPAIRS = frozenset({"W303", "W307"})  # rows and lines that a tool broke
_MANY = 3


def said_once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The same findings, in order. Of repairs that begin on one line the longest is left; three or more of one kind are
    one finding, in the place of the first."""
    longest: dict[tuple[str, str, int], Diagnostic] = {}
    for one in found:
        if one.code in _REPAIRS:
            longest[*_kind(one), one.span.line_start] = one
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in longest.values():
        alike.setdefault(_kind(one), []).append(one)
    said: list[Diagnostic] = []
    for one in found:
        group = alike.get(_kind(one), [one])
        if one.code not in _REPAIRS or (len(group) < _MANY and any(one is other for other in group)):
            said.append(one)
        elif len(group) >= _MANY and one is group[0]:
            said.append(_together(group))
    return said


def _kind(one: Diagnostic) -> tuple[str, str]:
    """The code and the kind of a repair: rows that were joined differ in their numbers of pieces."""
    return one.code, "" if one.code == "W303" else one.message


def _together(alike: Sequence[Diagnostic]) -> Diagnostic:
    first = alike[0]
    spans = tuple(span for one in alike for span in one.spans)
    message = first.message.partition(":")[0] if first.code == "W303" else first.message
    return first.model_copy(update={"spans": spans, "message": f"{message}, {len(alike)} times"})

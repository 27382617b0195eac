"""Bullet marks on lines of their own, before or after the text that they mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.diagnostics import Diagnostic, diagnose
from ingest.layout.line import Line, begins_block, is_blank

_LONE = re.compile(r"[ \t]*([-*•·])[ \t]*$")
LEAST_MARKS = 2


def attach_marks(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Put detached marks before their texts. Which side a text stands on, the ends of the runs decide.

    In `text - text - heading` the marks follow their texts, in `heading - text - text` they precede them. Where the
    runs of a page disagree nothing is moved.
    """
    lone = [i for i, line in enumerate(lines) if _LONE.match(line.text)]
    if len(lone) < LEAST_MARKS:
        return lines
    after = before = 0
    for first, last in _runs(lone):
        after += _is_text(lines, first - 1) and not _is_text(lines, first - 2, near=lines)
        before += _is_text(lines, last + 1) and not _is_text(lines, first - 1)
        after += not _is_text(lines, last + 1)
    if bool(after) == bool(before) and after <= before:
        return lines
    step = -1 if after > before else 1
    pairs = {i + step: i for i in lone if _is_text(lines, i + step)}
    if len(pairs) < LEAST_MARKS:
        return lines
    moved: list[Line] = []
    for i, line in enumerate(lines):
        if i in pairs:
            mark = lines[pairs[i]]
            text = f"{mark.text.strip()} {line.text.strip()}"
            moved.append(Line(text, min(line.start, mark.start), max(line.end, mark.end)))
        elif i not in pairs.values():
            moved.append(line)
    first, last = lines[min(pairs)], lines[max(pairs.values())]
    side = "below" if step < 0 else "above"
    diagnostics.append(diagnose("W308", first.start, last.end, f"{len(pairs)} marks stood {side} their texts"))
    return moved


def _is_text(lines: list[Line], i: int, near: list[Line] | None = None) -> bool:
    """Whether a line can carry a mark. With `near`: whether it carries one already, two lines up."""
    if not 0 <= i < len(lines):
        return False
    if near is not None:
        return _LONE.match(lines[i].text) is not None
    return not is_blank(lines[i]) and not begins_block(lines[i].text)


def _runs(lone: list[int]) -> Iterator[tuple[int, int]]:
    """First and last mark of each run in which every second line is a mark."""
    first = last = lone[0]
    for i in lone[1:]:
        if i - last > 2:
            yield first, last
            first = i
        last = i
    yield first, last

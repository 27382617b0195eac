"""Bullet marks that are alone on their lines, before or after the text that they mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.diagnostics import Diagnostic, diagnose
from ingest.punctuation import ENDS
from ingest.text.line import Line, begins_block, is_blank

_MARKS = ("-", "*", "•", "·")  # any other mark alone on its line may be what a cell says
_ALONE = re.compile(rf"\n[ \t]*[{''.join(_MARKS)}][ \t]*(?:\n|$)")
LEAST_MARKS = 2
HEADING_WIDTH = 60


def has_lone_marks(page: str) -> bool:
    """Return whether a line consists of a bullet mark only."""
    return _ALONE.search(page) is not None


def attach_marks(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Put detached marks before their texts.

    The ends of the runs show on which side a mark's text is: in `text - text - heading` the marks follow their texts,
    in `heading - text - text` they precede them. If the runs of a page disagree, nothing is moved.
    """
    lone = [i for i, line in enumerate(lines) if line.text.strip() in _MARKS]
    if len(lone) < LEAST_MARKS:
        return lines
    # A tool has one mark; another one alone on its line belonged to the text of a bullet.
    usual, _ = Counter(lines[i].text.strip() for i in lone).most_common(1)[0]
    lone = [i for i in lone if lines[i].text.strip() == usual]
    if len(lone) < LEAST_MARKS:
        return lines
    after = before = 0
    for first, last in _runs(lone):
        after += _is_text(lines, first - 1) and _may_end(lines, last + 1)
        before += _is_text(lines, last + 1) and _may_end(lines, first - 1)
    if after == before:
        if sum(_is_text(lines, i - 1) for i in lone) >= LEAST_MARKS:
            detail = f"{len(lone)} marks; whether their texts stand above or below is undecided"
            diagnostics.append(diagnose("W308", lines[max(0, lone[0] - 1)].start, lines[lone[-1]].end, detail))
        return lines
    step = -1 if after > before else 1
    pairs = {i + step: i for i in lone if _is_text(lines, i + step)}
    if len(pairs) < LEAST_MARKS:
        return lines
    attached = set(pairs.values())
    moved: list[Line] = []
    for i, line in enumerate(lines):
        if i in pairs:
            mark = lines[pairs[i]]
            text = f"{mark.text.strip()} {line.text.strip()}"
            moved.append(Line(text, min(line.start, mark.start), max(line.end, mark.end)))
        elif i not in attached:
            moved.append(line)
    places = sorted(attached | set(pairs))
    side = "below" if step < 0 else "above"
    detail = f"{len(pairs)} marks stood {side} their texts"
    diagnostics.append(diagnose("W308", lines[places[0]].start, lines[places[-1]].end, detail))
    return moved


def _is_text(lines: list[Line], i: int) -> bool:
    """Whether a line can carry a mark."""
    return 0 <= i < len(lines) and not is_blank(lines[i]) and not begins_block(lines[i].text)


def _may_end(lines: list[Line], i: int) -> bool:
    """Return whether a line may follow a list: the end of the page, a blank line, or a line that looks like a
    heading.
    """
    if not _is_text(lines, i):
        return True
    text = lines[i].text.strip()
    return len(text) <= HEADING_WIDTH and not text.endswith(ENDS)


def _runs(lone: list[int]) -> Iterator[tuple[int, int]]:
    """First and last mark of each run in which every second line is a mark."""
    first = last = lone[0]
    for i in lone[1:]:
        if i - last > 2:
            yield first, last
            first = i
        last = i
    yield first, last

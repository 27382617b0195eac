"""Marks without a blank behind them (`##Skills`, `•Cutting`), and unknown signs that are used as marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.bullet_marks import CHECK, DOT, TYPED
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar.buttons import ARROWS
from ingest.lazy_patterns import rare
from ingest.text.line import MARK, Line, counted

_SEEN = re.compile(
    rf"\n[ \t]*(?:#{{1,6}}[^\W\d_]|{TYPED}[^\W\d_]|[^\w\s\x00-\x7f\u2010-\u201f]|!\"|o[ \t]+[^\W\d_a-z]|--[ \t]+[^\W_])"
)
_FENCE = rare(r"[ ]{0,3}(?:```|~~~)")
# One number sign before a word may be a tag; before a capital, with no other in its line, it is a heading.
_HEADING = rare(r"([ ]{0,3})(#{2,6}|#(?=[^\W\d_a-z])(?!.*#))(?=[^\W\d_]|\*\*)(.{1,120})$")
# `!"` is a dot of a font whose letters a tool took for those of the alphabet.
_GLUED = rare(rf"([ \t]*)({DOT}|{CHECK}|[❖◆◇➤・⁃∙]|!\")(?=[^\W_]|[\"“'(*])(.*)")
# Only where the next line begins so as well.
_GLUED_LINE = rare(rf"([ \t]*)(?!\+|\*[^*]*[^\s*]\*(?!\w))({TYPED})(?=[^\W\d_])(.*)")
_SIGN = rare(
    r"([ \t]*)(--(?=[ \t]+[^\W_])|o(?=[ \t]+[^\W\d_a-z])|[^\w\s\x00-\x7f\u2010-\u201f]\ufe0f?)[ \t]+(?=\S)(.*)"
)
_ARROWS = frozenset(f"{ARROWS}➤➢")
_KINDS = frozenset({"So", "Sm", "Co"})
_OTHERS = frozenset(("--", *"o・⁃»›§"))
_MARK = "•"


def has_unusual_marks(page: str) -> bool:
    """Whether a line may begin with such a mark."""
    return _SEEN.search(page) is not None


def read_unusual_marks(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Insert a blank after glued marks, and replace signs before two or more consecutive lines by a known mark.

    A sign like `▸` before a single line, above bullets with another mark, is a heading's toggle and is removed.
    """
    read = list(lines)
    headings: list[Line] = []
    bullets: list[Line] = []
    for at in _outside_fences(lines):
        line = lines[at]
        if found := _HEADING.match(line.text):
            read[at] = line._replace(text=f"{found[1]}{found[2]} {found[3]}")
            headings.append(line)
        elif found := _GLUED.match(line.text) or _repeated(_GLUED_LINE, lines, at):
            mark = found[2] if MARK.match(f"{found[2]} ") else _MARK
            read[at] = line._replace(text=f"{found[1]}{mark} {found[3]}")
            bullets.append(line)
        elif _is_toggle(lines, at):
            sign = _SIGN.match(line.text)
            assert sign is not None
            read[at] = line._replace(text=sign[3])
            headings.append(line)
        elif not MARK.match(line.text) and (found := _repeated(_SIGN, lines, at)) and _is_sign(found[2]):
            read[at] = line._replace(text=f"{found[1]}{_MARK} {found[3]}")
            bullets.append(line)
    _report(headings, "marks of headings without a blank, or none that is known", diagnostics)
    _report(bullets, "marks of bullets without a blank, or none that is known", diagnostics)
    return read


def _outside_fences(lines: list[Line]) -> Iterator[int]:
    is_code = False
    for at, line in enumerate(lines):
        if _FENCE.match(line.text):
            is_code = not is_code
        elif not is_code:
            yield at


def _repeated(pattern: re.Pattern[str], lines: list[Line], at: int) -> re.Match[str] | None:
    """A match whose mark the line above or below begins with as well; a blank line may be between them."""
    found = pattern.match(lines[at].text)
    if found is None:
        return None
    for step in (-1, 1):
        other = at + step
        if 0 <= other < len(lines) and not lines[other].text.strip():
            other += step
        beside = pattern.match(lines[other].text) if 0 <= other < len(lines) else None
        if beside and beside[2] == found[2]:
            return found
    return None


def _is_sign(mark: str) -> bool:
    is_drawn = "\u2500" <= mark[0] <= "\u259f"  # borders of tables
    return mark in _OTHERS or (not is_drawn and unicodedata.category(mark[0]) in _KINDS)


def _is_toggle(lines: list[Line], at: int) -> bool:
    """Return whether a sign precedes a single line, right above bullets with another mark."""
    found = _SIGN.match(lines[at].text)
    if found is None or found[2] not in _ARROWS or at + 1 == len(lines):
        return False
    below = MARK.match(lines[at + 1].text)
    return below is not None and below[1] != found[2] and _repeated(_SIGN, lines, at) is None


def _report(lines: list[Line], what: str, diagnostics: list[Diagnostic]) -> None:
    if lines:
        places = [(line.start, line.end) for line in lines]
        diagnostics.append(diagnose("I606", *places[0], f"{what}, on {counted(len(lines))}", also=places[1:]))

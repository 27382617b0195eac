"""Signs before headings and pairs that people type in plain text: a square before `仕事内容`."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from ingest.diagnostics import diagnose
from ingest.grammar import Grammars
from ingest.page_tables.geometry import Geometry
from ingest.text import Line
from ingest.text.line import counted
from ingest.text.normalise import fits

_ZERO = "\u3007"  # which is written for a circle
_LAST_BEFORE = "\u2500"  # signs stand behind it, letters of most scripts before
_WIDTH = 80  # columns of a heading or pair
_LEAST = 2  # headings or pairs that make a sign theirs


def may_have_heading_marks(page: str) -> bool:
    """Whether such a sign begins a line."""
    if page.isascii():
        return False
    firsts = {line.lstrip()[:1] for line in page.split("\n")}
    return max(firsts) > _LAST_BEFORE and any(map(_is_sign, firsts))


def _is_sign(text: str) -> bool:
    return text > _LAST_BEFORE and (category(text) == "So" or text == _ZERO)


def read_heading_marks(lines: list[Line], geometry: Geometry) -> list[Line]:
    """Take a sign away from all lines where most of them are headings with something below, or pairs, which the words
    know; else it is a bullet. What is left is read as a line without a mark."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        text = line.text.lstrip()
        if _is_sign(text[:1]) and text[1:].strip():
            places.setdefault(text[0], []).append(at)
    read = list(lines)
    for sign, found in places.items():
        if _are_headings(lines, sign, found, geometry.grammars):
            for at in found:
                read[at] = lines[at]._replace(text=lines[at].text.lstrip()[1:].strip())
            spans = [(lines[at].start, lines[at].end) for at in found]
            what = f"marks of headings without a blank, or none that is known, on {counted(len(spans))}"
            geometry.diagnostics.append(diagnose("I606", *spans[0], what, also=spans[1:]))
    return read


def _are_headings(lines: Sequence[Line], sign: str, places: Sequence[int], grammars: Grammars) -> bool:
    """Whether the lines with a sign are headings with something below them, or pairs, at least half of them."""
    heads = pairs = 0
    for at in places:
        text = lines[at].text.lstrip()[1:].strip()
        if not fits(text, _WIDTH):
            continue
        facts = grammars.read_facts(text)
        if facts and all(grammars.words.fact_key(fact.label) for fact in facts):
            pairs += 1
            continue
        meaning = grammars.words.heading(text)
        below = next((line.text.strip() for line in lines[at + 1 :] if line.text.strip()), sign)
        heads += meaning is not None and meaning.kind != "furniture" and not below.startswith(sign)
    return heads > 0 and heads + pairs >= _LEAST and 2 * (heads + pairs) >= len(places)

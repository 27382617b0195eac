"""Letters that are printed twice where a document is bold: tools read such PDFs as `JJoobb  LLooccaattiioonn::`."""

from __future__ import annotations

from ingest.diagnostics import Diagnostic, diagnose
from ingest.text.line import Line, counted

LEAST_LINES = 2  # that are wholly so, from which on words of other lines are read so as well
LEAST_LETTERS = 6  # characters of such a line or word, as they are printed


def has_doubled_letters(page: str) -> bool:
    """Whether lines begin with two pairs of letters: few words do, and no lines."""
    begins = [line[:4] for line in page.split("\n") if line[:1] == line[1:2]]
    return sum(_is_doubled(begin, 4) for begin in begins) >= LEAST_LINES


def undouble(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """The lines with each letter once, where several lines of a page have each letter twice."""
    if sum(_is_doubled(line.text.strip()) for line in lines) < LEAST_LINES:
        return lines
    read = [line._replace(text=_single(line.text)) for line in lines]
    places = [(line.start, line.end) for line, was in zip(read, lines, strict=True) if line.text != was.text]
    detail = f"letters printed twice, on {counted(len(places))}"
    diagnostics.append(diagnose("I606", *places[0], detail, also=places[1:]))
    return read


def _single(text: str) -> str:
    bare = text.strip()
    if _is_doubled(bare):
        return bare[::2]
    return " ".join([word[::2] if _is_doubled(word) else word for word in text.split(" ")])


def _is_doubled(text: str, least: int = LEAST_LETTERS) -> bool:
    """Whether every character of a text is there twice, and they are several."""
    is_long = len(text) >= least and not len(text) % 2
    return is_long and text[::2] == text[1::2] and text[:2] != text[2:4] and text[0].isalpha()

"""Keys that end with a colon, each over its value: `Department:` over `Landing Stages`, as forms are extracted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.page_tables.geometry import Geometry
from ingest.punctuation import COLONS, SENTENCE_ENDS
from ingest.text.line import Line, begins_block

LEAST_KNOWN = 2  # keys of a run that the words know, and their share of those that have a value
MOST_KNOWN = 0.5
KEY_WORDS, KEY_WIDTH = 5, 40
VALUE_WIDTH, VALUE_LINES = 80, 3
WRAPPED = 30  # characters of a line that may go on in the next one
SECTIONS = ("experience", "education", "benefits")  # keys that open sections where a colon ends their lines
_EMPHASIS = "*_ \t"


class _Pair(NamedTuple):
    """A key with its value, "" where that is missing: where both are, and where the next key may be."""

    key: int
    value: str
    last: int
    behind: int


def may_have_keys(text: str) -> bool:
    """Whether several lines of a text end with a colon, or with emphasis behind one."""
    return sum(text.count(f"{colon}{mark}\n") for colon in COLONS for mark in ("", " ", "**")) >= LEAST_KNOWN


def join_keys(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each key and its value as one, `Department: Landing Stages`, in runs of two keys or more that the
    words know and that are most of the run's. What is below a value that was not wrapped stays."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        run: list[_Pair] = []
        end = at
        while found := _pair(lines, end, geometry):
            run.append(found)
            end = found.behind
        keys = [_bare(lines[pair.key].text) for pair in run if pair.value]
        known = sum(geometry.grammars.words.fact_key(key) is not None for key in keys)
        if known < max(LEAST_KNOWN, MOST_KNOWN * len(keys)):
            joined.append(lines[at])
            at += 1
            continue
        for pair in run:
            text = f"{_bare(lines[pair.key].text)}: {pair.value}"
            whole = Line(text, lines[pair.key].start, lines[pair.last].end)
            joined += [whole, *lines[pair.last + 1 : pair.behind]] if pair.value else lines[pair.key : pair.behind]
        at = end
    return joined


def _pair(lines: Sequence[Line], at: int, geometry: Geometry) -> _Pair | None:
    """The value below a key: its lines, as far as the ones above may have been wrapped; another key may be below."""
    if at >= len(lines) or not _is_key(lines[at].text, geometry):
        return None
    first = at + 1 + (at + 1 < len(lines) and not lines[at + 1].text.strip())
    behind = first
    while behind < len(lines) and behind <= first + VALUE_LINES and _may_be_value(lines[behind]):
        behind += 1
    if behind == first:
        is_known = geometry.grammars.words.fact_key(lines[at].text) is not None
        goes_on = is_known and behind < len(lines) and _is_key(lines[behind].text, geometry)
        return _Pair(at, "", at, first) if goes_on else None
    below = [line.text.strip() for line in lines[first:behind]]
    size = next((n for n, text in enumerate(below, 1) if len(text) < WRAPPED), len(below))
    value = " ".join(below[:size])
    following = behind + (behind < len(lines) and not lines[behind].text.strip())
    goes_on = following < len(lines) and _is_key(lines[following].text, geometry)
    if size > VALUE_LINES or value.endswith(SENTENCE_ENDS):
        return _Pair(at, "", at, following) if goes_on else None
    return _Pair(at, value, first + size - 1, following if goes_on else first + size)


def _is_key(text: str, geometry: Geometry) -> bool:
    """Whether a line is a few words with a colon behind them that open no section of another kind."""
    key = text.strip(_EMPHASIS)
    if not key.endswith(COLONS) or not key[0].isupper() or len(key) > KEY_WIDTH or len(key.split()) > KEY_WORDS:
        return False
    known = geometry.grammars.words.fact_key(key)
    return known not in SECTIONS if known else geometry.grammars.heading(_bare(key)) is None


def _may_be_value(line: Line) -> bool:
    text = line.text.strip()
    is_text = line.table is None and 0 < len(text) <= VALUE_WIDTH
    states_pair = any(f"{colon} " in text for colon in COLONS) or text.strip(_EMPHASIS).endswith(COLONS)
    return is_text and not begins_block(text) and not states_pair


def _bare(text: str) -> str:
    return text.strip(_EMPHASIS).rstrip("".join(COLONS)).rstrip()

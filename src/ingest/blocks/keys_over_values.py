"""Keys of facts over their values: `Department:` over `Landing Stages`, `posted on` over `Monday`, definition lists.

Forms and columns are extracted so, and definition lists written so. A run of them is one only if its keys are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.page_tables.geometry import Geometry
from ingest.punctuation import COLONS, LINE_ENDS, SENTENCE_ENDS
from ingest.text.line import Line, begins_block
from ingest.text.sentences import ends_open

LEAST_KNOWN = 2  # keys of a run that the words know, and their share of those that have a value
MOST_KNOWN = 0.5
LEAST = 3  # stacked pairs without colons right below one another
MOST_KEY_WORDS = 4  # of a key that is known,
KEY_WORDS, KEY_WIDTH = 5, 40  # and of one that a colon shows
VALUE_WIDTH, VALUE_LINES = 80, 3
DEFINED_WIDTH = 160  # characters of a value that is marked
WRAPPED = 30  # characters of a line that may go on in the next one
SECTIONS = ("experience", "education", "benefits")  # keys that open sections where a colon ends their lines
_EMPHASIS = "*_ \t"
_DEFINES = (": ", ":\t")
_INDENT = "    "  # before a definition, as a tool writes it below a blank line


class _Pair(NamedTuple):
    """A key with its value, "" where that is missing: the line of the key, the value, its last line, where lines begin
    that stay below it, and where the next pair may begin."""

    key: int
    value: str
    last: int
    left: int
    behind: int


def may_have_keys(text: str) -> bool:
    """Whether several lines of a text end with a colon, or with emphasis behind one."""
    return sum(text.count(f"{colon}{mark}\n") for colon in COLONS for mark in ("", " ", "**")) >= LEAST_KNOWN


def join_keys(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each key that ends with a colon and its value as one, `Department: Landing Stages`. What is below
    a value that was not wrapped stays."""
    grammars = geometry.grammars
    return _joined(lines, lambda at: _over_value(lines, at, geometry), lambda keys: _are_known(keys, grammars))


def join_stacked(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each stacked pair as one, `posted on: Monday`; fewer than three right below one another stay."""
    return _joined(lines, lambda at: _stacked(lines, at, grammars), lambda keys: len(keys) >= LEAST)


def join_defined(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each term and its definition as one, in a definition list whose terms are keys of facts."""
    page = "\n".join(["", *[line.text for line in lines]])
    if "\n:" in page and any(f"\n{sign}" in page for sign in _DEFINES):
        return _joined(lines, lambda at: _defined(lines, at), lambda keys: _are_known(keys, grammars))
    if f"\n{_INDENT}" in page:
        return _joined(lines, lambda at: _indented(lines, at), lambda keys: _are_known(keys, grammars))
    return list(lines)


def is_key(text: str, grammars: Grammars) -> bool:
    """Whether a text is a known key of facts, in few words."""
    key = text.strip()
    is_short = bool(key) and key[0].isalpha() and len(key.split()) <= MOST_KEY_WORDS
    return is_short and grammars.words.fact_key(key) is not None


def _are_known(keys: Sequence[str], grammars: Grammars) -> bool:
    known = sum(grammars.words.fact_key(key) is not None for key in keys)
    return known >= max(LEAST_KNOWN, MOST_KNOWN * len(keys))


def _joined(
    lines: Sequence[Line], pair_at: Callable[[int], _Pair | None], are_keys: Callable[[list[str]], bool]
) -> list[Line]:
    """The lines with the pairs of each run as one line a pair, if the keys of the run are keys."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        run: list[_Pair] = []
        end = at
        while found := pair_at(end):
            run.append(found)
            end = found.behind
        if run and are_keys([_bare(lines[pair.key].text) for pair in run if pair.value]):
            for pair in run:
                key = lines[pair.key]
                if pair.value:
                    joined.append(Line(f"{_bare(key.text)}: {pair.value}", key.start, lines[pair.last].end))
                joined += lines[pair.left : pair.behind]
            at = end
        else:  # a short run may be one line off, a long one is none
            begins = end if len(run) >= LEAST else at + 1
            joined += lines[at:begins]
            at = begins
    return joined


def _over_value(lines: Sequence[Line], at: int, geometry: Geometry) -> _Pair | None:
    """The value below a key: its lines, as far as the ones above may have been wrapped; another key may be below."""
    if at >= len(lines) or not _ends_as_key(lines[at].text, geometry):
        return None
    first = _below_blanks(lines, at + 1, 1)
    behind = first
    while behind < len(lines) and behind <= first + VALUE_LINES and _may_be_value(lines[behind]):
        behind += 1
    if behind == first:
        is_known = geometry.grammars.words.fact_key(lines[at].text) is not None
        goes_on = is_known and behind < len(lines) and _ends_as_key(lines[behind].text, geometry)
        return _Pair(at, "", at, at, first) if goes_on else None
    below = [line.text.strip() for line in lines[first:behind]]
    following = _below_blanks(lines, behind, len(lines))
    goes_on = following < len(lines) and _ends_as_key(lines[following].text, geometry)
    # With blank lines around it all of it is the value, unless one of its lines says something of the role.
    is_apart = goes_on and following > behind and first > at + 1 and not _says_more(below[1:], geometry.grammars)
    size = next((n for n, text in enumerate(below, 1) if len(text) < WRAPPED and not is_apart), len(below))
    value = " ".join(below[:size])
    if size > VALUE_LINES or value.endswith(SENTENCE_ENDS):
        return _Pair(at, "", at, at, following) if goes_on else None
    left = first + size
    return _Pair(at, value, left - 1, left, following if goes_on else left)


def _below_blanks(lines: Sequence[Line], at: int, most: int) -> int:
    """The number of the first line that is not blank, behind so many blank ones at most."""
    end = min(len(lines), at + most)
    while at < end and not lines[at].text.strip():
        at += 1
    return at


def _ends_as_key(text: str, geometry: Geometry) -> bool:
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


def _says_more(texts: Sequence[str], grammars: Grammars) -> bool:
    """Whether lines below a value are duties, demands or sentences about somebody, and no rest of it."""
    cues, verbs = grammars.words.cues, grammars.words.opening_verbs
    said = any(verbs.begins(text, kind) for text in texts for kind in ("responsibilities", "requirements"))
    return said or cues.speaks_of_person(texts) or any(text[:1].islower() for text in texts)


def _bare(text: str) -> str:
    return text.strip(_EMPHASIS).rstrip("".join(COLONS)).rstrip()


def _stacked(lines: Sequence[Line], at: int, grammars: Grammars) -> _Pair | None:
    """The value right below a key, which is right below the pair above it; one that ends with a comma goes on."""
    if at + 1 >= len(lines) or not is_key(lines[at].text, grammars) or lines[at + 1].start != lines[at].end + 1:
        return None
    value, last = lines[at + 1].text.strip(), at + 1
    if ends_open(value) and last + 1 < len(lines) and lines[last + 1].start == lines[last].end + 1:
        last += 1
        value = f"{value} {lines[last].text.strip()}"
    is_value = 0 < len(value) <= VALUE_WIDTH and not value.endswith(LINE_ENDS)
    is_value = is_value and not any(is_key(line.text, grammars) for line in lines[at + 1 : last + 1])
    return _Pair(at, value, last, last + 1, last + 1) if is_value else None


def _defined(lines: Sequence[Line], at: int) -> _Pair | None:
    """The definition of one line that is right below a term; blank lines may part it from the next term."""
    if at + 1 >= len(lines) or not lines[at].text[:1].isalpha() or not lines[at + 1].text.startswith(_DEFINES):
        return None
    value = lines[at + 1].text[1:].strip()
    behind = at + 2
    if not value or len(value) > DEFINED_WIDTH or (behind < len(lines) and lines[behind].text[:1] in (" ", ":")):
        return None
    behind = _below_blanks(lines, behind, len(lines))
    return _Pair(at, value, at + 1, behind, behind)


def _indented(lines: Sequence[Line], at: int) -> _Pair | None:
    """The definition of one line that is indented below a term and a blank line."""
    if at + 2 >= len(lines) or not lines[at].text[:1].isalpha() or lines[at + 1].text.strip():
        return None
    value = lines[at + 2].text
    if not value.startswith(_INDENT) or not value[len(_INDENT) :][:1].strip() or len(value) > DEFINED_WIDTH:
        return None
    behind = at + 3
    if behind < len(lines) and lines[behind].text[:1] == " ":
        return None
    behind = _below_blanks(lines, behind, len(lines))
    return _Pair(at, value.strip(), at + 2, behind, behind)

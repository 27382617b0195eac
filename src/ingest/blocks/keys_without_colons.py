"""Keys of facts whose colons are lost: alone on their lines, each over its value, or before it on one line.

`posted on` over `Monday`, in columns or as the term of a definition list, and `Posted on Monday` among such lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.punctuation import COLONS, LINE_ENDS
from ingest.text import Line
from ingest.text.sentences import ends_open

LEAST = 3  # stacked pairs right below one another
LEAST_DEFINED = 2  # known keys among the terms of a definition list,
MOST_KNOWN = 0.5  # and their share of its terms
KEY_WORDS = 4
VALUE_WIDTH = 80  # characters of a stacked value,
DEFINED_WIDTH = 160  # and of one that is marked
_DEFINES = (": ", ":\t")
_INDENT = "    "  # before a definition, as a tool writes it below a blank line


class _Pair(NamedTuple):
    """A key with its value: the line of the key, the value, its last line, and where the next pair may begin."""

    key: int
    value: str
    last: int
    behind: int


def join_stacked(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each stacked pair as one, `posted on: Monday`; fewer than three right below one another stay."""
    return _joined(lines, lambda at: _stacked(lines, at, grammars), lambda keys: len(keys) >= LEAST)


def join_defined(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each term and its definition as one, in a definition list whose terms are keys of facts."""

    def are_keys(terms: Sequence[str]) -> bool:
        known = sum(_is_key(term, grammars) for term in terms)
        return known >= max(LEAST_DEFINED, MOST_KNOWN * len(terms))

    page = "\n".join(["", *[line.text for line in lines]])
    if any(f"\n{sign}" in page for sign in _DEFINES):
        return _joined(lines, lambda at: _defined(lines, at), are_keys)
    if f"\n{_INDENT}" in page:
        return _joined(lines, lambda at: _indented(lines, at), are_keys)
    return list(lines)


def part_keys(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with a colon behind each known key that stands before its value, `Posted on: Monday`, as the cells of a
    table do in a tool's text, where three keys or more are most of the lines between two blank ones; or, in capitals,
    of those that have blank ones between them: `GRADE 9`."""
    if sum([_begins_key(line.text, grammars) for line in lines]) < LEAST:
        return list(lines)  # as most parts of pages are
    parted: list[Line] = []
    for block in _runs(lines):
        may_be = sum(_begins_key(line.text, grammars) for line in block) >= LEAST
        cells = [_run_together(line.text, grammars) for line in block] if may_be else []
        is_spaced = any(not line.text.strip() for line in block)
        cells = [pairs if pairs and pairs[0][0].isupper() else [] for pairs in cells] if is_spaced else cells
        stated = [at for at, pairs in enumerate(cells) if pairs]
        keys = {grammars.words.fact_key(cells[at][0][0]) for at in stated}
        beside = block[stated[0] : stated[-1] + 1] if is_spaced and stated else block
        if len(keys) < LEAST or len(stated) < MOST_KNOWN * sum(bool(line.text.strip()) for line in beside):
            parted += block
            continue
        for line, pairs in zip(block, cells, strict=True):
            text = " | ".join(f"{key}: {value}" for key, value in pairs)
            parted.append(line._replace(text=text) if pairs else line)
    return parted


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between blank ones; those that are alone there are one run, with the blank lines."""
    blocks = [list(block) for _, block in groupby(lines, lambda line: not line.text.strip())]
    for is_run, run in groupby(blocks, lambda block: len(block) > 1 and bool(block[0].text.strip())):
        found = list(run)
        yield from found if is_run else [list(chain.from_iterable(found))]


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
        if run and are_keys([lines[pair.key].text.strip() for pair in run]):
            for pair in run:
                key = lines[pair.key]
                joined.append(Line(f"{key.text.strip().rstrip(':')}: {pair.value}", key.start, lines[pair.last].end))
            at = end
        else:  # a short run may be one line off, a long one is none
            begins = end if len(run) >= LEAST else at + 1
            joined += lines[at:begins]
            at = begins
    return joined


def _stacked(lines: Sequence[Line], at: int, grammars: Grammars) -> _Pair | None:
    """The value right below a key, which is right below the pair above it; one that ends with a comma goes on."""
    if at + 1 >= len(lines) or not _is_key(lines[at].text, grammars) or lines[at + 1].start != lines[at].end + 1:
        return None
    value, last = lines[at + 1].text.strip(), at + 1
    if ends_open(value) and last + 1 < len(lines) and lines[last + 1].start == lines[last].end + 1:
        last += 1
        value = f"{value} {lines[last].text.strip()}"
    is_value = 0 < len(value) <= VALUE_WIDTH and not value.endswith(LINE_ENDS)
    is_value = is_value and not any(_is_key(line.text, grammars) for line in lines[at + 1 : last + 1])
    return _Pair(at, value, last, last + 1) if is_value else None


def _defined(lines: Sequence[Line], at: int) -> _Pair | None:
    """The definition of one line that is right below a term; blank lines may part it from the next term."""
    if at + 1 >= len(lines) or not lines[at].text[:1].isalpha() or not lines[at + 1].text.startswith(_DEFINES):
        return None
    value = lines[at + 1].text[1:].strip()
    behind = at + 2
    if not value or len(value) > DEFINED_WIDTH or (behind < len(lines) and lines[behind].text[:1] in (" ", ":")):
        return None
    return _Pair(at, value, at + 1, _behind_blanks(lines, behind))


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
    return _Pair(at, value.strip(), at + 2, _behind_blanks(lines, behind))


def _behind_blanks(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and not lines[at].text.strip():
        at += 1
    return at


def _begins_key(text: str, grammars: Grammars) -> bool:
    return text[:1].isupper() and grammars.words.begins_key(text.partition(" ")[0])


def _run_together(text: str, grammars: Grammars) -> list[tuple[str, str]]:
    """The longest known key that a short line begins with, and the value behind it, if a name or number is there; and
    more of them behind it whose keys are of several words."""
    if len(text) > VALUE_WIDTH or not text[:1].isalpha() or text.endswith(LINE_ENDS):
        return []
    if any(colon in text for colon in COLONS) or "   " in text.strip() or _is_key(text, grammars):
        return []  # keys before gaps are read with their values
    words = text.split()
    end = _key_end(words, 0, 1, grammars)
    if not end:
        return []
    pairs = []
    first = 0
    for at in range(end + 1, len(words)):
        if next_end := _key_end(words, at, 2, grammars):
            pairs.append((" ".join(words[first:end]), " ".join(words[end:at])))
            first, end = at, next_end
    return [*pairs, (" ".join(words[first:end]), " ".join(words[end:]))]


def _key_end(words: Sequence[str], first: int, least: int, grammars: Grammars) -> int:
    """Behind the longest known key of so many words at least that begins at a word with a capital and has a name or
    number behind it; 0 where there is none."""
    if not words[first][0].isupper():
        return 0
    for end in range(min(first + KEY_WORDS, len(words) - 1), first + least - 1, -1):
        key = " ".join(words[first:end])
        is_value = not (words[end].isupper() and words[end].isalpha()) if key.isupper() else not words[end][0].islower()
        if is_value and _is_key(key, grammars):
            return end
    return 0


def _is_key(text: str, grammars: Grammars) -> bool:
    key = text.strip()
    return bool(key) and key[0].isalpha() and len(key.split()) <= KEY_WORDS and grammars.words.fact_key(key) is not None

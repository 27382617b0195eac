"""Keys of facts before their values on one line, the colons lost: `Posted on Monday` among such lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from ingest.blocks.keys_over_values import MOST_KEY_WORDS, MOST_KNOWN, VALUE_WIDTH, is_key
from ingest.grammar import Grammars
from ingest.punctuation import COLONS, LINE_ENDS
from ingest.text import Line

LEAST = 3  # keys of a run


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


def _begins_key(text: str, grammars: Grammars) -> bool:
    return text[:1].isupper() and grammars.words.begins_key(text.partition(" ")[0])


def _run_together(text: str, grammars: Grammars) -> list[tuple[str, str]]:
    """The longest known key that a short line begins with, and the value behind it, if a name or number is there; and
    more of them behind it whose keys are of several words."""
    if len(text) > VALUE_WIDTH or not text[:1].isalpha() or text.endswith(LINE_ENDS):
        return []
    if any(colon in text for colon in COLONS) or "   " in text.strip() or is_key(text, grammars):
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
    for end in range(min(first + MOST_KEY_WORDS, len(words) - 1), first + least - 1, -1):
        key = " ".join(words[first:end])
        is_value = not (words[end].isupper() and words[end].isalpha()) if key.isupper() else not words[end][0].islower()
        if is_value and is_key(key, grammars):
            return end
    return 0

"""Keys of facts alone on their lines, each over its value, as pages have them in columns: `posted on` over `Monday`."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar import Grammars
from ingest.punctuation import LINE_ENDS
from ingest.text import Line

LEAST = 3  # pairs right below one another
KEY_WORDS = 4
VALUE_WIDTH = 80  # characters


def join_stacked(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each such pair as one, `posted on: Monday`; fewer than three right below one another stay."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        while _is_pair(lines, end, grammars):
            end += 2
        if end - at < 2 * LEAST:
            joined.append(lines[at])
            at += 1
            continue
        for key, value in zip(lines[at:end:2], lines[at + 1 : end : 2], strict=True):
            joined.append(Line(f"{key.text.strip()}: {value.text.strip()}", key.start, value.end))
        at = end
    return joined


def _is_pair(lines: Sequence[Line], at: int, grammars: Grammars) -> bool:
    """Whether a key is here with its value right below it, and right below the pair above it."""
    if at + 1 >= len(lines) or not _is_key(lines[at].text, grammars) or lines[at + 1].start != lines[at].end + 1:
        return False
    value = lines[at + 1].text.strip()
    is_value = 0 < len(value) <= VALUE_WIDTH and not value.endswith(LINE_ENDS)
    return is_value and not _is_key(value, grammars)


def _is_key(text: str, grammars: Grammars) -> bool:
    key = text.strip()
    return bool(key) and key[0].isalpha() and len(key.split()) <= KEY_WORDS and grammars.words.fact_key(key) is not None

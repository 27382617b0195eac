"""Keys of facts alone on their lines, each over its value: in columns, or as the terms of a definition list.

`posted on` over `Monday`, and `posted on` over `: Monday`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.grammar import Grammars
from ingest.punctuation import LINE_ENDS
from ingest.text import Line

LEAST = 3  # stacked pairs right below one another
LEAST_DEFINED = 2  # known keys among the terms of a definition list,
MOST_KNOWN = 0.5  # and their share of its terms
KEY_WORDS = 4
VALUE_WIDTH = 80  # characters of a stacked value,
DEFINED_WIDTH = 160  # and of one that is marked
_DEFINES = (": ", ":\t")


def join_stacked(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each stacked pair as one, `posted on: Monday`; fewer than three right below one another stay."""
    return _joined(lines, lambda at: _stacked(lines, at, grammars), lambda keys: len(keys) >= LEAST)


def join_defined(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each term and its definition as one, in a definition list whose terms are keys of facts."""
    if not any(line.text.startswith(_DEFINES) for line in lines):
        return list(lines)

    def are_keys(terms: Sequence[str]) -> bool:
        known = sum(_is_key(term, grammars) for term in terms)
        return known >= max(LEAST_DEFINED, MOST_KNOWN * len(terms))

    return _joined(lines, lambda at: _defined(lines, at), are_keys)


def _joined(
    lines: Sequence[Line], pair_at: Callable[[int], tuple[str, int] | None], are_keys: Callable[[list[str]], bool]
) -> list[Line]:
    """The lines with the pairs of each run as one line a pair, if the keys of the run are keys. `pair_at` gives the
    value of the key at a line, and the number of the line that the next pair may begin at."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        run: list[tuple[int, str, int]] = []
        end = at
        while found := pair_at(end):
            run.append((end, *found))
            end = found[1]
        if run and are_keys([lines[key].text.strip() for key, _, _ in run]):
            for key, value, _ in run:
                joined.append(
                    Line(f"{lines[key].text.strip().rstrip(':')}: {value}", lines[key].start, lines[key + 1].end)
                )
            at = end
        else:  # a short run may be one line off, a long one is none
            begins = end if len(run) >= LEAST else at + 1
            joined += lines[at:begins]
            at = begins
    return joined


def _stacked(lines: Sequence[Line], at: int, grammars: Grammars) -> tuple[str, int] | None:
    """The value right below a key, which is right below the pair above it."""
    if at + 1 >= len(lines) or not _is_key(lines[at].text, grammars) or lines[at + 1].start != lines[at].end + 1:
        return None
    value = lines[at + 1].text.strip()
    is_value = 0 < len(value) <= VALUE_WIDTH and not value.endswith(LINE_ENDS)
    return (value, at + 2) if is_value and not _is_key(value, grammars) else None


def _defined(lines: Sequence[Line], at: int) -> tuple[str, int] | None:
    """The definition of one line that is right below a term; blank lines may part it from the next term."""
    if at + 1 >= len(lines) or not lines[at].text[:1].isalpha() or not lines[at + 1].text.startswith(_DEFINES):
        return None
    value = lines[at + 1].text[1:].strip()
    behind = at + 2
    if not value or len(value) > DEFINED_WIDTH or (behind < len(lines) and lines[behind].text[:1] in (" ", ":")):
        return None
    while behind < len(lines) and not lines[behind].text.strip():
        behind += 1
    return value, behind


def _is_key(text: str, grammars: Grammars) -> bool:
    key = text.strip()
    return bool(key) and key[0].isalpha() and len(key.split()) <= KEY_WORDS and grammars.words.fact_key(key) is not None

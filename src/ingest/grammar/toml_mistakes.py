"""Mistakes of TOML in a file of words: what is wrong, in words that say how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.lazy_patterns import rare

_PLACE = rare(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_QUOTED = rare(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_WORD_ALONE = rare(r'(?:-\s+)?(["\'])(.+?)\1\s*,?$')
_KEY = rare(r"([\w-]+)\s*=")
_LIST_BEGINS = rare(r"[\w-]+\s*=\s*\[")
_GLUED = rare(r"Q\w")  # of a line that has a Q for each word in quotes: a quote inside of a word
_CURLY = "“”„‟«»"
_UNCLOSED = "the list that begins on this line has no `]` at its end"
_COMMA = "a comma is missing between two words"


def explain(text: str, error: str) -> tuple[int | None, str | None]:
    """The line of a mistake, 1-based, and how to mend it; either may be None. `error` is what `tomllib` says."""
    lines = [_without_comment(line) for line in text.splitlines()]
    place = _PLACE.search(error)
    if place is None or not lines:
        return None, None
    if "overwrite" in error:
        return _twice(lines), "a list of this name stands above; put the words of both into one"
    at = min(int(place[1] or len(lines)), len(lines))
    opened = _list_open_at(lines, at)
    if opened is not None:
        return _in_a_list(lines, opened, at)
    return at, _outside(lines[at - 1], error)


def _in_a_list(lines: Sequence[str], opened: int, at: int) -> tuple[int, str | None]:
    """The mistake in a list that begins on line `opened`; `at` is where reading it stopped."""
    for number in range(opened, at + 1):
        line = lines[number - 1]
        rest = _QUOTED.sub("Q", line)
        if number > opened and (_LIST_BEGINS.match(line) or (line[:1] == "[" and line[-1:] == "]")):
            return opened, _UNCLOSED
        if any(mark in rest for mark in _CURLY):
            return number, 'words stand between straight quotes: "a word"'
        if "QQ" in rest.replace(" ", ""):
            return number, _COMMA
        if rest.count('"') % 2 or rest.count("'") % 2 or _GLUED.search(rest):
            return number, "a quote is missing, or one too many: a word stands between two of them"
    holding = [number for number in range(opened, at + 1) if _QUOTED.search(lines[number - 1])]
    for one, other in pairwise(holding):
        if not lines[one - 1].endswith((",", "[")):
            return one, f"a comma is missing at the end of the line, before the word on line {other}"
    if not lines[at - 1].endswith("]"):
        return opened, _UNCLOSED
    return at, "a list is words in quotes with commas between them, and one `]` at its end"


def _outside(line: str, error: str) -> str | None:
    """Return the mistake on a line outside all lists."""
    alone = _WORD_ALONE.match(line)
    if alone:
        return (
            f'a word stands in a list: responsibilities = ["{alone[2]}"], or on a line of its own between `[` and `]`'
        )
    key, equals, value = line.partition("=")
    if equals and value.strip()[:1] in ("'", '"'):
        return f"words stand in a list, between `[` and `]`: {key.strip()} = [{value.strip()}]"
    if ":" in line and not equals:
        key, _, value = line.partition(":")
        return f"between the name of a list and its words stands `=`: {key.strip()} = {value.strip() or '[…]'}"
    if "twice" in error:
        return "this table stands above already; put the lists of both below one of them"
    if line.startswith("["):
        return f"the name of a table stands between `[` and `]`: [{line.strip('[] ')}]"
    return 'a line begins with the name of a list: responsibilities = ["a word"]'


def _twice(lines: Sequence[str]) -> int | None:
    """Return the line of the first list whose name occurs earlier in the same table."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        key = _KEY.match(line)
        if line.startswith("["):
            seen.clear()
        elif key and key[1] in seen:
            return number
        elif key:
            seen.add(key[1])
    return None


def _list_open_at(lines: Sequence[str], at: int) -> int | None:
    """The line on which the list begins that is open on line `at`, or ends there."""
    opened = None
    for number, line in enumerate(lines[:at], 1):
        if opened is None and _LIST_BEGINS.match(line):
            opened = number
        if number < at and _QUOTED.sub("", line).rstrip(", ").endswith("]"):
            opened = None
    return opened


def _without_comment(line: str) -> str:
    """A line without the comment behind it and the blanks around it."""
    end = 0
    for found in _QUOTED.finditer(line):
        if "#" in line[end : found.start()]:
            break
        end = found.end()
    return (line[:end] + line[end:].partition("#")[0]).strip()

"""The file of suggestions, which `--words` takes: a list for each kind, and one for what is undecided."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from ingest.grammar.word_files import COLUMNS, FACTS, UNDECIDED
from ingest.section_kinds import MEANINGS
from ingest.suggestions.suggest import Suggestion
from ingest.suggestions.unknown_words import Table

_LISTS: Mapping[str, str] = {
    **MEANINGS,
    "required": "requirements that a candidate must meet",
    "preferred": "requirements that are nice to have",
    "adjacent_roles": "names of roles like this one",
}
_HINTS: Mapping[Table, tuple[str, ...]] = {
    "headings": (),
    "facts": (
        f"Lists are named by the key that the tables have: {', '.join(FACTS)};",
        "any other name in snake_case is a key, too. Undecided keys keep their own names. For example:",
        'location = ["place of work"]',
    ),
    "columns": (
        f"Lists are named by what is in the cells: {', '.join(COLUMNS)}. For example:",
        'responsibility = ["duty"]',
    ),
}
_WIDTH = 118


def as_file(suggestions: Sequence[Suggestion], pages: int) -> str:
    """The text of the file. What has no proposed key is in the list `undecided`, which has no meaning."""
    lines = [
        f"# {counts_of(suggestions, pages)}.",
        "# Move each line of `undecided` into the list that it belongs to, and check the other lists; delete",
        "# what means nothing. Then read with --words FILE. What stays undecided changes nothing.",
    ]
    for table in _HINTS:
        of_table = [one for one in suggestions if one.table == table]
        if of_table:
            lines += ["", f"[{table}]", *_lists(table, of_table)]
    return "\n".join(lines) + "\n"


def counts_of(suggestions: Sequence[Suggestion], pages: int) -> str:
    """`2 unknown headings of 5 sections, 1 unknown key in 3 pages`."""
    sections = sum(one.times for one in suggestions if one.table == "headings")
    nouns: Mapping[Table, str] = {"headings": "heading", "facts": "key", "columns": "column"}
    found = []
    for table, noun in nouns.items():
        count = sum(one.table == table for one in suggestions)
        if count or table == "headings":
            of = f" of {_counted(sections, 'section')}" if table == "headings" and count else ""
            found.append(f"{_counted(count, f'unknown {noun}')}{of}")
    return f"{', '.join(found)} in {_counted(pages, 'page')}"


def _lists(table: Table, suggestions: Sequence[Suggestion]) -> Iterator[str]:
    """The lists of a table: what is undecided, what is proposed, and of headings one for each kind."""
    for hint in _HINTS[table]:
        yield from (f"# {line}" for line in textwrap.wrap(hint, _WIDTH))
    keys = list(_LISTS) if table == "headings" else sorted({one.key for one in suggestions if one.key})
    for key in (UNDECIDED, *keys):
        words = [one for one in suggestions if (one.key or UNDECIDED) == key]
        said = _LISTS.get(key) if table == "headings" else None
        if words or key != UNDECIDED:
            yield f"{key} = [{f' # {said}' if said else ''}"
            yield from (f"  {_quoted(one)}, # {_said(one)}" for one in words)
            yield "]"


def _quoted(one: Suggestion) -> str:
    return json.dumps(one.text.replace("{}", "").strip(), ensure_ascii=False)


def _said(one: Suggestion) -> str:
    where = f"{one.times} in {_counted(one.pages, 'page')}: {', '.join(one.places)}"
    return f"{where}; {one.reason}" if one.reason else where


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

"""The search index: which roles have a word in code, name, aliases or skills, in chunks that pages load as needed.

`data/words.js` lists all words in order and where each chunk begins; `data/postings/N.js` has the roles of its words,
each list as its first number and then the steps to the next.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ingest.site.markup import script_data
from ingest.site.search_words import words

FIELDS = ("code", "name", "alias", "skill")
"""In the order of the lists in a chunk."""

_CHUNK = 8_000  # numbers a chunk, about 25 kB
_LONGEST = 40  # characters of a word that count


class SearchIndex:
    """Collects the words of roles, which are known by their number in the directory."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[array[int], ...]] = {}

    def add(self, role: int, texts: Mapping[str, Iterable[str]]) -> None:
        """Take the texts of a role, by field."""
        for number, field in enumerate(FIELDS):
            for word in sorted({word[:_LONGEST] for text in texts[field] for word in words(text)}):
                lists = self._found.get(word)
                if lists is None:
                    lists = self._found[word] = tuple(array("I") for _ in FIELDS)
                lists[number].append(role)

    def write(self, folder: Path) -> None:
        """Write the index below `folder`. Raises OSError."""
        (folder / "postings").mkdir()
        vocabulary, starts = sorted(self._found), []
        for number, (start, chunk) in enumerate(self._chunks(vocabulary)):
            starts.append(start)
            text = script_data("ingest.postings", number, chunk)
            (folder / "postings" / f"{number}.js").write_text(text, "utf-8")
        (folder / "words.js").write_text(script_data("ingest.words", " ".join(vocabulary), starts), "utf-8")

    def _chunks(self, vocabulary: list[str]) -> Iterator[tuple[int, list[list[list[int]]]]]:
        """Where a chunk begins in the vocabulary, and the lists of its words."""
        start, size, chunk = 0, 0, []
        for number, word in enumerate(vocabulary):
            lists = [_steps(roles) for roles in self._found[word]]
            chunk.append(lists)
            size += sum(map(len, lists)) + 1
            if size >= _CHUNK:
                yield start, chunk
                start, size, chunk = number + 1, 0, []
        if chunk:
            yield start, chunk


def _steps(roles: array[int]) -> list[int]:
    numbers = sorted(roles)
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]

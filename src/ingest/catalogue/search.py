"""Current profiles by what people type: a name, title, alias, code, skill or classification, typing errors included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.result_rows import Rows
from ingest.catalogue.searchable import Place, Searchable, places_of
from ingest.errors import UsageError
from ingest.matching import Kind, fold_one, match, nearest

LONGEST = 200  # characters of what is looked for


class Hit(NamedTuple):
    """A profile that answers, and why: the field that answers best, its text there, how, and on which lines.

    `score` is 1 for the same text, and less for a skill or a classification than for what the role is called. `kind`
    is exact, prefix, words, part or fuzzy.
    """

    code: str | None
    title: str | None
    score: float
    field: str
    matched: str
    kind: str
    uri: str
    line_start: int | None
    line_end: int | None
    profile_id: str


_TEXT, _LINE = pa.string(), pa.int32()
_HIT = pa.schema(
    [
        ("code", _TEXT),
        ("title", _TEXT),
        ("score", pa.float64()),
        ("field", _TEXT),
        ("matched", _TEXT),
        ("kind", _TEXT),
        ("uri", _TEXT),
        ("line_start", _LINE),
        ("line_end", _LINE),
        ("profile_id", _TEXT),
    ]
)


class _Answers(NamedTuple):
    """One entry an answer: its role, its score and kind, the number of its place, and of its row there."""

    owners: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float64]
    kinds: npt.NDArray[np.int8]
    places: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    def take(self, entries: npt.NDArray[np.int64]) -> _Answers:
        """The answers at `entries`, in that order."""
        return _Answers._make(column[entries] for column in self)


class Hits(Rows):
    """Profiles that answer, best first: a sequence of `Hit`, or rows in the forms that tables have.

    `total` counts all of them, those cut off by a limit among them.
    """

    def __init__(self, hits: Sequence[Hit], total: int) -> None:
        super().__init__(lambda: pa.Table.from_pylist([hit._asdict() for hit in hits], schema=_HIT))
        self._hits = tuple(hits)
        self.total = total

    def __len__(self) -> int:
        """How many hits there are in this answer."""
        return len(self._hits)

    def __iter__(self) -> Iterator[Hit]:
        """One by one, best first."""
        return iter(self._hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        """One of them, or some. Raises IndexError."""
        return self._hits[index]


class Finder:
    """Searches one dataset. What was read once is kept, since a snapshot never changes."""

    def __init__(self, data: Dataset) -> None:
        self._texts = Searchable(data)

    def search(self, text: str, fields: str | Iterable[str] = (), limit: int | None = None) -> Hits:
        """Return the profiles that match `text`, each once: the best `limit` of them, searched in `fields` or in all.

        Raises UsageError for an unknown field, for a text without letters and digits, and for one longer than
        `LONGEST`; DamagedDataset.
        """
        query, places = _query(text), places_of(fields)
        found = [self._answers(query, number, place) for number, place in enumerate(places)]
        answers = _Answers._make(map(np.concatenate, zip(*found, strict=True)))
        answers = answers.take(np.lexsort((answers.rows, answers.places, -answers.scores, answers.owners)))
        best = answers.take(np.flatnonzero(np.diff(answers.owners, prepend=-1)))  # of each role
        shown = best.take(np.lexsort((best.owners, best.places, -best.scores))[:limit])
        roles = self._texts.roles.take(shown.owners).to_pylist()
        hits = [
            self._hit(role, score, kind, places[place], row)
            for role, score, kind, place, row in zip(roles, *shown[1:], strict=True)
        ]
        return Hits(hits, len(best.owners))

    def near(self, text: str, fields: str | Iterable[str] = (), count: int = 5) -> list[str]:
        """Texts that come near one that nothing answers, best first. Raises as `search` does."""
        query = _query(text)
        columns = [self._texts.column(place) for place in places_of(fields)]
        return nearest(query, {stated for column in columns for stated in column.stated.to_pylist()}, count)

    def _answers(self, query: str, number: int, place: Place) -> _Answers:
        column = self._texts.column(place)
        kinds, scores = match(query, column.texts)
        rows = np.flatnonzero(kinds[column.which])
        texts = column.which[rows]
        worth = (scores[texts] * place.worth).round(4)
        return _Answers(column.owners[rows], worth, kinds[texts], np.full(len(rows), number), rows)

    def _hit(self, role: dict[str, str], score: float, kind: int, place: Place, row: int) -> Hit:
        column = self._texts.column(place)
        start, end = (lines[row].as_py() for lines in column.lines)
        return Hit(
            code=role["code"],
            title=role["title"],
            score=float(score),
            field=place.field,
            matched=column.stated[column.which[row]].as_py(),
            kind=Kind(kind).name.lower(),
            uri=role["uri"],
            line_start=start,
            line_end=end,
            profile_id=role["profile_id"],
        )


def _query(text: str) -> str:
    """`text` as texts are compared. Bytes that were no UTF-8 are no letters."""
    if len(text) > LONGEST:
        raise UsageError(f"a text of {len(text):,} characters is too long to look for; at most {LONGEST}")
    query = fold_one(text.encode("utf-8", "replace").decode())
    if not query:
        raise UsageError(f"nothing to look for in {text!r}: a letter or a digit is wanted")
    return query

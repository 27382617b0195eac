"""What of a dataset can be searched: the fields, and the texts of the current profiles in each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.read_columns import read_columns
from ingest.errors import UsageError
from ingest.matching import Texts

Numbers = npt.NDArray[np.int32]


class Place(NamedTuple):
    """A column that holds a field's texts, the columns of their lines, and the weight of a match there, at most 1."""

    field: str
    table: str
    texts: str
    line_start: str
    line_end: str
    worth: float = 1.0


_FACT = 0.8  # what a role is called counts more than what it asks for
_PLACES = (
    Place("code", "profiles", "code", "code_line", "code_line"),
    Place("title", "profiles", "title", "title_line", "title_line"),
    Place("name", "profiles", "name", "title_line", "title_line"),
    Place("alias", "title_aliases", "title", "line_start", "line_end"),
    Place("skill", "skills", "name", "line_start", "line_end", _FACT),
    Place("classification", "classifications", "code", "line_start", "line_end", _FACT),
    Place("classification", "classifications", "soc_title", "line_start", "line_end", _FACT),
)
FIELDS = tuple(dict.fromkeys(place.field for place in _PLACES))
"""In the order in which they are named where several answer alike."""


def places_of(fields: str | Iterable[str]) -> list[Place]:
    """Return the columns that hold the texts of `fields`, or of all fields if none is given. Raises UsageError for an
    unknown field.
    """
    chosen = [fields] if isinstance(fields, str) else list(fields)
    for field in chosen:
        if field not in FIELDS:
            raise UsageError(f"there is no field {field!r} to search in; there are: {', '.join(FIELDS)}")
    return [place for place in _PLACES if not chosen or place.field in chosen]


class Column(NamedTuple):
    """The texts of a place: each different one once, and for every row which one, which role's, and its lines."""

    stated: pa.Array
    texts: Texts
    which: Numbers
    owners: Numbers
    lines: pa.Table


class Searchable:
    """The current profiles of a dataset and their texts, read when they are first asked for."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._columns: dict[Place, Column] = {}

    @cached_property
    def roles(self) -> pa.Table:
        """The current profiles, families too, in the order of codes, dumps and titles; those without a code last."""
        names = ["code", "uri", "title", "profile_id"]
        profiles = read_columns(self._data, "profiles", [*names, "shape"])
        families = profiles.filter(pc.equal(profiles["shape"], "family")).select(names)
        every = pa.concat_tables([read_columns(self._data, "roles", names), families])
        return every.sort_by([(name, "ascending") for name in names])

    def column(self, place: Place) -> Column:
        """The texts of a place, rows without one left out."""
        if place not in self._columns:
            self._columns[place] = self._read(place)
        return self._columns[place]

    def _read(self, place: Place) -> Column:
        names = list(dict.fromkeys((place.texts, place.line_start, place.line_end)))
        rows = read_columns(self._data, place.table, ["profile_id", *names])
        owners = pc.index_in(rows["profile_id"], value_set=self.roles["profile_id"].combine_chunks())
        here = pc.and_(pc.is_valid(owners), pc.is_valid(rows[place.texts]))
        rows, owners = rows.filter(here), owners.filter(here)
        coded = rows[place.texts].combine_chunks().dictionary_encode()
        return Column(
            stated=coded.dictionary,
            texts=Texts.of(coded.dictionary),
            which=coded.indices.to_numpy(),
            owners=owners.to_numpy(),
            lines=rows.select([place.line_start, place.line_end]),
        )

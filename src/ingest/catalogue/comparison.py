"""Roles side by side: for each part, rows of matching values with the differing words marked."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Literal, NamedTuple

from ingest.catalogue.alignment import align
from ingest.catalogue.all_roles import all_roles
from ingest.catalogue.compared_parts import PARTS, Value, View
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.lookup import read_record
from ingest.catalogue.meant_role import PlacedRole, meant_role
from ingest.catalogue.word_diff import Piece, Stretch, differing, pieces
from ingest.coordinates import Distance, Measure
from ingest.dedup import normalise
from ingest.errors import UsageError
from ingest.records import Span

Verdict = Literal["same", "changed", "some", "only"]


class ComparedRole(NamedTuple):
    """One of the compared roles, and its distance from the first one: None for the first itself, or if it is unknown.

    A `derived` role has no dump: ids, uri and lines are those of the page that describes its level.
    """

    code: str | None
    title: str | None
    level_code: str | None
    level_name: str | None
    derived: bool
    document_id: str
    profile_id: str
    uri: str
    line_start: int
    line_end: int
    distance: Distance | None


class Cell(NamedTuple):
    """What one role states, and where. `pieces` are the text, cut at what the other roles do not say in this place.

    Years are null where the value is no experience, or no number was understood; no greatest one: it is open.
    """

    text: str
    pieces: tuple[Piece, ...]
    document_id: str
    spans: tuple[Span, ...]
    min_years: float | None = None
    max_years: float | None = None


class Row(NamedTuple):
    """Matching values, one cell per role in their order; None if the role does not state the value.

    `verdict` says whether all roles agree (`same`), several differ (`changed`), some agree and the others say nothing
    (`some`), or only one says it (`only`). `label` is the name of the attribute, dimension or skill, or None.
    """

    label: str | None
    verdict: Verdict
    cells: tuple[Cell | None, ...]


class Comparison(NamedTuple):
    """Roles side by side. `parts` has the rows of each part, those of the first role in its order."""

    roles: tuple[ComparedRole, ...]
    parts: Mapping[str, tuple[Row, ...]]


def compare(data: Dataset, wanted: Sequence[str], measure: Measure) -> Comparison:
    """Two or more roles side by side, named by code, title or id; derived ones too.

    Raises UsageError if they are fewer, if there is no such role or if several are meant; DamagedDataset.
    """
    if len(wanted) < 2:
        raise UsageError("two roles or more are compared; name them by code, title or id")
    every = all_roles(data)
    meant = [meant_role(data, name, every) for name in wanted]
    views = [_view(data, role) for role in meant]
    roles = tuple(_compared(role, view, meant[0], measure) for role, view in zip(meant, views, strict=True))
    documents = [role.document_id for role in meant]
    parts = {name: _rows([[*part.read(view)] for view in views], documents, part.alike) for name, part in PARTS.items()}
    return Comparison(roles, parts)


def _view(data: Dataset, role: PlacedRole) -> View:
    profile = read_record(data, role.page)
    if role.derived and role.code:
        return View(profile, role.code.rpartition(".")[2], True)
    return View(profile, profile.level.key if profile.level else None)


def _compared(role: PlacedRole, view: View, first: PlacedRole, measure: Measure) -> ComparedRole:
    here, there = role.coordinates, first.coordinates
    return ComparedRole(
        role.code,
        role.title,
        view.level,
        view.profile.level.name if view.profile.level and not view.derived else None,
        role.derived,
        role.document_id,
        role.profile_id,
        role.uri,
        role.line_start,
        role.line_end,
        measure.distance(there, here) if here and there and role is not first else None,
    )


def _rows(values: Sequence[Sequence[Value]], documents: Sequence[str], alike: float) -> tuple[Row, ...]:
    """Return rows of matching values: each role's values are matched with the rows so far. Rows with one name are
    consecutive.
    """
    rows: list[dict[int, Value]] = []
    for side, stated in enumerate(values):
        beside = _beside([_first(row) for row in rows], stated, alike)
        for place, value in enumerate(stated):
            if place in beside:
                rows[beside[place]][side] = value
            else:
                rows.append({side: value})
    names = _by_name([_first(row) for row in rows])
    return tuple(_row(rows[place], documents) for places in names.values() for place in places)


def _first(row: Mapping[int, Value]) -> Value:
    """What the first role says that says anything; the others are held against it."""
    return next(iter(row.values()))


def _beside(there: Sequence[Value], stated: Sequence[Value], alike: float) -> dict[int, int]:
    """Places in `stated` to places in `there`: of values of one name those that are most alike, if they are enough."""
    found: dict[int, int] = {}
    theirs = _by_name(there)
    for name, mine in _by_name(stated).items():
        others = theirs.get(name, [])
        texts = [normalise(stated[place].text) for place in mine], [normalise(there[place].text) for place in others]
        pairs = align(*texts, least=alike)
        found |= {mine[one]: others[other] for one, other in pairs.items()}
    return found


def _by_name(values: Sequence[Value]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        places.setdefault(normalise(value.label or "").casefold(), []).append(place)
    return places


def _row(row: Mapping[int, Value], documents: Sequence[str]) -> Row:
    first = _first(row)
    said = {_meaning(value) for value in row.values()}
    verdict: Verdict = "only" if len(row) == 1 else "changed" if len(said) > 1 else "some"
    if verdict == "some" and len(row) == len(documents):
        verdict = "same"
    of_first: list[Stretch] = []
    cells: list[Cell | None] = [None] * len(documents)
    for side, value in row.items():
        mine, theirs = ([], []) if _meaning(value) == _meaning(first) else differing(value.text, first.text)
        of_first += theirs
        cells[side] = _cell(value, mine, documents[side])
    reference = next(iter(row))
    cells[reference] = _cell(first, of_first, documents[reference])
    return Row(first.label, verdict, tuple(cells))


def _cell(value: Value, stretches: Sequence[Stretch], document: str) -> Cell:
    years = (value.experience.min_years, value.experience.max_years) if value.experience else (None, None)
    return Cell(value.text, pieces(value.text, stretches), document, value.spans, *years)


def _meaning(value: Value) -> Hashable:
    return normalise(value.text) if value.means is None else value.means

"""Roles side by side: for each part rows of what stands for the same thing, with the words that differ."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Literal, NamedTuple

from ingest.catalogue.alignment import ALIKE, align
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
    """One of the roles that stand side by side, and how far it is from the first; None: that is itself, or unknown.

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
    """What stands for the same thing, a cell for each role in their order; None: it does not state it.

    All roles say the same, or several say something else (`changed`), or some say the same and others nothing, or only
    one says it. `label` is the name of the attribute, dimension or skill; None for what has no name.
    """

    label: str | None
    verdict: Verdict
    cells: tuple[Cell | None, ...]


class Comparison(NamedTuple):
    """Roles side by side. `parts` has the rows of each part, those of the first role in its order."""

    roles: tuple[ComparedRole, ...]
    parts: Mapping[str, tuple[Row, ...]]


def compare(data: Dataset, wanted: Sequence[str], measure: Measure) -> Comparison:
    """Two or more roles side by side, named by code or title; derived ones too.

    Raises UsageError if they are fewer, if there is no such role or if several are meant; DamagedDataset.
    """
    if len(wanted) < 2:
        raise UsageError("two roles or more are compared; name them by code or title")
    every = all_roles(data)
    meant = [meant_role(data, name, every) for name in wanted]
    views = [_view(data, role) for role in meant]
    roles = tuple(_compared(role, view, meant[0], measure) for role, view in zip(meant, views, strict=True))
    documents = [role.document_id for role in meant]
    parts = {name: _rows([[*read(view)] for view in views], documents) for name, read in PARTS.items()}
    return Comparison(roles, parts)


def _view(data: Dataset, role: PlacedRole) -> View:
    profile = read_record(data, role.page)
    if role.derived and role.code:
        return View(profile, role.code.rpartition(".")[2], True)
    return View(profile, profile.level.code if profile.level else None)


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


def _rows(values: Sequence[Sequence[Value]], documents: Sequence[str]) -> tuple[Row, ...]:
    """Rows of values that stand for the same thing: each role's are put beside those that are there already."""
    rows: list[dict[int, Value]] = []
    for side, stated in enumerate(values):
        beside = _beside([next(iter(row.values())) for row in rows], stated)
        for place, value in enumerate(stated):
            if place in beside:
                rows[beside[place]][side] = value
            else:
                rows.append({side: value})
    return tuple(_row(row, documents) for row in rows)


def _beside(there: Sequence[Value], stated: Sequence[Value]) -> dict[int, int]:
    """Places in `stated` to places in `there`: of what has one name, in turn; of what has no name, the most alike."""
    found: dict[int, int] = {}
    for label in {_name(value) for value in stated}:
        mine = [place for place, value in enumerate(stated) if _name(value) == label]
        theirs = [place for place, value in enumerate(there) if _name(value) == label]
        texts = [stated[place].text for place in mine], [there[place].text for place in theirs]
        pairs = align(*texts, least=ALIKE if label is None else 0)
        found |= {mine[one]: theirs[other] for one, other in pairs.items()}
    return found


def _name(value: Value) -> str | None:
    return None if value.label is None else " ".join(value.label.casefold().split())


def _row(row: Mapping[int, Value], documents: Sequence[str]) -> Row:
    first, *others = row.values()
    said = {_meaning(value) for value in row.values()}
    verdict: Verdict = "only" if not others else "changed" if len(said) > 1 else "some"
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

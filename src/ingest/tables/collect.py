"""Outcomes to tables: the base tables of any number of dumps, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import pyarrow as pa

from ingest.dedup import OCCURRENCE, Occurrence, content_id, occurrences
from ingest.records import Profile
from ingest.tables import (
    adjacent_roles,
    classifications,
    diagnostics,
    documents,
    experiences,
    guidelines,
    paragraph_occurrences,
    profiles,
    records,
    responsibilities,
    scores,
    sections,
    skills,
    title_aliases,
)
from ingest.tables.columns import Filling
from ingest.tables.frame import Frame
from ingest.tables.identity import profile_ids, role_id
from ingest.tables.outcome import Outcome
from ingest.tables.registry import TABLES
from ingest.tables.spec import Row

_FILLINGS: dict[str, Filling] = {
    module.SPEC.name: module.FILLING
    for module in (
        profiles,
        responsibilities,
        guidelines,
        experiences,
        skills,
        scores,
        adjacent_roles,
        title_aliases,
        classifications,
        sections,
        records,
    )
}


class _Place(NamedTuple):
    """A published profile and where it stands."""

    dump: Outcome
    position: int
    profile_id: str
    profile: Profile


def collect(outcomes: Iterable[Outcome]) -> dict[str, pa.Table]:
    """The base tables of `outcomes`, one per name, rows in (document_id, position, ordinal) order.

    Every dump has one row in `documents` and all its findings in `diagnostics`; profiles become rows of the
    other tables only where the dump was published. A table without rows still has its schema.
    """
    dumps = sorted(outcomes, key=attrgetter("document_id"))
    places = [place for dump in dumps for place in _published(dump)]
    found = [place.profile for place in places]
    texts = [occurrences(profile) for profile in found]
    frame = Frame([_repeated(place, stated) for place, stated in zip(places, texts, strict=True)])
    tables = {
        name: frame.assemble(TABLES[name], filling.columns, map(filling.rows, found))
        for name, filling in _FILLINGS.items()
    }
    tables["paragraph_occurrences"] = frame.assemble(paragraph_occurrences.SPEC, OCCURRENCE, texts)
    tables["documents"] = documents.SPEC.from_rows([documents.row(dump) for dump in dumps])
    tables["diagnostics"] = diagnostics.SPEC.from_rows(list(_findings(dumps, places)))
    return {name: tables[name] for name in TABLES if name in tables}


def _published(dump: Outcome) -> Iterator[_Place]:
    if dump.status == "published":
        ids = profile_ids(dump.document_id, dump.profiles)
        for position, (identity, profile) in enumerate(zip(ids, dump.profiles, strict=True), 1):
            yield _Place(dump, position, identity, profile)


def _repeated(place: _Place, texts: list[Occurrence]) -> Row:
    """What the rows of a profile repeat of it, in the order of the frame's columns."""
    dump, position, identity, profile = place
    return (
        dump.document_id,
        identity,
        role_id(profile, identity),
        content_id(profile, texts),
        dump.uri,
        dump.source,
        position,
        profile.level.code if profile.level else None,
    )


def _findings(dumps: Iterable[Outcome], places: Iterable[_Place]) -> Iterator[Row]:
    """The dumps' own findings and the profiles', each dump's together."""
    own = ((dump, None, dump.diagnostics) for dump in dumps)
    theirs = ((place.dump, place.profile_id, place.profile.diagnostics) for place in places)
    for dump, identity, found in sorted(chain(own, theirs), key=lambda finding: finding[0].document_id):
        yield from diagnostics.rows(dump.document_id, identity, dump.uri, found)

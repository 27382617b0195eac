"""Outcomes to tables: the base tables of any number of dumps, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

import pyarrow as pa

from ingest.dedup import content_id, occurrences
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
from ingest.tables.identity import profile_ids
from ingest.tables.outcome import Outcome
from ingest.tables.place import Place, Row
from ingest.tables.registry import TABLES

_ROWS: dict[str, Callable[[Place, Profile], Iterable[Row]]] = {
    module.SPEC.name: module.rows
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
        paragraph_occurrences,
        records,
    )
}


def collect(outcomes: Iterable[Outcome]) -> dict[str, pa.Table]:
    """The base tables of `outcomes`, one per name, rows in (document_id, position, ordinal) order.

    Every dump has one row in `documents` and all its findings in `diagnostics`; profiles become rows of the
    other tables only where the dump was published. A table without rows still has its schema.
    """
    found: dict[str, list[Row]] = {name: [] for name, spec in TABLES.items() if not spec.derived}
    for outcome in sorted(outcomes, key=attrgetter("document_id")):
        document, uri = outcome.document_id, outcome.uri
        found["documents"].append(documents.row(outcome))
        found["diagnostics"].extend(diagnostics.rows(document, None, uri, outcome.diagnostics))
        for place, profile in _published(outcome):
            found["diagnostics"].extend(
                diagnostics.rows(document, place.profile_id, uri, profile.diagnostics)
            )
            for name, rows in _ROWS.items():
                found[name].extend(rows(place, profile))
    return {name: TABLES[name].from_rows(rows) for name, rows in found.items()}


def _published(outcome: Outcome) -> Iterable[tuple[Place, Profile]]:
    if outcome.status != "published":
        return
    identities = profile_ids(outcome.document_id, outcome.profiles)
    for position, (identity, profile) in enumerate(zip(identities, outcome.profiles, strict=True), 1):
        texts = occurrences(profile)
        content = content_id(profile, texts)
        place = Place(outcome.document_id, identity, outcome.uri, outcome.source, position, content, texts)
        yield place, profile

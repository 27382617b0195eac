"""Outcomes to tables: the base tables of any number of dumps, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

import pyarrow as pa

from ingest.dedup import OCCURRENCE, content_id, occurrences
from ingest.records import Profile
from ingest.tables import diagnostics, documents, paragraph_occurrences
from ingest.tables.outcome import Outcome
from ingest.tables.profile_frame import Frame
from ingest.tables.profile_ids import profile_ids, role_id
from ingest.tables.registry import TABLES
from ingest.tables.spec import Row

_OF_PROFILES = {name: spec for name, spec in TABLES.items() if spec.items}
_COLUMNS = {name: spec.filling.columns for name, spec in _OF_PROFILES.items()} | {
    paragraph_occurrences.SPEC.name: OCCURRENCE
}


class _Collected(NamedTuple):
    """A published profile as rows: what they repeat of it, and the rest by table."""

    document_id: str
    repeated: Row
    rows: dict[str, Sequence[Row]]


def collect(outcomes: Iterable[Outcome]) -> dict[str, pa.Table]:
    """The base tables of `outcomes`, one per name, rows in (document_id, position, ordinal) order.

    Every dump has one row in `documents` and all its findings in `diagnostics`; profiles become rows of the
    other tables only where the dump was published. A table without rows still has its schema. Outcomes may come
    in any order, one at a time: only their rows are kept.
    """
    ledger: list[Row] = []
    findings: list[Row] = []
    collected: list[_Collected] = []
    for dump in outcomes:
        document, uri = dump.document_id, dump.uri
        ledger.append(documents.SPEC.filling.values(dump))
        findings.extend(diagnostics.rows(document, None, uri, dump.diagnostics))
        published = dump.profiles if dump.status == "published" else ()
        ids = profile_ids(document, published)
        families = {profile.position: identity for identity, profile in zip(ids, published, strict=True)}
        for identity, profile in zip(ids, published, strict=True):
            findings.extend(diagnostics.rows(document, identity, uri, profile.diagnostics))
            family = families.get(profile.part_of) if profile.part_of else None
            collected.append(_collected(dump, identity, family, profile))
    for rows in (ledger, findings, collected):
        rows.sort(key=itemgetter(0))  # stable: what belongs to one dump stays in its order
    frame = Frame([profile.repeated for profile in collected])
    tables = {
        name: frame.assemble(TABLES[name], columns, (profile.rows[name] for profile in collected))
        for name, columns in _COLUMNS.items()
    }
    for spec, found in ((documents.SPEC, ledger), (diagnostics.SPEC, findings)):
        tables[spec.name] = spec.from_rows(found, spec.filling.columns)
    return {name: tables[name] for name in TABLES if name in tables}


def _collected(dump: Outcome, identity: str, family: str | None, profile: Profile) -> _Collected:
    texts = occurrences(profile)
    role, content = role_id(profile, identity), content_id(profile, texts)
    level = profile.level
    # In the order of the frame's columns.
    repeated = (
        dump.document_id,
        identity,
        role,
        content,
        family,
        dump.uri,
        dump.source,
        profile.code,
        profile.title,
        level and level.label,
        level and level.key,
    )
    rows = {
        name: list(spec.filling.rows(profile, spec.items(profile))) for name, spec in _OF_PROFILES.items() if spec.items
    }
    return _Collected(dump.document_id, repeated, rows | {paragraph_occurrences.SPEC.name: texts})

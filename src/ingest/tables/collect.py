"""Outcomes to tables: the base tables of any number of dumps, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

import pyarrow as pa

from ingest.dedup import OCCURRENCE, content_id, occurrences
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


_COLUMNS = {name: filling.columns for name, filling in _FILLINGS.items()} | {
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
        ledger.append(documents.row(dump))
        findings.extend(diagnostics.rows(document, None, uri, dump.diagnostics))
        published = dump.profiles if dump.status == "published" else ()
        ids = profile_ids(document, published)
        for position, (identity, profile) in enumerate(zip(ids, published, strict=True), 1):
            findings.extend(diagnostics.rows(document, identity, uri, profile.diagnostics))
            collected.append(_collected(dump, position, identity, profile))
    for rows in (ledger, findings, collected):
        rows.sort(key=itemgetter(0))  # stable: what belongs to one dump stays in its order
    frame = Frame([profile.repeated for profile in collected])
    tables = {
        name: frame.assemble(TABLES[name], columns, (profile.rows[name] for profile in collected))
        for name, columns in _COLUMNS.items()
    }
    tables["documents"] = documents.SPEC.from_rows(ledger)
    tables["diagnostics"] = diagnostics.SPEC.from_rows(findings)
    return {name: tables[name] for name in TABLES if name in tables}


def _collected(dump: Outcome, position: int, identity: str, profile: Profile) -> _Collected:
    texts = occurrences(profile)
    level = profile.level.code if profile.level else None
    role, content = role_id(profile, identity), content_id(profile, texts)
    # In the order of the frame's columns.
    repeated = (dump.document_id, identity, role, content, dump.uri, dump.source, position, level)
    rows: dict[str, Sequence[Row]] = {name: list(filling.rows(profile)) for name, filling in _FILLINGS.items()}
    rows[paragraph_occurrences.SPEC.name] = texts
    return _Collected(dump.document_id, repeated, rows)

"""The public stage `to_tables`: plain records in, all tables out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pyarrow as pa

from ingest.records import Profile
from ingest.sources.ids import document_id
from ingest.tables.collect import collect
from ingest.tables.outcome import Outcome
from ingest.tables.panel_tables import panel_tables
from ingest.tables.paragraphs import merge_paragraphs, paragraph_partial
from ingest.tables.registry import TABLES
from ingest.tables.roles import merge_roles, role_partial


def to_tables(profiles: Iterable[Profile], *, review: bool = False) -> dict[str, pa.Table]:
    """All tables of `profiles`, derived ones included, in the contract's order; with `review`, the panel's too.

    Profiles that follow one another with the same uri and digest are those of one dump. A record without a
    uri (from `ingest.parse`) is filed under `text/<sha256>`. Sources count as named in the order they come.
    """
    outcomes = [_outcome(list(group)) for _, group in groupby(profiles, key=_dump)]
    base = collect(outcomes)
    (paragraphs,) = merge_paragraphs([[paragraph_partial(base["paragraph_occurrences"])]])
    sources = list(dict.fromkeys(outcome.source for outcome in outcomes))
    (roles,) = merge_roles([[role_partial(base["profiles"], base["documents"])]], sources)
    tables = base | {"paragraphs": paragraphs, "roles": roles}
    if review:
        tables |= panel_tables(outcomes)
    return {name: tables[name] for name in TABLES if name in tables}


def _dump(profile: Profile) -> tuple[str, str]:
    return profile.source.uri or f"text/{profile.source.sha256}", profile.source.sha256


def _outcome(profiles: list[Profile]) -> Outcome:
    uri, sha256 = _dump(profiles[0])
    source = profiles[0].source
    return Outcome(
        document_id=document_id(uri),
        uri=uri,
        source=uri.partition("/")[0],
        sha256=sha256,
        bytes=None,
        encoding=source.encoding,
        format=source.format,
        status="published",
        profiles=tuple(profiles),
        encoding_basis=source.encoding_basis,
        language=source.language,
    )

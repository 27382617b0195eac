"""All tables of a dataset, in the contract's order."""

from __future__ import annotations

from ingest.tables import (
    adjacent_roles,
    classifications,
    diagnostics,
    documents,
    experiences,
    guidelines,
    panel_findings,
    panel_scores,
    paragraph_occurrences,
    paragraphs,
    profiles,
    records,
    responsibilities,
    roles,
    scores,
    sections,
    skills,
    title_aliases,
)
from ingest.tables.spec import TableSpec

TABLES: dict[str, TableSpec] = {
    module.SPEC.name: module.SPEC
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
        documents,
        diagnostics,
        records,
        paragraphs,
        roles,
        panel_scores,
        panel_findings,
    )
}

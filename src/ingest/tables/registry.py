"""All tables of a dataset, in the contract's order."""

from __future__ import annotations

from ingest.tables import (
    adjacent_roles,
    classifications,
    diagnostics,
    documents,
    experiences,
    facts,
    guidelines,
    levels,
    outline,
    panel_findings,
    panel_scores,
    paragraph_occurrences,
    paragraphs,
    pay,
    profiles,
    records,
    requirements,
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
        requirements,
        guidelines,
        experiences,
        skills,
        facts,
        pay,
        levels,
        scores,
        adjacent_roles,
        title_aliases,
        classifications,
        sections,
        outline,
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

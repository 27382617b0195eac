"""Which columns of a table are shown first. All are in `ingest schema TABLE` and in `--format json`.

A narrow terminal drops columns from the right, except the last one.
"""

from __future__ import annotations

from collections.abc import Sequence

VIEWS: dict[str, tuple[str, ...]] = {
    "profiles": ("code", "title", "level_name", "uri", "experience_min_years", "experience_max_years", "skills_count"),
    "responsibilities": ("profile", "level_code", "level_basis", "ordinal", "line_start", "text"),
    "requirements": ("profile", "level_code", "kind", "group", "line_start", "text"),
    "guidelines": ("profile", "level_code", "line_start", "degree_experience"),
    "experiences": ("profile", "level_code", "min_years", "max_years", "qualification", "stated_in", "text"),
    "skills": ("profile", "name", "qualifier", "line_start", "description"),
    "facts": ("profile", "key", "label", "line_start", "value"),
    "pay": ("profile", "min", "max", "currency", "period", "line_start", "text"),
    "levels": ("profile", "label", "level_name", "track", "rank", "level_scheme", "level_order", "line_start"),
    "scores": ("profile", "dimension", "score", "line_start"),
    "adjacent_roles": ("profile", "title", "code", "distance", "band", "line_start"),
    "title_aliases": ("profile", "title", "line_start"),
    "classifications": ("profile", "scheme", "code", "source", "line_start", "soc_title"),
    "sections": ("profile", "kind", "heading", "basis", "path", "line_start", "line_end"),
    "outline": ("profile", "kind", "kind_basis", "level_code", "line_start", "line_end", "heading"),
    "paragraph_occurrences": ("uri", "line_start", "field", "text"),
    "documents": ("uri", "status", "reason", "profile_count", "bytes", "encoding", "language"),
    "diagnostics": ("uri", "line_start", "code", "message"),
    "records": ("profile", "position"),
    "paragraphs": ("occurrences", "documents", "first_uri", "first_line_start", "text"),
    "roles": ("code", "title", "level_name", "uri", "profile_count", "rivals_same", "rivals_different"),
    "panel_scores": ("profile", "dimension", "score", "applies", "findings", "worst_finding"),
    "panel_findings": ("profile", "id", "severity", "line_start", "message"),
}
_UNCHOSEN = 7


def view(table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Which of the `columns` of a table a person sees first: the first few where nobody has chosen any."""
    return VIEWS.get(table, tuple(columns[:_UNCHOSEN]))

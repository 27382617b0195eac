"""Which columns of a table a person sees first. All are in `ingest schema TABLE` and in `--format json`."""

from __future__ import annotations

VIEWS: dict[str, tuple[str, ...]] = {
    "profiles": ("code", "title", "level_name", "experience_min_years", "experience_max_years", "skills_count", "uri"),
    "responsibilities": ("level_code", "level_basis", "ordinal", "line_start", "text"),
    "guidelines": ("level_code", "line_start", "degree_experience"),
    "experiences": ("stated_in", "level_code", "min_years", "max_years", "qualification", "line_start", "text"),
    "skills": ("name", "qualifier", "line_start", "description"),
    "scores": ("dimension", "score", "line_start"),
    "adjacent_roles": ("title", "code", "distance", "band", "line_start"),
    "title_aliases": ("title", "line_start"),
    "classifications": ("scheme", "code", "source", "line_start"),
    "sections": ("heading", "basis", "path", "line_start", "line_end"),
    "paragraph_occurrences": ("uri", "line_start", "field", "text"),
    "documents": ("uri", "status", "reason", "profile_count", "bytes", "encoding"),
    "diagnostics": ("uri", "line_start", "code", "message"),
    "records": ("profile_id", "position"),
    "paragraphs": ("occurrences", "documents", "first_uri", "first_line_start", "text"),
    "roles": ("code", "title", "level_name", "profile_count", "rivals_same", "rivals_different", "uri"),
}

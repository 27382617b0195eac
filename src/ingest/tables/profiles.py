"""The table `profiles`: one wide row per profile, with all that stands in it once."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile, Record
from ingest.tables.columns import IDS, LINES, Filling
from ingest.tables.json_text import json_text
from ingest.tables.spec import NUMBER, TEXT, WHOLE, Row, column, table

LISTS = (
    "responsibilities",
    "guidelines",
    "skills",
    "adjacent_roles",
    "title_aliases",
    "classifications",
    "sections",
    "diagnostics",
)

SPEC = table(
    "profiles",
    "One row per job profile. Its lists stand in tables of their own, under the same `profile_id`.",
    *IDS,
    column("role_id", TEXT, "The role: the same for all profiles that state the same code.", required=True),
    column("content_id", TEXT, "The same for profiles that say the same, wherever they are.", required=True),
    column("uri", TEXT, "The dump's uri.", required=True),
    column("source", TEXT, "The name of the source it comes from.", required=True),
    column("position", WHOLE, "Its number among the profiles of its dump, from 1.", required=True),
    column("code", TEXT, "The profile's code as stated, such as FAMILY.FOCUS.P4; null if there is none."),
    column("title", TEXT, "The whole title line."),
    column("name", TEXT, "The title without its level."),
    column("path", TEXT, "The code without its level, segments joined by dots."),
    column("family_code", TEXT, "The first segment of the path."),
    column("focus_code", TEXT, "The last segment of the path."),
    column("level_code", TEXT, "The level, such as P4."),
    column("track", TEXT, "The level's track, such as P (professional) or M (management)."),
    column("rank", WHOLE, "The level's number in its track."),
    column("level_name", TEXT, "The level's name, such as Senior Professional."),
    column("level_summary", TEXT, "The sentence that sums the level up."),
    column("scope", TEXT, "Level attribute Scope."),
    column("autonomy", TEXT, "Level attribute Autonomy."),
    column("complexity", TEXT, "Level attribute Complexity."),
    column("impact", TEXT, "Level attribute Impact."),
    column("decision_rights", TEXT, "Level attribute Decision rights."),
    column("leadership", TEXT, "Level attribute Leadership."),
    column("level_other", TEXT, "Other level attributes: an object of key to text.", json=True),
    column("typical_experience", TEXT, "Level attribute Typical experience, as stated."),
    column("experience_min_years", NUMBER, "Least years of the typical experience; null if none understood."),
    column("experience_max_years", NUMBER, "Most years of the typical experience; null if open."),
    column("experience_qualification", TEXT, "The degree those years go with, if one is named."),
    column("focus_name", TEXT, "The specialisation's name."),
    column("focus_description", TEXT, "The specialisation's text."),
    column("description", TEXT, "What the role is, once, however often the page repeats it."),
    column("provenance", TEXT, "What the page says of its own evidence."),
    column("scale_min", NUMBER, "Least score of the stated quality scale."),
    column("scale_max", NUMBER, "Highest score of the stated quality scale."),
    column("pass_mark", NUMBER, "The score the page says is needed to pass."),
    column("intros", TEXT, "The sentences under headings: an object of section to text.", json=True),
    *(column(f"{name}_count", WHOLE, f"Its rows in `{name}`.", required=True) for name in LISTS),
    column("title_line", WHOLE, "The line of the title; null if there is none."),
    column("code_line", WHOLE, "The line of the code; null if there is none."),
    *LINES,
    key=("profile_id",),
)

_LEVEL = {
    "level_code": "code",
    "track": "track",
    "rank": "rank",
    "level_name": "name",
    "level_summary": "summary",
    "scope": "scope",
    "autonomy": "autonomy",
    "complexity": "complexity",
    "impact": "impact",
    "decision_rights": "decision_rights",
    "leadership": "leadership",
}
_YEARS = {
    "typical_experience": "text",
    "experience_min_years": "min_years",
    "experience_max_years": "max_years",
    "experience_qualification": "qualification",
}
_FOCUS = {"focus_name": "name", "focus_description": "description"}
_PROVENANCE = {
    "provenance": "statement",
    "scale_min": "scale_min",
    "scale_max": "scale_max",
    "pass_mark": "pass_mark",
}
_COUNTS = {f"{name}_count": name for name in LISTS}


def _rows(profile: Profile) -> Iterator[Row]:
    level, path = profile.level, profile.path
    yield (
        profile.code,
        profile.title,
        profile.name,
        ".".join(path) or None,
        path[0] if path else None,
        path[-1] if path else None,
        profile.description,
        json_text(level.other) if level else None,
        json_text(profile.intros),
        _line(profile, "title"),
        _line(profile, "code"),
        profile.source.line_start,
        profile.source.line_end,
        *_values(level, _LEVEL),
        *_values(level.typical_experience if level else None, _YEARS),
        *_values(profile.focus, _FOCUS),
        *_values(profile.provenance, _PROVENANCE),
        *[len(getattr(profile, name)) for name in LISTS],
    )


def _values(part: Record | None, columns: dict[str, str]) -> list[object]:
    return [getattr(part, name, None) for name in columns.values()]


def _line(profile: Profile, field: str) -> int | None:
    """The first line that states a field."""
    return next((span.line_start for span in profile.spans.get(field, ())), None)


FILLING = Filling(
    (
        "code",
        "title",
        "name",
        "path",
        "family_code",
        "focus_code",
        "description",
        "level_other",
        "intros",
        "title_line",
        "code_line",
        "line_start",
        "line_end",
        *_LEVEL,
        *_YEARS,
        *_FOCUS,
        *_PROVENANCE,
        *_COUNTS,
    ),
    _rows,
)

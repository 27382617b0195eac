"""The table `profiles`: one wide row per profile, with everything that occurs once in it."""

from __future__ import annotations

from ingest.records import Profile
from ingest.tables.level_columns import attributes, own_level, place
from ingest.tables.shared_columns import IDS
from ingest.tables.spec import NUMBER, TEXT, WHOLE, Column, Value, column, table

LISTS = (
    "responsibilities",
    "requirements",
    "guidelines",
    "skills",
    "facts",
    "pay",
    "levels",
    "adjacent_roles",
    "title_aliases",
    "classifications",
    "sections",
    "outline",
    "diagnostics",
)


def itself(profile: Profile) -> tuple[Profile]:
    """For tables with one row per profile."""
    return (profile,)


def _path(profile: Profile) -> str | None:
    return ".".join(profile.path) or None


def _family(profile: Profile) -> str | None:
    return profile.path[0] if profile.path else None


def _focus_code(profile: Profile) -> str | None:
    return profile.path[-1] if profile.path else None


def _part(part: str, name: str) -> Value:
    """An attribute of a part that a profile may lack."""
    return lambda profile: getattr(getattr(profile, part), name, None)


def _line(field: str) -> Value:
    """The first line that states a field."""
    return lambda profile: next((span.line_start for span in profile.spans.get(field, ())), None)


def _count(name: str) -> Column:
    return column(
        f"{name}_count",
        WHOLE,
        f"Its rows in `{name}`.",
        lambda profile: len(getattr(profile, name)),
        required=True,
        before=0,
    )


POSITION = column("position", WHOLE, "Its number among the profiles of its dump, from 1.", "position", required=True)

SPEC = table(
    "profiles",
    "One row per role, job family or ladder. Its lists are in tables of their own, under the same `profile_id`.",
    *IDS,
    column(
        "role_id",
        TEXT,
        "The role: the same for all profiles that state the same code; null for a family, which is no role.",
        repeated="role_id",
    ),
    column("content_id", TEXT, "The same for profiles that say the same.", repeated="content_id", required=True),
    column("uri", TEXT, "The dump's uri.", repeated="uri", required=True),
    column("source", TEXT, "The name of the source it comes from.", repeated="source", required=True),
    POSITION,
    column("shape", TEXT, "`role`, `family` or `ladder`.", "shape", required=True, before="role"),
    column("part_of", TEXT, "The profile_id of the family that a role belongs to.", repeated="part_of"),
    column("code", TEXT, "The profile's code as stated, such as FAMILY.FOCUS.P4; null if there is none.", "code"),
    column("title", TEXT, "The whole title line.", "title"),
    column("name", TEXT, "The title without its level, its employer, and what stands beside the role.", "name"),
    column("path", TEXT, "The code without its level, segments joined by dots.", _path),
    column("family_code", TEXT, "The first segment of the path.", _family),
    column("focus_code", TEXT, "The last segment of the path.", _focus_code),
    column("level_label", TEXT, "The level as stated, such as P4 or Grade 7.", _part("level", "label")),
    column("level_code", TEXT, "The level's code, such as P4; null if its label is not one.", _part("level", "code")),
    *place(own_level),
    *attributes(own_level),
    column("focus_name", TEXT, "The specialisation's name.", _part("focus", "name")),
    column("focus_description", TEXT, "The specialisation's text.", _part("focus", "description")),
    column("description", TEXT, "What the role is, once, however often the page repeats it.", "description"),
    column("provenance", TEXT, "What the page says of its own evidence.", _part("provenance", "statement")),
    column("scale_min", NUMBER, "Least score of the stated quality scale.", _part("provenance", "scale_min")),
    column("scale_max", NUMBER, "Highest score of the stated quality scale.", _part("provenance", "scale_max")),
    column("pass_mark", NUMBER, "The score the page says is needed to pass.", _part("provenance", "pass_mark")),
    column("intros", TEXT, "The sentences under headings: an object of section to text.", "intros", json=True),
    *map(_count, LISTS),
    column("title_line", WHOLE, "The line of the title; null if there is none.", _line("title")),
    column("code_line", WHOLE, "The line of the code; null if there is none.", _line("code")),
    column(
        "line_start",
        WHOLE,
        "First line in the dump, from 1, as an editor shows it.",
        "source.line_start",
        required=True,
    ),
    column("line_end", WHOLE, "Last line in the dump, inclusive.", "source.line_end", required=True),
    items=itself,
    key=("profile_id",),
)

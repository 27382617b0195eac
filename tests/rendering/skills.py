"""Skills: names, qualifiers in parentheses, descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile, Skill
from rendering.dialect import Dialect


def render_skills(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """Names with descriptions."""
    yield style.pairs([(_name(skill), skill.description) for skill in profile.skills])


def _name(skill: Skill) -> str:
    return f"{skill.name} ({skill.qualifier})" if skill.qualifier else skill.name

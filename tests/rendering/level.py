"""The level block: a summary, and attributes by key."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.site.display_names import ATTRIBUTES
from rendering.dialect import Dialect


def render_level(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """Summary and attributes; nothing for a level of which the page says only the code."""
    level = profile.level
    if level is None:
        return
    for text in (level.summary or "").split("\n"):
        if text:
            yield style.paragraph(text)
    pairs = [(key, getattr(level, field)) for field, key in ATTRIBUTES.items()]
    pairs.append(("Typical experience", level.typical_experience and level.typical_experience.text))
    pairs += level.other.items()
    yield style.pairs([(key, text) for key, text in pairs if text])

"""What of a role is compared, as data for the page that puts roles side by side: the parts of `ingest compare`."""

from __future__ import annotations

from ingest.catalogue.compared_parts import PARTS, View
from ingest.records import Profile
from ingest.site.directory import Entry
from ingest.site.markup import script_data


def compared(name: str, entry: Entry, profile: Profile) -> str:
    """A script that hands over a role: what it is called, and its values part by part as `[label, text]`."""
    view = View(profile, profile.level.code if profile.level else None)
    parts = {part: [[value.label, value.text] for value in how.read(view)] for part, how in PARTS.items()}
    level = " ".join(filter(None, (entry.level_code, profile.level.name if profile.level else None)))
    told = {"page": entry.page, "code": entry.code, "title": entry.shown, "level": level, "parts": parts}
    return script_data("ingest.role", name, told)

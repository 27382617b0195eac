"""The page that puts roles side by side, and what of a role it compares: the parts of `ingest compare`."""

from __future__ import annotations

from typing import Any

from ingest.catalogue.compared_parts import PARTS, View
from ingest.records import Profile
from ingest.site.cards import CHUNK
from ingest.site.directory import Directory, Entry
from ingest.site.display_names import ATTRIBUTES, DIMENSIONS
from ingest.site.distances import Distances
from ingest.site.markup import literal, render, script_data

_TITLES = {"level": ATTRIBUTES, "guidelines": DIMENSIONS}


def compared(name: str, entry: Entry, profile: Profile, distances: Distances) -> str:
    """Return a script with one role's data: names, place, and the `[label, text]` of each value, part by part."""
    view = View(profile, profile.level.key if profile.level else None)
    parts = {
        part: [[_TITLES.get(part, {}).get(value.label or "", value.label), value.text] for value in how.read(view)]
        for part, how in PARTS.items()
    }
    level = " ".join(filter(None, (entry.level, profile.level.name if profile.level else None)))
    told = {
        "page": entry.page,
        "code": entry.code,
        "title": entry.shown,
        "level": level,
        "place": distances.place(entry.coordinates),
        "parts": parts,
    }
    return script_data("ingest.role", name, told)


def compare_page(directory: Directory, site: dict[str, Any]) -> str:
    """The page."""
    facts = {"roles": len(directory.entries), "chunk": CHUNK}
    return render("compare.html", site=site, root="", here="compare.html", facts_json=literal(facts))

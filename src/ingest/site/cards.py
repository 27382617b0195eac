"""What a list of roles shows of each: its names, level, aliases and skills, in chunks of fifty."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.catalogue.text_spool import Spool
from ingest.records import Profile
from ingest.site.directory import Entry
from ingest.site.markup import script_data

CHUNK = 50


def card(entry: Entry, profile: Profile, score: int) -> str:
    """The card of a role as JSON: page, code, title, level, its name, aliases, skills, the panel's lowest score."""
    level = profile.level.name if profile.level else None
    aliases = [alias.title for alias in profile.title_aliases]
    skills = [skill.name if not skill.qualifier else f"{skill.name} ({skill.qualifier})" for skill in profile.skills]
    fields = [entry.page, entry.code, entry.shown, entry.level, level, aliases, skills, score]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def texts_of(entry: Entry, profile: Profile) -> dict[str, list[str]]:
    """What a role is searched by, field by field."""
    return {
        "code": [entry.code or ""],
        "name": [entry.title or "", entry.name or ""],
        "alias": [alias.title for alias in profile.title_aliases],
        "skill": [f"{skill.name} {skill.qualifier or ''}" for skill in profile.skills],
    }


def write_cards(folder: Path, spool: Spool, roles: int) -> None:
    """Write `data/roles/N.js` below `folder`, of the cards that are in the spool by number. Raises OSError."""
    (folder / "roles").mkdir()
    for chunk, start in enumerate(range(0, roles, CHUNK)):
        cards = [json.loads(spool.text(number)) for number in range(start, min(start + CHUNK, roles))]
        (folder / "roles" / f"{chunk}.js").write_text(script_data("ingest.roles", chunk, cards), "utf-8")

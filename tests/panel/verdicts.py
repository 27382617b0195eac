"""What the panel says of every record of `raw/`, as digests, with the version that says so.

Published records are reviewed again only when PANEL_VERSION or the checkers of others change. So a change that makes
another review of the same record has to raise PANEL_VERSION, or datasets would go on with the old one.
`python tests/panel/verdicts.py --accept` writes the digests anew once that is done.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ingest.panel import CHECKERS, PANEL_VERSION, review
from ingest.read import read_text
from ingest.sources.decode import decode
from ingest.sources.file_formats import format_of, why_not

ROOT = Path(__file__).resolve().parent.parent.parent
STORED = ROOT / "tests" / "golden" / "verdicts.json"


class Verdicts(NamedTuple):
    """Digests of each record and of its review, by the dump's path in `raw/` and the profile's number in it."""

    panel_version: str
    profiles: dict[str, tuple[str, str]]


def verdicts() -> Verdicts:
    """The verdicts of the panel as it is."""
    raw, found = ROOT / "raw", {}
    for path in sorted(raw.rglob("*.*")):
        if why_not(path.name):
            continue
        name = path.relative_to(raw).as_posix()
        text, encoding, _, noticed = decode(path.read_bytes())
        reading = read_text(text, uri=name, encoding=encoding, noticed=noticed, format=format_of(name))
        for number, profile in enumerate(reading.profiles, 1):
            said = json.dumps(review(profile, checkers=CHECKERS).as_dict())
            found[f"{name} {number}"] = (_digest(profile.model_dump_json()), _digest(said))
    return Verdicts(PANEL_VERSION, found)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def stored() -> Verdicts:
    """The verdicts that were accepted."""
    found = json.loads(STORED.read_text("utf-8"))
    profiles = {name: (record, said) for name, (record, said) in found["profiles"].items()}
    return Verdicts(found["panel_version"], profiles)


def changed(old: Verdicts, new: Verdicts) -> list[str]:
    """Records that are the same, under the same version, but not their reviews."""
    if old.panel_version != new.panel_version:
        return []
    both = old.profiles.keys() & new.profiles.keys()
    return sorted(n for n in both if old.profiles[n][0] == new.profiles[n][0] and old.profiles[n] != new.profiles[n])


if __name__ == "__main__":
    now = verdicts()
    before = stored() if STORED.exists() else now
    others = changed(before, now)
    print(f"raise PANEL_VERSION: other reviews of {', '.join(others)}" if others else f"{len(now.profiles)} verdicts")
    if "--accept" in sys.argv[1:] and not others:
        STORED.write_text(json.dumps(now._asdict(), indent=1) + "\n", "utf-8")
    sys.exit(bool(others))

"""What of a record must come back: everything but where it stood and what was noticed there."""

from __future__ import annotations

from typing import Any

from ingest.records import Profile

# Places, and a line as it stood, differ with the text. A heading's basis is how a dialect marks headings.
_PLACES = {"span", "spans", "raw", "basis", "path_basis"}


def comparable(profile: Profile, *, paths: bool = True) -> dict[str, Any]:
    """A record without its places; `paths` False: also without the headings above a kept one and above items, which
    bare ones hide."""
    # A dialect's own headings are its outline; `levels` follow from the items.
    values = profile.model_dump(exclude={"source", "diagnostics", "position", "outline", "levels"})
    dropped = _PLACES if paths else _PLACES | {"path"}
    values["sections"] = [_without(section, dropped) for section in values["sections"]]
    hidden = _PLACES if paths else _PLACES | {"group"}
    return {key: _without(value, hidden) for key, value in values.items() if key != "spans"}


def _without(value: Any, dropped: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner, dropped) for key, inner in value.items() if key not in dropped}
    if isinstance(value, list | tuple):
        return [_without(inner, dropped) for inner in value]
    return value

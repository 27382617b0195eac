"""Where each profile's page is: its code where that makes a file name of its own, else its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")  # on Windows no files whatever follows the dot
FOLDER = "profiles"


def page_names(roles: Iterable[Mapping[str, Any]], profiles: Iterable[str]) -> dict[str, str]:
    """File names by profile_id. The current profile of a code has it; codes that differ in case alone have none."""
    seen: dict[str, list[str]] = {}
    for role in roles:
        code = role["code"] or ""
        if _PLAIN.fullmatch(code) and not _RESERVED.match(code):
            seen.setdefault(code.lower(), []).append(role["profile_id"])
            seen[code.lower()].append(code)
    by_code = {pair[0]: pair[1] for pair in seen.values() if len(pair) == 2}
    return {profile_id: f"{by_code.get(profile_id, profile_id)}.html" for profile_id in profiles}


def fragment(text: str) -> str:
    """A text as a part of an address behind `#`."""
    return quote(text, safe="")

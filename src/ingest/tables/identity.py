"""The ids of a dump's profiles, and of the roles they describe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.dedup import normalise
from ingest.records import Profile
from ingest.sources.identity import digest, profile_id


def profile_ids(document: str, profiles: Sequence[Profile]) -> list[str]:
    """The id of each of a dump's `profiles`, in their order."""
    seen: Counter[str] = Counter()
    ids = []
    for profile in profiles:
        key = profile.code or normalise(profile.title or "")
        seen[key] += 1
        ids.append(profile_id(document, key, seen[key]))
    return ids


def role_id(profile: Profile, identity: str) -> str:
    """The id of the role that `profile` describes: of its code, or its own `identity` if it has none."""
    return digest(f"role\n{profile.code}") if profile.code else identity

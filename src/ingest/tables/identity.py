"""The ids of a dump's profiles, and of the roles they describe."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Profile
from ingest.sources.identity import Named, digest
from ingest.sources.identity import profile_ids as ids_of


def profile_ids(document: str, profiles: Sequence[Profile]) -> list[str]:
    """The id of each of a dump's `profiles`, in their order."""
    return ids_of(document, [Named(profile.shape, profile.code, profile.title) for profile in profiles])


def role_id(profile: Profile, identity: str) -> str:
    """The id of the role that `profile` describes: of its code, or its own `identity` if it has none."""
    return digest(f"role\n{profile.code}") if profile.code else identity

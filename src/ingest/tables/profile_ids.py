"""The ids of a dump's profiles, and of the roles they describe."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Profile
from ingest.sources.ids import Named, digest
from ingest.sources.ids import profile_ids as ids_of


def profile_ids(document: str, profiles: Sequence[Profile]) -> list[str]:
    """The id of each of a dump's `profiles`, in their order: its own, where the record has one."""
    computed = ids_of(document, [Named(profile.shape, profile.code, profile.title) for profile in profiles])
    return [profile.profile_id or identity for profile, identity in zip(profiles, computed, strict=True)]


def is_role(profile: Profile) -> bool:
    """Whether a profile describes a role: a family holds only what its roles have in common."""
    return profile.shape != "family"


def role_id(profile: Profile, identity: str) -> str | None:
    """The id of the role that `profile` describes: of its code, or its own `identity` if it has none.

    None for a family.
    """
    if not is_role(profile):
        return None
    return digest(f"role\n{profile.code}") if profile.code else identity

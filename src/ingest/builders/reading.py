"""A dump, read: its records, and for every line who owns it."""

from __future__ import annotations

from typing import NamedTuple

from ingest.blocks import Document
from ingest.records import Profile


class Reading(NamedTuple):
    """`owners[0]` is line 1's: "" for a blank line, else a builder's name, `section`, `structure` or `furniture`."""

    document: Document
    profiles: tuple[Profile, ...]
    owners: tuple[str, ...]

    @property
    def is_profile(self) -> bool:
        """Whether the dump holds profiles. A text that is none gives one record with E201 among its diagnostics."""
        return bool(self.profiles) and not any(d.code == "E201" for d in self.profiles[0].diagnostics)

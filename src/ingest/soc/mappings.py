"""The occupation that a classification of a page means."""

from __future__ import annotations

from ingest.soc.codes import read_code
from ingest.soc.occupations import Occupation, find_occupation
from ingest.soc.schemes import edition_of


def occupation_of(scheme: str | None, code: str, version: str | None = None) -> Occupation | None:
    """The occupation of `code` in `scheme`, as both are stated; O*NET's own detail is of its SOC occupation.

    None for a code of another scheme or of an older edition, for a malformed one, and for one not in the table.
    """
    if edition_of(scheme, version) != "2018":
        return None
    read = read_code(code)
    return find_occupation(read.code) if read else None

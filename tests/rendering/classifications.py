"""Classification mappings: facts under the heading of their scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ingest.records import Classification, Profile
from rendering.dialect import Dialect

_NUMBER = re.compile(r"\d[\d.\u2010-\u2014\u2212 -]*\d")


def render_classifications(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """A list for each run of mappings in one scheme."""
    for scheme, mappings in groupby(profile.classifications, key=lambda mapping: mapping.scheme):
        if scheme:
            yield style.heading(scheme, 3)
        yield style.bullets((0, _facts(mapping)) for mapping in mappings)


def _facts(mapping: Classification) -> str:
    """Keys and values; a number alone, or with its title, as it stands: blanks would end a value."""
    if mapping.source is None and not mapping.attributes and _NUMBER.fullmatch(mapping.code):
        return f"{mapping.code} — {mapping.title}" if mapping.title else mapping.code
    facts = {"code": mapping.code, "title": mapping.title, "source": mapping.source, **mapping.attributes}
    return " ".join(f"{key}={value}" for key, value in facts.items() if value is not None)

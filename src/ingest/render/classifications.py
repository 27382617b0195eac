"""Classification mappings: facts under the heading of their scheme."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ingest.records import Classification, Profile
from ingest.render.dialect import Dialect


def render_classifications(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """A list for each run of mappings in one scheme."""
    for scheme, mappings in groupby(profile.classifications, key=lambda mapping: mapping.scheme):
        if scheme:
            yield style.heading(scheme, 3)
        yield style.bullets((0, _facts(mapping)) for mapping in mappings)


def _facts(mapping: Classification) -> str:
    facts = {"code": mapping.code, "source": mapping.source, **mapping.attributes}
    return " ".join(f"{key}={value}" for key, value in facts.items() if value is not None)

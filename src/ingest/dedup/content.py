"""Whether two profiles say the same, wherever they stand: tells rivals with the same content from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from ingest.dedup.occurrences import Occurrence
from ingest.records import Profile
from ingest.sources.identity import digest


def content_id(profile: Profile, found: Iterable[Occurrence]) -> str:
    """The id of what `profile` states, `found` being its occurrences: texts in their fields, levels and facts.

    Lines, source, diagnostics and how often the page repeats its description do not count.
    """
    texts = dict.fromkeys(map(itemgetter(0, 1, 2), found))
    stated = [f"{field}\t{ordinal}\t{text}" for text, field, ordinal in texts]
    return digest("\n".join([*stated, *_facts(profile)]))


def _facts(profile: Profile) -> Iterator[str]:
    """What the texts do not hold, each fact under the name of its field, so that none passes for another."""
    level = profile.level
    yield f"code\t{profile.code!r}\t{profile.title!r}"
    yield f"level\t{level and (level.code, level.name)!r}\t{profile.focus and profile.focus.name!r}"
    yield f"responsibilities\t{[(duty.level, duty.parent) for duty in profile.responsibilities]!r}"
    yield f"guidelines\t{[row.level for row in profile.guidelines]!r}"
    yield f"skills\t{[skill.qualifier for skill in profile.skills]!r}"
    yield f"adjacent_roles\t{[(role.code, role.distance, role.band) for role in profile.adjacent_roles]!r}"
    for fact in profile.classifications:
        attributes = sorted(fact.attributes.items())
        yield f"classification\t{fact.scheme!r}\t{fact.code!r}\t{fact.source!r}\t{attributes!r}"
    if profile.provenance:
        yield f"scores\t{sorted(profile.provenance.scores.items())!r}"
    for section in profile.sections:
        yield f"section\t{section.heading!r}\t{section.path!r}"

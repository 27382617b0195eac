"""When two profiles have the same content, wherever they are: rivals that agree are told from rivals that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.dedup.paragraph_occurrences import Occurrence
from ingest.records import Profile
from ingest.sources.ids import digest

_OFTEN_REPEATED = "focus.description"  # no occurrence of its own where the description's spans name its place

_ITEMS = ("responsibilities", "requirements", "guidelines", "skills", "facts", "pay")


def content_id(profile: Profile, found: Iterable[Occurrence]) -> str:
    """The id of what `profile` states, `found` being its occurrences: texts in their fields, levels and facts.

    The sub-headings above its items and the names of their levels count, as the page says them. Lines, source,
    diagnostics, kinds of kept sections and how often the page repeats its description do not.
    """
    texts = [f"{field}\t{ordinal}\t{text}" for text, field, ordinal, _, _ in found if field != _OFTEN_REPEATED]
    return digest("\n".join([*dict.fromkeys(texts), *_facts(profile)]))


def _facts(profile: Profile) -> Iterator[str]:
    """What the texts do not hold, each fact under the name of its field, so that none passes for another."""
    level, focus = profile.level, profile.focus
    yield f"code\t{profile.code!r}\t{profile.title!r}"
    yield f"level\t{level and (level.key, level.name)!r}"
    yield f"focus\t{focus and (focus.name, focus.description)!r}"
    if profile.shape != "role":
        yield f"shape\t{profile.shape}"
    for stated in profile.other_levels:
        yield f"levels\t{stated.key!r}\t{stated.name!r}"
    yield f"responsibilities\t{[(duty.level, duty.parent) for duty in profile.responsibilities]!r}"
    for asked in profile.requirements:
        yield f"requirement\t{asked.level!r}\t{asked.parent!r}\t{asked.kind!r}"
    yield f"guidelines\t{[row.level for row in profile.guidelines]!r}"
    yield f"skills\t{[skill.qualifier for skill in profile.skills]!r}"
    for skill in profile.skills:
        if skill.level or skill.proficiency:
            yield f"skill\t{skill.name!r}\t{skill.level!r}\t{skill.proficiency!r}"
    for fact in profile.facts:
        yield f"fact\t{fact.level!r}\t{fact.key!r}\t{fact.value!r}"
    for pay in profile.pay:
        yield f"pay\t{pay.level!r}\t{pay.text!r}\t{(pay.min, pay.max, pay.currency, pay.period)!r}"
    yield f"adjacent_roles\t{[(role.code, role.distance, role.band) for role in profile.adjacent_roles]!r}"
    for mapped in profile.classifications:
        attributes = sorted(mapped.attributes.items())
        yield f"classification\t{mapped.scheme!r}\t{mapped.code!r}\t{mapped.source!r}\t{attributes!r}"
    for field in _ITEMS:
        headed = [(at, item.group, item.level_title) for at, item in enumerate(getattr(profile, field), 1)]
        if below := [one for one in headed if one[1] or one[2]]:
            yield f"{field} below\t{below!r}"
    if profile.provenance:
        yield f"scores\t{sorted(profile.provenance.scores.items())!r}"
    for section in profile.sections:
        yield f"section\t{section.heading!r}\t{section.path!r}"

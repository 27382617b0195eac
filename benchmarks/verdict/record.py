"""A whole record against a whole truth."""

from __future__ import annotations

from typing import Protocol

from ingest.records import Profile, Span, Spans
from pages.truth import ATTRIBUTES, DIMENSIONS, Truth, Years
from verdict.align import ALIKE, align, likeness
from verdict.finding import Finding, Verdict
from verdict.judge import Judge, Place
from verdict.texts import Dump, same


def compare(truth: Truth, profile: Profile, dump: Dump, *, spans: bool = True) -> list[Finding]:
    """Every value of the page judged. `spans` also asks whether an item's lines hold its text."""
    judge = Judge(profile, dump, _texts(truth))
    _head(truth, profile, judge)
    _level(truth, profile, judge)
    _duties(truth, profile, judge)
    _guidelines(truth, profile, judge)
    _skills(truth, profile, judge)
    _provenance(truth, profile, judge)
    _cards(truth, profile, judge)
    _aliases(truth, profile, judge)
    _mappings(truth, profile, judge)
    _intros(truth, profile, judge)
    _extras(truth, judge)
    if spans:
        for text, span in _cited(profile):
            judge.cites(text, span)
    return judge.findings


def _texts(truth: Truth) -> list[str]:
    """The true texts, so that a place where one of them stands is not taken for another's."""
    cells = [cell for row in truth.rows for cell in row.cells if cell]
    skills = [skill.description for skill in truth.skills if skill.description]
    duties = [duty.text for duty in truth.duties]
    return [truth.title, *truth.description, *filter(None, [truth.focus_description]), *duties, *cells, *skills]


class Spanned(Protocol):
    """An item of a record."""

    @property
    def span(self) -> Span: ...


def _at(item: Spanned | None) -> list[Place]:
    return [(item.span.line_start, item.span.line_end)] if item else []


def _all(spans: Spans, key: str) -> list[Place]:
    return [(span.line_start, span.line_end) for span in spans.get(key, ())]


def _head(truth: Truth, profile: Profile, judge: Judge) -> None:
    judge.value("title", truth.title, profile.title, _all(profile.spans, "title"))
    judge.value("name", truth.name, profile.name, _all(profile.spans, "name"))
    judge.value("code", truth.code, profile.code, _all(profile.spans, "code"))
    judge.value("path", ".".join(truth.path), ".".join(profile.path), _all(profile.spans, "path"))
    description = "\n\n".join(truth.description)
    judge.value("description", description, profile.description, _all(profile.spans, "description"))
    focus = profile.focus
    spans = focus.spans if focus else {}
    judge.value("focus.name", truth.focus_name, focus and focus.name, _all(spans, "name"))
    judge.value("focus.description", truth.focus_description, focus and focus.description, _all(spans, "description"))


def _level(truth: Truth, profile: Profile, judge: Judge) -> None:
    level = profile.level
    spans = level.spans if level else {}
    for field in ("code", "track", "rank", "name"):
        judge.value(f"level.{field}", getattr(truth.level, field), level and getattr(level, field), _all(spans, field))
    judge.value("level.summary", truth.summary, level and level.summary, _all(spans, "summary"))
    for field in ATTRIBUTES:
        if field in truth.attributes or (level and getattr(level, field)):
            judge.value(
                f"level.{field}", truth.attributes.get(field), level and getattr(level, field), _all(spans, field)
            )
    typical = level.typical_experience if level else None
    if truth.typical:
        judge.value("level.typical", truth.typical.text, typical and typical.text, _at(typical))
        stated = [(years.minimum, years.maximum) for years in truth.typical.years]
        ours = [(typical.min_years, typical.max_years)] if typical and typical.min_years is not None else None
        judge.value("level.typical.years", stated, ours, _at(typical), truth.typical.text)
    if level:
        for key, text in level.other.items():
            judge.invented("level.other", f"{key}: {text}", level.spans["other"][0])


def _duties(truth: Truth, profile: Profile, judge: Judge) -> None:
    names = {level.code: level.name for level in truth.levels}
    ours = profile.responsibilities
    by_ordinal = {duty.ordinal: duty for duty in ours}
    pairs = _by_level(truth, profile, align([duty.text for duty in truth.duties], [duty.text for duty in ours]))
    partner = {j: i for i, j in pairs if i is not None and j is not None}
    index_of = {duty.ordinal: j for j, duty in enumerate(ours)}
    for i, j in pairs:
        if i is None:
            assert j is not None
            judge.invented("responsibilities.extra", ours[j].text, ours[j].span)
            continue
        true = truth.duties[i]
        if j is None:
            judge.value("responsibilities.text", true.text, None)
            continue
        own = ours[j]
        places = _at(own)
        judge.value("responsibilities.text", true.text, own.text, places)
        if own.level is None:
            judge.value("responsibilities.level", true.level, None, places, hint="\0")
        elif own.level_basis == "inferred":
            verdict: Verdict = "repaired" if own.level == true.level else "marked"
            judge.note("responsibilities.level", verdict, true.level, own.level, places)
        else:
            judge.value("responsibilities.level", true.level, own.level, [])
        if own.level_title is not None:
            judge.value("responsibilities.level_title", names[true.level], own.level_title, judge.labels(own.level))
        if own.parent is not None or true.parent is not None:
            above = by_ordinal.get(own.parent) if own.parent else None
            found = partner.get(index_of[above.ordinal]) if above else None
            text = truth.duties[true.parent].text if true.parent is not None else None
            ours_text = truth.duties[found].text if found is not None else above.text if above else None
            if ours_text is None and not _is_indented(judge, own.span):
                judge.note("responsibilities.parent", "gone", text, None, places)
            else:
                judge.value("responsibilities.parent", text, ours_text, places)


def _by_level(
    truth: Truth, profile: Profile, pairs: list[tuple[int | None, int | None]]
) -> list[tuple[int | None, int | None]]:
    """Of duties that say the same, the one whose level is ours is its partner, and the others have none."""
    alone = {(truth.duties[i].text, truth.duties[i].level): i for i, j in pairs if i is not None and j is None}
    swapped: dict[int, int] = {}
    for i, j in pairs:
        if i is None or j is None or truth.duties[i].level == profile.responsibilities[j].level:
            continue
        other = alone.pop((truth.duties[i].text, str(profile.responsibilities[j].level)), None)
        if other is not None:
            swapped |= {i: other, other: i}
    return [(i if i is None else swapped.get(i, i), j) for i, j in pairs]


def _is_indented(judge: Judge, span: Span) -> bool:
    """Whether a bullet stands further right than the one above it or below it."""
    lines = judge.dump.lines
    near = [lines[n - 1] for n in range(max(1, span.line_start - 1), min(len(lines), span.line_end + 1) + 1)]
    return len({len(line) - len(line.lstrip()) for line in near if line.strip()[:1] in tuple("-*+•123456789")}) > 1


def _guidelines(truth: Truth, profile: Profile, judge: Judge) -> None:
    by_level = {row.level: row for row in reversed(profile.guidelines)}
    true_levels = {row.level for row in truth.rows}
    for row in truth.rows:
        own = by_level.get(row.level)
        first = next((cell for cell in row.cells if cell), "")
        judge.value("guidelines.level", row.level, own and own.level, _at(own), first)
        if own is None:
            continue
        for field, text in zip(DIMENSIONS, row.cells, strict=True):
            judge.value(f"guidelines.{field}", text, getattr(own, field), _at(own))
        ours = [(e.min_years, e.max_years, e.qualification) for e in own.experience]
        phrase = row.cells[-1] or ""
        judge.value("guidelines.experience", _years(row.experience), ours or None, _at(own), phrase)
        for key, value in own.other.items():
            judge.invented("guidelines.other", f"{key}: {value}", own.span)
    for own in profile.guidelines:
        if own.level not in true_levels or by_level[own.level] is not own:
            judge.invented("guidelines.extra", own.raw, own.span)


def _years(years: tuple[Years, ...]) -> list[tuple[float, float | None, str | None]] | None:
    return [(y.minimum, y.maximum, y.qualification) for y in years] or None


def _skills(truth: Truth, profile: Profile, judge: Judge) -> None:
    for i, j in align([skill.name for skill in truth.skills], [skill.name for skill in profile.skills]):
        own = profile.skills[j] if j is not None else None
        if i is None:
            assert own is not None
            judge.invented("skills.extra", own.name, own.span)
            continue
        true = truth.skills[i]
        places = _at(own)
        judge.value("skills.name", true.name, own and own.name, places)
        if true.qualifier or (own and own.qualifier):
            judge.value("skills.qualifier", true.qualifier, own and own.qualifier, places)
        judge.value("skills.description", true.description, own and own.description, places)


def _provenance(truth: Truth, profile: Profile, judge: Judge) -> None:
    own = profile.provenance
    spans = own.spans if own else {}
    judge.value("provenance.statement", truth.statement, own and own.statement, _all(spans, "statement"))
    low, high = truth.scale or (None, None)
    for field, true in (("scale_min", low), ("scale_max", high), ("pass_mark", truth.pass_mark)):
        judge.value(f"provenance.{field}", true, own and getattr(own, field), _all(spans, field), truth.statement)
    if own:
        for name, score in own.scores.items():
            judge.invented("provenance.scores", f"{name} {score}", own.spans["scores"][0])


def _cards(truth: Truth, profile: Profile, judge: Judge) -> None:
    for i, j in align([card.title for card in truth.cards], [role.title for role in profile.adjacent_roles]):
        own = profile.adjacent_roles[j] if j is not None else None
        if i is None:
            assert own is not None
            judge.invented("adjacent_roles.extra", own.title, own.span)
            continue
        true = truth.cards[i]
        places = _at(own)
        judge.value("adjacent_roles.title", true.title, own and own.title, places)
        if own:
            for field in ("code", "distance", "band"):
                judge.value(f"adjacent_roles.{field}", getattr(true, field), getattr(own, field), places)


def _aliases(truth: Truth, profile: Profile, judge: Judge) -> None:
    for i, j in align(truth.aliases, [alias.title for alias in profile.title_aliases]):
        own = profile.title_aliases[j] if j is not None else None
        if i is None:
            assert own is not None
            judge.invented("title_aliases.extra", own.title, own.span)
        else:
            judge.value("title_aliases.title", truth.aliases[i], own and own.title, _at(own))


def _mappings(truth: Truth, profile: Profile, judge: Judge) -> None:
    free = list(profile.classifications)
    for true in truth.mappings:
        own = next((c for c in free if c.code == true.code), None)
        if own is None:
            own = next((c for c in free if c.code.startswith(true.code)), None)
        if own:
            free.remove(own)
        places = _at(own)
        judge.value("classifications.code", true.code, own and own.code, places)
        if own:
            judge.value("classifications.scheme", true.scheme, own.scheme, places)
            judge.value("classifications.source", true.source, own.source, places)
            judge.value("classifications.attributes", dict(true.attributes) or None, own.attributes or None, places)
    for own in free:
        judge.invented("classifications.extra", own.code, own.span)


def _intros(truth: Truth, profile: Profile, judge: Judge) -> None:
    for key, text in truth.intros.items():
        ours = profile.intros.get(key)
        places = _all(profile.spans, f"intros.{key}")
        judge.value(f"intros.{key}", text, ours, places)


def _extras(truth: Truth, judge: Judge) -> None:
    """A section of the page's own: whole, under its heading, as requirements if it states them, or at least kept. What
    is like a true text, and not the same, is held against it, so that a repair at its lines counts as said."""
    for extra in truth.extras:
        section = next((s for s in judge.profile.sections if s.heading == extra.heading), None)
        kept: dict[str, list[Place]] = {extra.heading: []} if section else {}
        if any((part.heading, part.kind) == (extra.heading, "requirements") for part in judge.profile.outline):
            kept |= {extra.heading: [], judge.profile.intros.get("requirements", ""): []}
            kept |= {demand.text: _at(demand) for demand in judge.profile.requirements}
        for block in section.blocks if section else ():
            kept |= {block.text: _at(block)} if block.text else {item.text: _at(item) for item in block.items}
        for text in (extra.heading, *extra.texts):
            ours = next((found for found in kept if same(text, found)), None)
            if ours is not None:
                judge.value("sections", text, ours)
                continue
            like = max(kept, key=lambda found: likeness(text, found), default="")
            judge.value("sections", text, like if likeness(text, like) >= ALIKE else None, kept.get(like, ()))


def _cited(profile: Profile) -> list[tuple[str, Span]]:
    return [
        *((duty.text, duty.span) for duty in profile.responsibilities),
        *((skill.name, skill.span) for skill in profile.skills),
        *((role.title, role.span) for role in profile.adjacent_roles),
        *((alias.title, alias.span) for alias in profile.title_aliases),
        *((mapping.code, mapping.span) for mapping in profile.classifications),
    ]

"""The verdict on each content line: whether the records have it in a field of its kind and of its role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.records import Level, Profile
from ingest.scoring.figures import Figures, Verdict
from ingest.scoring.line_claims import HEADING, Claim, claims_of
from ingest.scoring.same_names import names_of
from ingest.scoring.truth import BESIDE, Label, Truth
from ingest.scoring.value_verdicts import Miss

ALSO_RIGHT: dict[str, frozenset[str]] = {
    "skills": frozenset({"requirements"}),
    "fact": frozenset({"relationships", "conditions", "pay", "level"}),
    "level": frozenset({"fact"}),
    "description": frozenset({"level"}),
}
"""Kinds that are right as well for a line of some kind: pages draw these borders differently."""

ONE_LINE = frozenset({"title", "code", "level", "fact", "pay", "aliases"})
"""Kinds that may occur together in one line."""

_SHOWN = 70  # characters of a line


class _Named(NamedTuple):
    """What a role is called, and what only it is called."""

    own: frozenset[str]
    others: frozenset[str]


def score_lines(
    profiles: Sequence[Profile], truth: Truth, lines: Sequence[str], told: frozenset[int], figures: Figures
) -> Iterator[Miss]:
    """Count the verdicts on all labelled lines, and list the lines that are wrong. `lines` are the page's."""
    claims = claims_of(profiles)
    names = [_names(profile) for profile in profiles]
    roles = _roles(truth)
    for label in truth.labels:
        for line in range(label.first, min(label.last, len(lines)) + 1):
            if not lines[line - 1].strip():
                continue
            found = claims.get(line, ())
            verdict = _verdict(label, found, roles, names, is_told=line in told)
            if label.kinds[0] in BESIDE:
                figures.beside += 1
                figures.beside_claimed += verdict not in ("right", "kept")
            else:
                figures.count(verdict)
                _count_needs(label, found, figures)
            if verdict in ("other_role", "flagged", "silent"):
                claimed = " and ".join(dict.fromkeys(claim.kind for claim in found if claim.is_typed))
                text = lines[line - 1].strip()[:_SHOWN]
                yield Miss(line, f"{verdict.replace('_', ' ')}: {claimed} for {' or '.join(label.kinds)}: {text}")


def _verdict(
    label: Label,
    claims: Sequence[Claim],
    roles: Sequence[_Named],
    names: Sequence[frozenset[str]],
    *,
    is_told: bool,
) -> Verdict:
    typed = [claim for claim in claims if claim.is_typed]
    wrong: Verdict = "flagged" if is_told else "silent"
    if label.kinds[0] in BESIDE:
        fits = not typed or any(claim.kind == label.kinds[0] or _fits(claim.kind, label) for claim in typed)
        return "right" if fits else wrong
    if not typed:
        if any(claim.kind == HEADING for claim in claims):
            return "as_heading"
        return "kept" if claims else "unowned"
    good = [claim for claim in typed if _fits(claim.kind, label)]
    stray = any(not _fits(claim.kind, label) and not {claim.kind, label.kinds[0]} <= ONE_LINE for claim in typed)
    if not good or stray or len({claim.profile for claim in typed}) > 1:
        return wrong
    if label.role and len(roles) > 1 and not any(_is_of(claim, roles[label.role - 1], names) for claim in good):
        return "other_role"
    return "right"


def _fits(kind: str, label: Label) -> bool:
    """Whether a claimed kind is right: requirements that do not say which fit both, and are fit by both."""
    general = kind.split("/")[0]
    return any(
        wanted == kind
        or (kind == "requirements" and wanted.startswith("requirements"))
        or (wanted == "requirements" and kind.startswith("requirements/"))
        or general in ALSO_RIGHT.get(wanted, ())
        for wanted in label.kinds
    )


def _is_of(claim: Claim, role: _Named, names: Sequence[frozenset[str]]) -> bool:
    """Whether a claim is this role's: by its own labels, or else by its profile's names."""
    own = {name for label in claim.labels for name in names_of(label)}
    return bool(role.own & own) or (not own & role.others and bool(role.own & names[claim.profile]))


def _roles(truth: Truth) -> list[_Named]:
    called = [names_of(role.title) | names_of(role.level and role.level.label) for role in truth.roles]
    found = []
    for index, own in enumerate(called):
        others = {name for at, names in enumerate(called) if at != index for name in names}
        found.append(_Named(frozenset(own - others or own), frozenset(others)))
    return found


def _names(profile: Profile) -> frozenset[str]:
    level: Level | None = profile.level
    labels = (level.label, level.code, level.name) if level else ()
    return frozenset(name for text in (profile.title, profile.name, *labels) for name in names_of(text))


def _count_needs(label: Label, claims: Sequence[Claim], figures: Figures) -> None:
    """Count whether requirements are marked as required or preferred, where the truth says which."""
    wanted, *others = label.kinds
    if others or "/" not in wanted:
        return
    figures.needs += 1
    figures.needs_right += any(claim.kind == wanted for claim in claims)
    figures.needs_swapped += any(
        claim.kind.startswith("requirements/") and claim.kind != wanted for claim in claims if claim.is_typed
    )

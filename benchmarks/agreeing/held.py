"""Two forms of a page held against each other, text by text: what one claims of it, and the other as something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from agreeing.forms import Form, letters_of
from ingest.records import Profile
from ingest.scoring.line_claims import Claim, claims_of

LEAST_LETTERS = 4  # of a text that is looked for
MOST_LINES = 5  # of a finding that is about lines, not about the page
ITEMS = ("responsibilities", "requirements", "guidelines", "skills")
ALIKE = dict.fromkeys(("conditions", "relationships", "measures", "pay", "level"), "fact")  # borders differ

Verdict = Literal["agree", "kind", "role", "level", "said", "undecided"]


class Held(NamedTuple):
    """A text, and what became of it: `said` if a finding stands on it, `undecided` if a form gives it no kind."""

    text: str
    verdict: Verdict
    one: str
    other: str


class _Side(NamedTuple):
    """`roles` are the names of the roles that the claims are of."""

    claims: list[Claim]
    roles: set[str]
    levels: set[str]
    is_told: bool


class Claimed:
    """What the records of a form claim."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.profiles = form.reading.as_read
        self._claims = claims_of(self.profiles)
        self._told = _told(self.profiles, len(form.reading.document.lines))
        self._levels: dict[int, set[str]] = {}
        for profile in self.profiles:
            for item in (item for field in ITEMS for item in getattr(profile, field) if item.level):
                for line in range(item.span.line_start, item.span.line_end + 1):
                    self._levels.setdefault(line, set()).add(item.level)

    def of(self, lines: Collection[int]) -> _Side:
        """What is claimed of some lines."""
        claims = [claim for line in lines for claim in self._claims.get(line, ()) if claim.is_typed]
        names = (self.profiles[claim.profile].name for claim in claims)
        levels = set().union(*(self._levels.get(line, set()) for line in lines))
        return _Side(claims, {letters_of(name) for name in names if name}, levels, not self._told.isdisjoint(lines))


def held(one: Claimed, other: Claimed) -> Iterator[Held]:
    """The texts that stand once in both forms. Each line of the first is one."""
    lines = one.form.reading.document.lines
    counts = Counter(map(letters_of, lines))
    for number, line in enumerate(lines, 1):
        letters = letters_of(line)
        found = other.form.lines_of(letters) if len(letters) >= LEAST_LETTERS and counts[letters] == 1 else range(0)
        if found:
            are_several = max(len(one.profiles), len(other.profiles)) > 1
            yield _held(line.strip(), one.of([number]), other.of(found), are_several=are_several)


def titles_differ(one: Claimed, other: Claimed) -> bool:
    """Whether the first records of both have names, and these are not the same."""
    names = [letters_of(side.profiles[0].name or "") for side in (one, other)]
    return all(names) and names[0] != names[1]


def _held(text: str, one: _Side, other: _Side, *, are_several: bool) -> Held:
    kinds, others = _kinds(one), _kinds(other)
    if not kinds or not others:
        verdict: Verdict = "undecided"
    elif one.is_told or other.is_told:
        verdict = "said"
    elif not _alike(kinds) & _alike(others):
        verdict = "kind"
    elif are_several and one.roles and other.roles and not one.roles & other.roles:
        verdict = "role"
    elif (one.levels or other.levels) and not one.levels & other.levels:
        verdict = "level"
    else:
        verdict = "agree"
    shown = [" and ".join(sorted(side)) for side in _shown(verdict, one, other)]
    return Held(text, verdict, *shown)


def _shown(verdict: Verdict, one: _Side, other: _Side) -> tuple[set[str], set[str]]:
    if verdict == "role":
        return one.roles, other.roles
    return (one.levels, other.levels) if verdict == "level" else (_kinds(one), _kinds(other))


def _kinds(side: _Side) -> set[str]:
    return {claim.kind.partition("/")[0] for claim in side.claims}


def _alike(kinds: set[str]) -> set[str]:
    return {ALIKE.get(kind, kind) for kind in kinds}


def _told(profiles: Collection[Profile], length: int) -> frozenset[int]:
    """The lines that a warning or an error stands on which is not about the page as a whole."""
    found = (one for profile in profiles for one in profile.diagnostics if one.code[0] in "WE" and one.code != "E201")
    spans = (span for one in found for span in (one.spans or (one.span,)))
    return frozenset(
        line
        for span in spans
        if span.line_end - span.line_start < max(MOST_LINES, length // 2)
        for line in range(span.line_start, span.line_end + 1)
    )

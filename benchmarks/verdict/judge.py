"""The rules by which one value is judged. Stated in `finding.VERDICTS`; here is what counts as said."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.records import Profile, Span
from verdict.finding import Finding, Verdict
from verdict.texts import Dump, fold, halves, loosen, same, without_mark

REPAIRS = frozenset(
    {"W303", "W304", "W307", "W308", "W309", "W310", "W311", "W315", "W401", "W403", "W404", "W405", "W407", "W409"}
    | {"W417", "W418", "W421", "W426", "W432", "W434"}
)
LOSSES = frozenset(
    {"W301", "W302", "W303", "W305", "W306", "W308", "W311", "W312", "W313", "W314", "W316", "W402", "W406", "W408"}
    | {"W412", "W413", "W414", "W415", "W416", "W417", "W418", "W419", "W423", "W424", "W431", "W433", "W435", "W436"}
    | {"W506", "W511", "E201"}
)
MOST_JOINED = 8  # lines; a join of a whole page says nothing of one of its lines
MOST_BETWEEN = 3  # lines between the halves of a text that a tool broke
Place = tuple[int, int]


class Judge:
    """Judges the values of one record."""

    def __init__(self, profile: Profile, dump: Dump, truths: Iterable[str] = ()) -> None:
        self.profile = profile
        self.truths = [loosen(truth) for truth in truths]
        self.dump = dump
        self.findings: list[Finding] = []
        # One finding may name several places: a repair that many lines need is said once.
        self._said = [(d.code, at.line_start, at.line_end) for d in profile.diagnostics for at in d.spans]
        self._kept = " ".join(loosen(text) for text in _kept_texts(profile))

    def value(
        self, field: str, truth: object, ours: object, places: Iterable[Place] = (), hint: str | None = None
    ) -> None:
        """Judge a value at its lines. `hint` is the text to look for in the dump where the value itself is no text."""
        places = list(places)
        if truth in (None, "", ()) and ours in (None, "", ()):
            verdict: Verdict = "right"
        elif _equal(truth, ours):
            verdict = "repaired" if self._says(REPAIRS, places) else "right"
        elif ours in (None, "", ()):
            prose = not field.endswith(("title", "name", "extra"))
            verdict, places = self._absent(hint or str(truth), places, prose)
        elif self._says(REPAIRS | LOSSES, places):
            verdict = "marked"
        elif isinstance(truth, str) and isinstance(ours, str) and self._rest_is_kept(truth, ours):
            verdict = "flagged"
        elif isinstance(truth, str) and self._says(LOSSES, self._own_places(truth)):
            verdict = "marked"
        else:
            verdict = "silent"
        self.note(field, verdict, truth, ours, places)

    def note(self, field: str, verdict: Verdict, truth: object, ours: object, places: Iterable[Place] = ()) -> None:
        """Put a verdict down."""
        place = next(iter(places), None)
        self.findings.append(Finding(field, verdict, _shown(truth), _shown(ours), place))

    def invented(self, field: str, ours: object, span: Span) -> None:
        """An item that the page does not have."""
        place = (span.line_start, span.line_end)
        self.note(field, "marked" if self._says(REPAIRS | LOSSES, [place]) else "silent", None, ours, [place])

    def cites(self, text: str, span: Span) -> None:
        """Whether an item's span leads to its text."""
        place = (span.line_start, span.line_end)
        if not self.dump.says(text, *place):
            self.note("span", "silent", text, f"lines {place[0]}–{place[1]}", [place])

    def labels(self, level: str | None) -> list[Place]:
        """The lines of a level's label, where a diagnostic on how it was read names the level."""
        return [
            (at.line_start, at.line_end)
            for d in self.profile.diagnostics
            for at in d.spans
            if d.code in ("W409", "W417") and level and f" {level}" in f" {d.message}"
        ]

    def is_kept(self, text: str) -> bool:
        """Whether each paragraph of the text is kept in sections or as an unplaced cell, in one piece or in two."""
        return all(self._keeps(loosen(part)) for part in text.split("\n\n"))

    def _keeps(self, wanted: str) -> bool:
        return wanted in self._kept or (bool(halves(wanted)) and all(half in self._kept for half in halves(wanted)))

    # -- rules ---------------------------------------------------------------------------------------------------------

    def _absent(self, text: str, places: list[Place], prose: bool) -> tuple[Verdict, list[Place]]:
        found = self._own_places(text)
        if self._says(LOSSES, [*places, *found]) or self._joins(found) or self.is_kept(text):
            return "flagged", found or places
        broken = self._broken_places(text) if prose and not found and not self.dump.places(text) else []
        if broken and self._says(LOSSES, broken):
            return "flagged", broken
        if found or broken or (prose and not self.dump.places(text) and self.dump.holds_without_marks(text)):
            return "silent", found or broken or places
        return "gone", places

    def _broken_places(self, text: str) -> list[Place]:
        """Where the halves of a text stand with little between them."""
        firsts, seconds = (self._own_places(half) for half in halves(loosen(text)) or ("", ""))
        return [(a, d) for a, b in firsts for c, d in seconds if 0 <= c - b <= MOST_BETWEEN]

    def _own_places(self, text: str) -> list[Place]:
        """Where a text stands, but for the places that other true values take: one sentence may be in several."""
        found = self.dump.places(text)
        wanted = loosen(text)
        others = [truth for truth in self.truths if wanted in truth] if found else []
        longer = {truth for truth in others if truth != wanted}
        taken = [place for truth in longer for place in self.dump.places(truth)]
        free = [(a, b) for a, b in found if not any(c <= a and b <= d for c, d in taken)]
        return free if len(free) >= others.count(wanted) else []

    def _joins(self, found: Iterable[Place]) -> bool:
        """Whether a diagnostic on a few lines says that they were joined to one text: what stood there is in it."""
        local = [(a, b) for code, a, b in self._said if code == "W307" and b - a <= MOST_JOINED]
        return any(start <= last and end >= first for first, last in found for start, end in local)

    def _rest_is_kept(self, truth: str, ours: str) -> bool:
        """Whether ours is a part of the truth, and the rest of it is kept."""
        whole, part = loosen(truth), loosen(ours)
        if len(part) < 3 or part not in whole:
            return False
        return all(rest.strip() in self._kept for rest in whole.split(part, 1) if rest.strip())

    def _says(self, codes: frozenset[str], places: Iterable[Place]) -> bool:
        said = [(start, end) for code, start, end in self._said if code in codes]
        return any(start <= last and end >= first for first, last in places for start, end in said)


def _equal(truth: object, ours: object) -> bool:
    if isinstance(truth, str) and isinstance(ours, str):
        return same(truth, ours)
    return truth == ours


def _kept_texts(profile: Profile) -> Iterable[str]:
    """All kept text in order, as it stood and without list marks, so that a text over several blocks is found."""
    lines = []
    for section in profile.sections:
        lines.append(section.heading or "")
        lines += [line.strip() for block in section.blocks for line in block.raw.split("\n")]
    yield from lines
    yield from map(without_mark, lines)
    yield from (block.text or "" for section in profile.sections for block in section.blocks)
    yield from (cell for guideline in profile.guidelines for cell in guideline.unplaced)


def _shown(value: object) -> str:
    return fold(str(value)) if value is not None else "∅"

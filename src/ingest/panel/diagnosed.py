"""Which findings the reader's diagnostics are. What the reader has seen is not looked for a second time."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.diagnostics import Diagnostic
from ingest.panel.finding_kinds import find
from ingest.panel.model import Dimension, Finding
from ingest.panel.quotes import quotes
from ingest.records import Profile, Span

_IDS = {
    "fidelity.lost": ("W312", "W406", "W408"),
    "fidelity.undecided": ("W402",),
    "fidelity.partial": ("W301", "W305", "W306", "W314", "W412", "W413", "W414", "W420"),
    "fidelity.inferred": ("W401", "W410", "W428", "W432", "W442"),
    "fidelity.encoding-assumed": ("W450", "W452"),
    "fidelity.disguised": ("I607", "W451"),
    "completeness.not-a-profile": ("E201",),
    "consistency.title-disagrees": ("W501",),
    "consistency.level-block-disagrees": ("W502",),
    "consistency.experience-disagrees": ("W503",),
    "consistency.own-row-missing": ("W504",),
    "consistency.level-twice": ("W506",),
    "consistency.focus-differs": ("W507",),
    "consistency.section-twice": ("W313",),
    "classification.code-unknown": ("W508",),
    "classification.code-malformed": ("W509",),
    "classification.title-disagrees": ("W510",),
    "classification.code-respelled": ("W422",),
    "classification.edition-other": ("I610",),
}
_BY_CODE = {code: id for id, codes in _IDS.items() for code in codes}
_NO_FAULT = {"W411", "W427", "W441"}  # a title without a code, or of other words: some companies have none
_DEFAULTS = {"W3": "fidelity.repaired", "W4": "fidelity.repaired", "W5": "consistency.contradiction"}
_EACH = ("consistency", "classification")  # two contradictions are worse than one; two repairs are not


def finding_id(code: str) -> str | None:
    """Return the id of the finding for a diagnostic's code, or None if the page is not at fault."""
    return None if code in _NO_FAULT else _BY_CODE.get(code, _DEFAULTS.get(code[:2]))


def is_diagnosed(profile: Profile, dimension: Dimension) -> bool:
    """Whether a diagnostic of the profile is a finding of this dimension."""
    return any((finding_id(one.code) or "").startswith(dimension) for one in profile.diagnostics)


def diagnosed(profile: Profile, dimension: Dimension) -> Iterator[Finding]:
    """The findings of a dimension that rest on diagnostics, in the order of their first lines.

    Contradictions one by one; of what was lost, repaired or inferred, one finding a code with all its places.
    """
    groups: dict[tuple[str, str, int], list[Diagnostic]] = {}
    for index, diagnostic in enumerate(profile.diagnostics):
        id = finding_id(diagnostic.code)
        if id and id.startswith(dimension):
            group = index if dimension in _EACH else 0
            groups.setdefault((id, diagnostic.code, group), []).append(diagnostic)
    firsts = [_spans(found[0])[0] for found in groups.values()]
    for ((id, code, _), found), quote in zip(groups.items(), quotes(profile, firsts), strict=True):
        spans = [*(span for diagnostic in found for span in _spans(diagnostic)), *_other_places(profile, code)]
        more = f" (and {len(found) - 1:,} more)" if len(found) > 1 else ""
        # In the words of the diagnostic, which name the values.
        yield find(id, spans, quote, diagnostic=code, message=found[0].message + more, hint=found[0].hint)


def _spans(diagnostic: Diagnostic) -> list[Span]:
    return [Span(line_start=span.line_start, line_end=span.line_end) for span in diagnostic.spans]


def _other_places(profile: Profile, code: str) -> list[Span]:
    """The lines that a contradiction is with, where its diagnostic names only one side."""
    own = profile.level.key if profile.level else None
    if code == "W503":
        return [row.span for row in profile.guidelines if row.level == own]
    if code in ("W502", "W504"):
        return list(profile.spans.get("code", ()) or profile.spans.get("title", ()))
    if code == "W507":
        return list(profile.spans.get("description", ())[:1])
    return []

"""Every finding of the panel: its id, how severe it is, which scores it touches, what to do about it.

An id never changes its meaning. Minor: usable as it is, but look at it. Major: a value is missing, or misleads.
Critical: what the page is about is in doubt. Fatal: there is nothing to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ingest.panel.model import Dimension, Finding, Severity
from ingest.records import Span

FAILED = "panel.checker-failed"
QUOTED = 200
"""The most characters of a quote."""


class Kind(NamedTuple):
    """What a finding id means. `touches` are dimensions besides the id's own."""

    severity: Severity
    title: str
    hint: str
    touches: tuple[Dimension, ...] = ()


KINDS: dict[str, Kind] = {
    "fidelity.lost": Kind("major", "text without a place in the record", "Compare these lines with the page."),
    "fidelity.undecided": Kind(
        "major", "levels undecided", "Restore the level labels above the bullets.", ("progression",)
    ),
    "fidelity.partial": Kind("minor", "a part is missing or set aside", "Compare these lines with the page."),
    "fidelity.repaired": Kind("minor", "repaired while reading", "Check the repair against the page."),
    "fidelity.inferred": Kind("minor", "inferred while reading", "Check what was inferred against the page."),
    "fidelity.encoding-assumed": Kind(
        "minor", "the encoding is assumed, no bytes prove it", "Re-export the dump as UTF-8, or look at its letters."
    ),
    "fidelity.disguised": Kind("minor", "characters that hide what the text says", "Remove them from the page."),
    "fidelity.kept-whole": Kind(
        "minor", "most lines are kept as they stood", "No builder knows these headings; a grammar can name them."
    ),
    "completeness.not-a-profile": Kind(
        "fatal", "not a profile", "A profile has a code, or ten points for what speaks for one."
    ),
    "completeness.title-missing": Kind(
        "critical", "no title", "Write its name above the page, or `title:` into front matter."
    ),
    "completeness.code-missing": Kind(
        "minor", "no code, though the page has the parts of a catalogue's", "Put the role's code under its title."
    ),
    "completeness.level-missing": Kind("minor", "no level", "Name the level in the code, the title or a level block."),
    "completeness.description-missing": Kind("major", "no description", "Say what the role is in a paragraph."),
    "completeness.responsibilities-missing": Kind("major", "no responsibilities", "List what a person does."),
    "completeness.guidelines-missing": Kind("major", "no level guidelines", "Add the table with a row a level."),
    "completeness.skills-missing": Kind("major", "no skills", "List the skills that the role needs."),
    "completeness.level-block-missing": Kind("major", "no level block", "Say what the level means: scope, autonomy …"),
    "completeness.own-level-missing": Kind(
        "major", "no responsibilities at the profile's own level", "List what a person does at this level."
    ),
    "completeness.attribute-missing": Kind("minor", "the level block lacks attributes", "Complete the level block."),
    "completeness.cell-missing": Kind("minor", "an empty cell in the guidelines", "Complete the row."),
    "completeness.skill-undescribed": Kind("minor", "a skill without description", "Describe it as the others are."),
    "consistency.title-disagrees": Kind(
        "critical", "title and code disagree on the level", "Correct one of them on the page."
    ),
    "consistency.level-block-disagrees": Kind(
        "critical", "level block and code disagree", "Correct one of them on the page."
    ),
    "consistency.experience-disagrees": Kind(
        "major", "experience in level block and guidelines disagree", "Correct one of them on the page."
    ),
    "consistency.own-row-missing": Kind(
        "major", "no guideline for the profile's own level", "Add the row, or correct the level.", ("completeness",)
    ),
    "consistency.level-twice": Kind("major", "a level stands twice in the guidelines", "Correct the table."),
    "consistency.focus-differs": Kind("minor", "description and focus text differ", "Decide for one of them."),
    "consistency.section-twice": Kind("minor", "a section stands twice", "Keep one of them."),
    "consistency.section-empty": Kind(
        "major", "announced, but empty", "Fill the section, or say that there is nothing, or drop its heading."
    ),
    "consistency.contradiction": Kind("major", "parts of the page contradict each other", "Correct one of them."),
    "progression.experience-falls": Kind(
        "major", "a higher level asks for fewer years", "Correct the years in one of the rows."
    ),
    "progression.experience-flat": Kind(
        "minor", "two levels ask for the same years", "Tell the levels apart by their years."
    ),
    "progression.rows-alike": Kind(
        "major", "neighbouring rows say the same", "Say what the higher level does differently."
    ),
    "progression.cells-alike": Kind(
        "minor", "neighbouring rows share a cell", "Say what the higher level does differently."
    ),
    "progression.bullets-uneven": Kind(
        "minor", "levels have very different numbers of bullets", "Check that no bullet slipped to another level."
    ),
    "progression.level-without-bullets": Kind(
        "minor", "a level of the guidelines has no responsibilities", "List them, or drop the level's row."
    ),
    "progression.level-without-row": Kind(
        "minor", "responsibilities for a level that the guidelines lack", "Add the level's row, or correct the label."
    ),
    "progression.bullets-elsewhere": Kind(
        "minor", "bullets closer to another level's row", "Check which level they belong to."
    ),
    "progression.bullets-exchanged": Kind(
        "major", "bullets stand under each other's levels", "Put them under the levels whose rows they match."
    ),
    "progression.bullet-repeated": Kind(
        "minor", "a bullet stands under two levels", "Say what the higher level does differently."
    ),
    "classification.code-malformed": Kind(
        "major", "not a code of its scheme", "Codes of the SOC are NN-NNNN, those of O*NET NN-NNNN.NN."
    ),
    "classification.code-unknown": Kind(
        "major", "no such code in the 2018 SOC", "Codes of older editions may have other numbers."
    ),
    "classification.title-disagrees": Kind(
        "major", "the title is not of its code", "One of the two may be wrong; compare with the table."
    ),
    "classification.code-respelled": Kind("minor", "a code in another spelling", "Write it as NN-NNNN."),
    "classification.code-broad": Kind(
        "minor", "the code is of a group, not of an occupation", "Choose one of the group's occupations."
    ),
    "classification.edition-other": Kind(
        "minor", "a code of another edition", "Map it to the 2018 SOC; there is no table to check this one."
    ),
    "classification.scheme-missing": Kind("minor", "no scheme is named", "Name it above the code."),
    "classification.version-missing": Kind(
        "minor", "the scheme's version is not stated", "Say which edition the code is of: codes change."
    ),
    "classification.title-missing": Kind("minor", "the code's title is not stated", "State it beside the code."),
    "classification.source-missing": Kind("minor", "no source of the mapping", "Say who or what made it."),
    "provenance.sources-missing": Kind(
        "major", "sources are claimed, none is given", "Name the source of each part of the page."
    ),
    "provenance.scores-missing": Kind(
        "major", "scores are claimed, none is given", "Give the score of each dimension, or drop the claim."
    ),
    "provenance.score-outside-scale": Kind("major", "a score outside of its scale", "Correct the score or the scale."),
    "provenance.score-below-mark": Kind(
        "major", "the page does not pass by its own mark", "Improve what was scored, or correct the score."
    ),
    FAILED: Kind("note", "a checker failed", "Its findings are missing; the scores rest on the others."),
}


def find(
    id: str,
    spans: Iterable[Span],
    quote: str | None = None,
    detail: str = "",
    *,
    diagnostic: str | None = None,
    message: str | None = None,
    hint: str | None = None,
) -> Finding:
    """A finding of a known id, in its own words unless others are given.

    Raises KeyError for an id that is not in `KINDS`.
    """
    kind = KINDS[id]
    dimension = id.partition(".")[0]
    return Finding(
        id=id,
        severity=kind.severity,
        dimensions=() if kind.severity == "note" else (dimension, *kind.touches),  # type: ignore[arg-type]
        spans=tuple(spans),
        quote=(quote or "")[:QUOTED],
        message=message or (f"{kind.title}: {detail}" if detail else kind.title),
        hint=hint or kind.hint,
        diagnostic=diagnostic,
    )

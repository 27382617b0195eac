"""Diagnostics about a whole profile: unknown headings, unfinished paths, kinds that only words show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars, Label
from ingest.outline.outline import Role
from ingest.records import Section as KeptSection


def report_kept(sections: Sequence[KeptSection], own: Label | None, grammars: Grammars) -> Iterator[Diagnostic]:
    """One finding on the sections whose kind is unknown, one on paths that bare headings leave open. `own` is the
    level and name that the profile's title states."""
    kept = [section for section in sections if section.basis not in (None, "known") and section.kind is None]
    with_text = [section for section in kept if section.blocks]  # the text of others is in the sections below them
    if with_text:
        first, last = with_text[0].span.line_start, with_text[-1].span.line_end
        names = ", ".join(str(section.heading) for section in with_text[:3]) + (", …" if len(with_text) > 3 else "")
        yield diagnose("I603", first, max(first, last), f"{len(with_text)}: {names}")
    for section in kept:
        if _names_another(str(section.heading), own, grammars):
            yield diagnose("W429", section.span.line_start, detail=str(section.heading))
    inferred = [section.span for section in kept if section.path_basis == "inferred"]
    if inferred:
        first, last = inferred[0].line_start, inferred[-1].line_end
        yield diagnose("W410", first, max(first, last), f"{len(inferred)} headings without depth")


def _names_another(heading: str, own: Label | None, grammars: Grammars) -> bool:
    """Whether a heading is the title of another role: a name and a level, and not those of this profile."""
    label = grammars.title(heading)
    if label is None or grammars.label(heading) or grammars.is_pair(heading):
        return False
    return own is None or (label.level, label.text) != (own.level, own.text)


def report_inferred(role: Role) -> Iterator[Diagnostic]:
    """One finding for each kind that only the words of paragraphs tell."""
    found = [placed.section for placed in role.sections if placed.section.basis == "inferred"]
    for kind in dict.fromkeys(section.kind for section in found):
        ours = [section for section in found if section.kind == kind]
        also = [(section.start, section.end) for section in ours[1:]]
        yield diagnose("W438", ours[0].start, ours[0].end, str(kind), also=also)


def report_loose(role: Role) -> Iterator[Diagnostic]:
    """Report the paragraphs that are only near a section, as one diagnostic."""
    found = [placed.section for placed in role.sections if placed.section.is_loose]
    if found:
        also = [(section.start, section.end) for section in found[1:]]
        yield diagnose("I612", found[0].start, found[0].end, also=also)


def report_contradicted(role: Role) -> Iterator[Diagnostic]:
    """One finding on each section whose words speak of other kinds than its heading or its place gives it."""
    for placed in role.sections:
        section = placed.section
        if section.spoken_of:
            detail = f"{section.kind or 'description'}; {', '.join(section.spoken_of)}"
            yield diagnose("W443", section.start, section.end, detail)

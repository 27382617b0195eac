"""The outline of a profile: an entry for each section, by its heading or by the form of its lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.outline.model import Section
from ingest.records import OutlineEntry
from ingest.sections.reader_interface import lines


def outline_entries(outline: Sequence[Section], pieces: Sequence[Section]) -> list[OutlineEntry]:
    """The entries of sections, in page order. `outline` holds one section for each heading, `pieces` what they were
    cut into.

    A heading of an unknown kind over lines of one kind, known by their form or words, is of that kind, as is a key over
    its value. Other such lines have an entry of their own inside of that of the heading above them; a sentence that
    announces them is its heading.
    """
    known = {section.heading.start for section in outline if section.heading}
    rest = {piece.heading.start for piece in pieces if piece.heading and piece.blocks}
    apart = sorted(
        (piece for piece in pieces if piece.kind and (piece.heading is None or piece.heading.start not in known)),
        key=lambda piece: piece.start,
    )
    starts = [piece.start for piece in apart]
    entries: list[OutlineEntry] = []
    taken: set[int] = set()
    for section in outline:
        if section.heading is not None and section.heading.start not in rest:
            inside = range(bisect_left(starts, section.start), bisect_right(starts, section.end))
            kinds = {(apart[at].kind, apart[at].basis) for at in inside if apart[at].heading is None}
            is_open = section.kind is None or section.start in starts  # a key over its value is one piece
            if is_open and len(kinds) == 1:
                [(kind, basis)] = kinds
                section = section._replace(kind=kind, basis=basis)
                taken.update(inside)
        if section.heading is not None or section.kind is not None:
            entries.append(_entry(section))
    entries += _joined([_entry(piece) for at, piece in enumerate(apart) if at not in taken])
    return sorted(entries, key=lambda entry: (entry.span.line_start, -entry.span.line_end))


def _joined(entries: Sequence[OutlineEntry]) -> list[OutlineEntry]:
    """Entries without a heading that differ in nothing but their lines are one, if no line is between them."""
    joined: list[OutlineEntry] = []
    for entry in entries:
        before = joined[-1] if joined else None
        if before is None or entry.heading is not None or entry.span.line_start > before.span.line_end + 1:
            joined.append(entry)
            continue
        last = max(before.span.line_end, entry.span.line_end)
        whole = before.model_copy(update={"span": lines(before.span.line_start, last)})
        joined[-1:] = [whole] if whole == entry.model_copy(update={"span": whole.span}) else [before, entry]
    return joined


def _entry(section: Section) -> OutlineEntry:
    return OutlineEntry(
        heading=section.title or None,
        span=lines(section.start, section.end),
        kind=section.kind,
        kind_basis=section.basis,
        group=section.group,
        level=section.level.key if section.level else None,
    )

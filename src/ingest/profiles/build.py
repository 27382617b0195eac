"""The records of a document: its profiles, each line with its owner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.blocks import Block, Document
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.outline import Role, outline_of
from ingest.profiles.columns import with_columns
from ingest.profiles.draft import Draft, Place
from ingest.profiles.given_title import take_document_title, take_title, take_title_of_text
from ingest.profiles.owners import Owners
from ingest.profiles.profile import ProfileReader
from ingest.profiles.profile_or_not import why_no_profile
from ingest.profiles.remarks import report_loose
from ingest.profiles.repairs import said_once
from ingest.records import Profile, Source
from ingest.sources.identity import Named, document_id, profile_ids


def build_profiles(
    document: Document, source: Mapping[str, str | None], grammars: Grammars, title: str | None = None
) -> tuple[tuple[Profile, ...], tuple[str, ...]]:
    """Return the profiles of a document in page order, and the owner of each line.

    `source` holds what is known about the dump: fields of Source. `title` is the title that the dump's table gives it.
    """
    owners = Owners(document)
    visible = any(line.strip() for line in document.lines)
    text = "\n".join(document.lines)
    language = grammars.words.language_of(text)
    schemes = grammars.levels.schemes_of(text)
    roles = outline_of(document.parts, language, grammars) if visible else []
    drafts = [ProfileReader(role, owners, schemes, grammars).read() for role in roles]
    if title is not None and len(drafts) == 1:
        take_title(title, drafts[0], owners, grammars)
    elif document.title is not None and len(drafts) == 1:
        take_document_title(document.title.text, drafts[0], grammars)
    _take_titles_of_texts(roles, drafts, grammars)
    why = why_no_profile(roles, drafts, grammars) if drafts else None
    if why and len(roles) > 1:  # what the headings of such a page name are no roles
        owners = Owners(document)
        roles = outline_of(document.parts, language, grammars, may_have_several=False)
        drafts = [ProfileReader(role, owners, schemes, grammars).read() for role in roles]
        _take_titles_of_texts(roles, drafts, grammars)
    for draft in drafts if why else ():
        draft.diagnostics.append(diagnose("E201", 1, detail=why or ""))
    for role, draft in zip(roles, drafts, strict=True) if not why else ():
        draft.diagnostics += report_loose(role)
        if draft.title is None and draft.shape != "family":
            draft.diagnostics.append(diagnose("I616", 1))
    starts = [_first_line(role) for role in roles]
    ends = [*(start - 1 for start in starts[1:]), len(document.lines)][: len(starts)]
    noticed: list[list[Diagnostic]] = [[] for _ in roles]
    for diagnostic in document.diagnostics if roles else ():
        noticed[_profile_at(starts, diagnostic.span.line_start)].append(diagnostic)
    furniture: list[list[int]] = [[] for _ in roles]
    for line in sorted(document.furniture) if roles else ():
        furniture[_profile_at(starts, line)].append(line)
    family = next((n for n, role in enumerate(roles, 1) if role.shape == "family"), None)
    uri = source.get("uri")
    dump = document_id(uri) if uri is not None else None
    ids = profile_ids(dump, [Named(draft.shape, draft.code, draft.title) for draft in drafts]) if dump else None
    profiles = []
    for n, (draft, end) in enumerate(zip(drafts, ends, strict=True), 1):
        known: dict[str, Any] = {**source, "language": language, "format": document.format}
        stated = Source(**known, line_start=1 if n == 1 else starts[n - 1], line_end=end)
        found = [*draft.diagnostics, *noticed[n - 1]]
        if furniture[n - 1]:
            found.append(diagnose("I602", furniture[n - 1][0], detail=_counted(len(furniture[n - 1]), "line")))
        found.sort(key=lambda d: (d.span.line_start, d.span.line_end, d.code))
        said = [with_columns(diagnostic, document.lines) for diagnostic in said_once(found)]
        place = Place(dump, ids[n - 1] if ids else None, n, family if n != family else None)
        profiles.append(draft.profile(place, stated, said))
    return tuple(profiles), tuple(owners.of_line)


def _take_titles_of_texts(roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> None:
    for role, draft in zip(roles, drafts, strict=True):
        take_title_of_text(draft, role.segment, grammars)


def _profile_at(starts: list[int], line: int) -> int:
    """Which profile a line belongs to; what is above the first belongs to it."""
    return max(0, bisect_right(starts, line) - 1)


def _first_line(role: Role) -> int:
    if role.shape == "family":
        return 1
    first: Block | None = role.segment.title or role.segment.code_block
    return first.start if first else 1


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

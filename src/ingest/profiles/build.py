"""The records of a document: its profiles, each line with its owner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.blocks import Block, Document
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.outline import Role, outline_of
from ingest.profiles.diagnostic_columns import with_columns
from ingest.profiles.draft import Draft, Place
from ingest.profiles.fallback_title import take_document_title, take_title, take_title_of_text
from ingest.profiles.line_owners import Owners
from ingest.profiles.merged_repairs import said_once
from ingest.profiles.profile import ProfileReader
from ingest.profiles.profile_diagnostics import report_loose
from ingest.profiles.profile_or_not import why_no_profile
from ingest.records import Profile, Source
from ingest.sources.ids import Named, document_id, profile_ids
from ingest.text.line import counted


def build_profiles(
    document: Document, source: Mapping[str, str | None], grammars: Grammars, title: str | None = None
) -> tuple[tuple[Profile, ...], tuple[str, ...]]:
    """Return the profiles of a document in page order, and the owner of each line.

    `source` holds what is known about the dump: fields of Source. `title` is the title that the dump's table gives it.
    """
    page = _Page(document, grammars)
    why = page.read(title)
    for draft in page.drafts if why else ():
        draft.diagnostics.append(diagnose("E201", 1, detail=why or ""))
    for role, draft in zip(page.roles, page.drafts, strict=True) if not why else ():
        draft.diagnostics += report_loose(role)
        if draft.title is None and draft.shape != "family":
            draft.diagnostics.append(diagnose("I616", 1))
    known: dict[str, Any] = {**source, "language": page.language, "format": document.format}
    return page.profiles(known, source.get("uri")), tuple(page.owners.of_line)


class _Page:
    """The roles of a document, a draft for each, and the owners of its lines."""

    def __init__(self, document: Document, grammars: Grammars) -> None:
        self.document = document
        self.grammars = grammars
        text = "\n".join(document.lines)
        self.language = grammars.words.language_of(text)
        self.schemes = grammars.levels.schemes_of(text)
        self.roles: list[Role] = []
        self.drafts: list[Draft] = []
        self.owners = Owners(document)

    def read(self, title: str | None) -> str | None:
        """Read the roles, and return what speaks against the page being about one, or None. Of a page that is about
        none, the headings name no roles: it is read again as one profile."""
        if not any(line.strip() for line in self.document.lines):
            return None
        self._read_roles(may_have_several=True)
        if title is not None and len(self.drafts) == 1:
            take_title(title, self.drafts[0], self.owners, self.grammars)
        elif self.document.title is not None and len(self.drafts) == 1:
            take_document_title(self.document.title.text, self.drafts[0], self.grammars)
        self._take_titles_of_texts()
        why = why_no_profile(self.roles, self.drafts, self.grammars) if self.drafts else None
        if why and len(self.roles) > 1:
            self.owners = Owners(self.document)
            self._read_roles(may_have_several=False)
            self._take_titles_of_texts()
        return why

    def _read_roles(self, *, may_have_several: bool) -> None:
        self.roles = outline_of(self.document.parts, self.language, self.grammars, may_have_several=may_have_several)
        self.drafts = [ProfileReader(role, self.owners, self.schemes, self.grammars).read() for role in self.roles]

    def _take_titles_of_texts(self) -> None:
        for role, draft in zip(self.roles, self.drafts, strict=True):
            take_title_of_text(draft, role.segment, self.grammars)

    def profiles(self, known: dict[str, Any], uri: str | None) -> tuple[Profile, ...]:
        """The records; `known` holds fields of Source, `uri` names the dump."""
        starts = [_first_line(role) for role in self.roles]
        ends = [*(start - 1 for start in starts[1:]), len(self.document.lines)][: len(starts)]
        noticed = self._noticed(starts)
        family = next((n for n, role in enumerate(self.roles, 1) if role.shape == "family"), None)
        dump = document_id(uri) if uri is not None else None
        names = [Named(draft.shape, draft.code, draft.title) for draft in self.drafts]
        ids = profile_ids(dump, names) if dump else [None] * len(names)
        profiles = []
        for n, (draft, end) in enumerate(zip(self.drafts, ends, strict=True), 1):
            stated = Source(**known, line_start=1 if n == 1 else starts[n - 1], line_end=end)
            found = sorted(
                (*draft.diagnostics, *noticed[n - 1]), key=lambda d: (d.span.line_start, d.span.line_end, d.code)
            )
            said = [with_columns(diagnostic, self.document.lines) for diagnostic in said_once(found)]
            profiles.append(draft.profile(Place(dump, ids[n - 1], n, family if n != family else None), stated, said))
        return tuple(profiles)

    def _noticed(self, starts: Sequence[int]) -> list[list[Diagnostic]]:
        """What was found in the document before its profiles were read, for each profile, its furniture counted."""
        noticed: list[list[Diagnostic]] = [[] for _ in starts]
        for diagnostic in self.document.diagnostics if starts else ():
            noticed[_profile_at(starts, diagnostic.span.line_start)].append(diagnostic)
        furniture: list[list[int]] = [[] for _ in starts]
        for line in sorted(self.document.furniture) if starts else ():
            furniture[_profile_at(starts, line)].append(line)
        for own, set_aside in zip(noticed, furniture, strict=True):
            if set_aside:
                own.append(diagnose("I602", set_aside[0], detail=counted(len(set_aside))))
        return noticed


def _profile_at(starts: Sequence[int], line: int) -> int:
    """Which profile a line belongs to; what is above the first belongs to it."""
    return max(0, bisect_right(starts, line) - 1)


def _first_line(role: Role) -> int:
    if role.shape == "family":
        return 1
    first: Block | None = role.segment.title or role.segment.code_block
    return first.start if first else 1

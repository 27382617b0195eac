"""Titles for pages whose headings name no role: of a table's column, of an HTML file's `<title>`, of a sentence."""

from __future__ import annotations

from ingest.diagnostics import diagnose
from ingest.grammar import Grammars
from ingest.outline.profile_segments import Segment
from ingest.outline.role_name_in_title import are_same, clean_title, is_name_in_title, only_role, role_name
from ingest.outline.role_names import is_role_name
from ingest.outline.titles_in_sentences import title_in_text
from ingest.profiles.draft import Draft
from ingest.profiles.line_owners import Owners
from ingest.punctuation import SPACED_DASHES
from ingest.sections.reader_interface import span

_BEFORE_A_SITE = (*SPACED_DASHES, ": ")


def take_title(title: str, draft: Draft, owners: Owners, grammars: Grammars) -> None:
    """Make `title` the title of a profile that has none, or only a line that names no role; say what was done.

    A page that names its role keeps its own title, and so does one with a code. The line that was the title is then
    a heading as others are.
    """
    title = clean_title(title, grammars)
    own, places = draft.title, draft.spans.get("title", ())
    if not title or (own and are_same(own, title, grammars)):
        return
    if own and (draft.code or is_role_name(draft.name or own, grammars)):
        line = places[0].line_start if places else 1
        draft.diagnostics.append(diagnose("W437", line, detail=f"the table says {title[:60]}"))
        return
    draft.diagnostics.append(diagnose("I613", 1, detail=title[:60]))
    for at in places:
        draft.diagnostics.append(diagnose("W437", at.line_start, at.line_end, str(own)[:60]))
        owners.change("title", "structure", at)
    draft.title, draft.name = title, role_name(title, grammars)
    draft.spans = {field: at for field, at in draft.spans.items() if field not in ("title", "name")}


def take_document_title(title: str, draft: Draft, grammars: Grammars) -> None:
    """Make the file's title, without the name of its site, the title of a profile that has none.

    A page with a title keeps it; if the file names another role, a diagnostic says so.
    """
    role = _without_site(title, grammars)
    if draft.title is None and role:
        draft.title, draft.name = role, role_name(role, grammars)
        draft.diagnostics.append(diagnose("I615", 1, detail=title[:60]))
    elif draft.title and is_role_name(role, grammars) and not are_same(draft.title, role, grammars):
        draft.diagnostics.append(diagnose("W437", 1, detail=f"the document's <title> is {role[:60]}"))


def take_title_of_text(draft: Draft, segment: Segment, grammars: Grammars) -> None:
    """Make the role that a sentence names the title of a profile that has none, and say so. Of a title that holds no
    word of a role say that, and what a sentence names."""
    if draft.shape != "role" or draft.code or (draft.title and _names_role(draft, grammars)):
        return
    found = title_in_text([*segment.preamble, *(block for part in segment.body for block in part.blocks)], grammars)
    if draft.title:
        at = draft.spans["title"][0] if draft.spans.get("title") else None
        line, last = (at.line_start, at.line_end) if at else (1, 1)
        draft.diagnostics.append(diagnose("W441", line, last, draft.title[:60]))
        if found is not None:
            draft.diagnostics.append(diagnose("W437", found.start, found.end, f"a sentence names {found.text[:60]}"))
    elif found is not None:
        draft.title, draft.name = found.text, role_name(found.text, grammars)
        draft.spans["title"] = draft.spans["name"] = (span(found),)
        draft.diagnostics.append(diagnose("W442", found.start, found.end, found.text[:60]))


def _names_role(draft: Draft, grammars: Grammars) -> bool:
    return is_name_in_title(draft.name or draft.title or "", grammars)


def _without_site(title: str, grammars: Grammars) -> str:
    """The one part that names a role: `Baker` of `Baker - Bakery Guild`; all of it where no part or several do."""
    whole = clean_title(title, grammars)
    return only_role(whole, _BEFORE_A_SITE, grammars) or whole

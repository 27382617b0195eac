"""The title beside a page, in a table's column or an HTML file's `<title>`, for pages that name no role themselves."""

from __future__ import annotations

from ingest.diagnostics import diagnose
from ingest.grammar import Grammars
from ingest.outline.names import is_role_name
from ingest.outline.title_names import are_same, clean_title, role_name
from ingest.profiles.draft import Draft
from ingest.profiles.owners import Owners
from ingest.punctuation import SPACED_DASHES

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
    """Make what a file is called the title of a profile that has none, without the name of its site. A page that has
    a title keeps it; a role that the file is called by then is said."""
    role = _without_site(title, grammars)
    if draft.title is None and role:
        draft.title, draft.name = role, role_name(role, grammars)
        draft.diagnostics.append(diagnose("I615", 1, detail=title[:60]))
    elif draft.title and is_role_name(role, grammars) and not are_same(draft.title, role, grammars):
        draft.diagnostics.append(diagnose("W437", 1, detail=f"the file is called {role[:60]}"))


def _without_site(title: str, grammars: Grammars) -> str:
    """The one part that names a role: `Baker` of `Baker - Bakery Guild`; all of it where no part or several do."""
    whole = clean_title(title, grammars)
    parts = whole
    for joint in _BEFORE_A_SITE:
        parts = parts.replace(joint, "\n")
    roles = [part for part in parts.split("\n") if is_role_name(part, grammars)]
    return roles[0].strip() if len(roles) == 1 else whole

"""The title beside a page, in a column of its table: it counts where the page itself names no role."""

from __future__ import annotations

from ingest.diagnostics import diagnose
from ingest.grammar import Grammars
from ingest.outline.names import is_role_name
from ingest.outline.titles import clean_title, role_name
from ingest.profiles.draft import Draft
from ingest.profiles.owners import Owners


def take_title(title: str, draft: Draft, owners: Owners, grammars: Grammars) -> None:
    """Make `title` the title of a profile that has none, or only a line that names no role; say what was done.

    A page that names its role keeps its own title, and so does one with a code. The line that was the title is then
    a heading as others are.
    """
    title = clean_title(title, grammars)
    own, places = draft.title, draft.spans.get("title", ())
    if not title or (own and _is_same(own, title)):
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


def _is_same(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one

"""The title that stands beside a page, in a column of its table: it counts where the page itself names no role."""

from __future__ import annotations

from typing import Any

from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.names import is_role_name
from ingest.outline.titles import clean_title, role_name


def take_title(title: str, values: dict[str, Any], owners: list[str], grammars: Grammars) -> list[Diagnostic]:
    """Make `title` the title of a profile that has none, or only a line that names no role; say what was done.

    A page that names its role keeps its own title, and so does one with a code. The line that was the title is then
    a heading as others are: `owners` has one entry for each line of the dump.
    """
    title = clean_title(title, grammars)
    own, spans = values.get("title"), values["spans"].get("title", [])
    if not title or (own and _is_same(own, title)):
        return []
    if own and (values.get("code") or is_role_name(values.get("name") or own, grammars)):
        return [diagnose("W437", spans[0]["line_start"] if spans else 1, detail=f"the table says {title[:60]}")]
    found = [diagnose("I613", 1, detail=title[:60])]
    for at in spans:
        found.append(diagnose("W437", at["line_start"], at["line_end"], str(own)[:60]))
        for number in range(at["line_start"], at["line_end"] + 1):
            owners[number - 1] = "structure" if owners[number - 1] == "title" else owners[number - 1]
    values["title"], values["name"] = title, role_name(title, grammars)
    values["spans"] = {field: lines for field, lines in values["spans"].items() if field not in ("title", "name")}
    return found


def _is_same(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one

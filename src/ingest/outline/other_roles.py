"""Sections whose heading names another role than the one they are below: `Porter responsibilities` of a nurse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.outline.nesting import Node
from ingest.outline.role_name_in_title import clean_title, role_name
from ingest.outline.role_names import base_name, head_word, is_role_name, names_group, names_several

OWN = frozenset(("responsibilities", "requirements", "skills", "facts", "pay"))  # sections that a role has of its own
_LEAST = 2  # names in headings of a page whose title names no role: the first may be its only one
_LETTERS = 4  # that begin both `engineer` and `engineering`, `baker` and `bakers`


def other_roles(
    nodes: Sequence[Node],
    meanings: Sequence[Meaning | None],
    owners: Sequence[int | None],
    title: str | None,
    grammars: Grammars,
) -> dict[int, str]:
    """Return, for each section that belongs to another role than the one it is below, the name of that role.

    `owners` holds the heading that opens the role of each section; where there is none, `title` names it. On a page
    whose title names no role either, headings have to name two; there those that describe two roles count as well:
    `Role of the president`, `Role of the treasurer`.
    """
    named = {
        i: name
        for i, meaning in enumerate(meanings)
        if (name := _role_in(nodes[i].section.title, meaning, grammars)) is not None
    }
    page = role_name(clean_title(title, grammars), grammars) if title else ""
    is_titled = is_role_name(page, grammars)
    is_of_one = is_titled and not names_several(page, grammars)
    described = {i for i in named if (meaning := meanings[i]) is not None and meaning.kind not in OWN}
    if is_of_one or len({head_word(named[i]) for i in described}) < _LEAST:
        named = {i: name for i, name in named.items() if i not in described}
    if not named:
        return {}
    above = {i: page if (at := owners[i]) is None else nodes[at].section.title for i in named}
    found = {i: name for i, name in named.items() if not _is_same(name, above[i])}
    of_page = {head_word(name) for i, name in found.items() if owners[i] is None}
    if is_titled or len(of_page) >= _LEAST:
        return found
    return {i: name for i, name in found.items() if owners[i] is not None}


def is_other_role(title: str, names: Sequence[str], grammars: Grammars) -> bool:
    """Whether a page's title names one role, none of those that its headings name."""
    page = role_name(clean_title(title, grammars), grammars)
    is_single = is_role_name(page, grammars) and not names_several(page, grammars)
    return is_single and not any(_is_same(name, page) for name in names)


def openers_of(named: Mapping[int, str], roles: Mapping[int, str], grammars: Grammars) -> dict[int, int]:
    """Return the section that opens the role of each section in `named`: one of the page's `roles` with that name, else
    the first section that names it."""
    found: dict[int, int] = {}
    known = dict(roles)
    for i, name in sorted(named.items()):
        same = (at for at, other in known.items() if base_name(other, grammars) == base_name(name, grammars))
        found[i] = next(same, i)
        known.setdefault(found[i], name)
    return found


def _role_in(text: str, meaning: Meaning | None, grammars: Grammars) -> str | None:
    """The role that a heading names beside the words of a kind that roles have of their own; none that its reader has
    beside another one: `Responsibilities as a mentor`."""
    if meaning is None or meaning.kind not in (*OWN, "description") or not meaning.slot:
        return None
    if grammars.words.calls.opens(text.partition(meaning.slot)[0]):
        return None
    name = f"{meaning.slot[0].upper()}{meaning.slot[1:]}"
    return name if is_role_name(name, grammars) and not names_group(name, grammars) else None


def _is_same(name: str, title: str) -> bool:
    """Whether a name may be that of a title: the last words of both begin alike, or one is the other's initials."""
    initials = "".join(word[0] for word in title.split()).casefold()
    return name.casefold() == initials or head_word(name)[:_LETTERS] == head_word(title)[:_LETTERS]

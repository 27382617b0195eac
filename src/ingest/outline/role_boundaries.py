"""Headings of roles: which headings open a role of their own, and which name a level of one role's ladder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from ingest.blocks import Paragraph
from ingest.grammar import Grammars
from ingest.grammar.folding import without_numbering
from ingest.outline.headings_over_siblings import labels_inside
from ingest.outline.kind_groups import DEMANDS
from ingest.outline.levels_in_headings import (
    LEAST,
    LEAST_STEPS,
    columns_as_headings,
    is_word_of_scale,
    label_of,
    named_level,
    named_levels,
)
from ingest.outline.model import LevelMark, Section
from ingest.outline.nesting import Node, headings_above, is_bare, sections_over_text
from ingest.outline.other_roles import OWN
from ingest.outline.role_names import (
    base_name,
    code_of,
    is_role_name,
    is_shaped_as_name,
    level_words,
    may_name_role,
    names_several,
    plain_name,
)

OF_ROLES = OWN | {"description"}  # kinds of headings that roles have right below them
MANY = 3  # roles with lists right below them, beside which others with lists may be roles
MOST_OTHERS = 0.4  # share of the headings beside roles that may name none


class Found(NamedTuple):
    """The sections that open roles, by index, the level that a section's heading names, and whether the roles have
    headed sections of their own."""

    roles: tuple[int, ...]
    levels: dict[int, LevelMark]
    have_sections: bool = False


class _Group(NamedTuple):
    """Headings of one depth below one parent that no words know, and what they name."""

    depth: float
    members: list[int]
    labels: dict[int, LevelMark]
    names: list[int]


def find_roles(
    nodes: Sequence[Node],
    kinds: Sequence[str | None],
    title: str | None,
    above_levels: Mapping[int, Mapping[int, LevelMark]],
    led_in: Callable[[Section], Collection[str]],
    grammars: Grammars,
) -> Found:
    """Decide for each group of sibling headings whether they open roles, name levels, or neither.

    `kinds` holds what each heading's own words mean; `title` is the page's title, if it is above the sections. A
    heading with headed sections of its own opens a role. A heading over text, bullets or a table names a level where it
    is a level's label, or differs from its siblings or the title by a level's word or number only, or is the name of a
    role below the title of a ladder; other names of roles are roles, and so are those of the same depth below other
    headings. `above_levels` holds the dimensions that are above their levels, `led_in` the kinds of lists that
    sentences of a section announce as headings would: `You will:`.
    """
    levels = {i: mark for run in above_levels.values() for i, mark in run.items()}
    inside = labels_inside([node.section for node in nodes], kinds, grammars) | levels.keys()
    siblings = _unknown_siblings(nodes, kinds, inside)
    if not inside and all(len(members) < LEAST for members in siblings.values()):
        return Found((), {})
    own = _kinds_below(nodes, kinds, led_in, grammars)
    columns = columns_as_headings([node.section for node in nodes], grammars)
    below = _known_below(nodes, kinds)
    roles: list[int] = []
    known: set[int] = set()  # roles with sections of their own,
    depth: float | None = None  # which are all of one depth
    named: float | None = None  # the depth of roles that their names alone show
    heads = _heads_of_roles(nodes, own, grammars)
    headed = {i for i in inside if own.get(i, set()) & DEMANDS}  # labels over what is required, and what is preferred
    if len(headed) >= LEAST:
        levels.update({i: mark for i in headed if (mark := label_of(nodes[i].section, grammars))})
    page = base_name(grammars.words.roles.without_template(title), grammars) if title else ""
    is_ladder = title is not None and grammars.words.roles.is_of_ladder(title)
    for group in _groups(nodes, siblings, own, below, columns, page, is_ladder, grammars):
        openers = [i for i in group.members if i in own and (i in group.labels or i in group.names)]
        if len(heads.intersection(openers)) * 2 > len(openers):
            continue  # tracks or teams: the roles are below
        if len(openers) >= LEAST and not roles:
            roles = [i for i in group.members if i in own or i in group.names or i in group.labels]
            roles = [i for i in roles if i in own or not _is_of_several(i, roles, nodes, grammars)]
            depth = group.depth
            known.update(roles)
            levels.update({i: group.labels[i] for i in roles if i in group.labels})
        elif openers and depth == group.depth and known.isdisjoint(headings_above(openers[0], nodes)):
            roles += openers
            known.update(openers)
            levels.update({i: group.labels[i] for i in openers if i in group.labels})
        elif len(group.labels) >= LEAST:
            levels.update(group.labels)
            if not roles and _share_levels(group.labels, grammars):
                roles, named = [*group.labels], group.depth
        elif _is_ladder([i for i in group.names if i not in own], nodes, title, grammars):
            levels.update(named_levels(_headings(group.names, nodes), levels, grammars))
            levels.update(group.labels)  # `New grad` below the names
        elif len(group.names) >= LEAST and (not roles or named == group.depth) and _are_roles(group, nodes):
            if is_ladder and own.keys().isdisjoint(group.names):
                levels.update(named_levels(_headings(group.names, nodes), levels, grammars))
            else:
                roles, named = [*roles, *group.names], group.depth
    return Found(tuple(sorted(roles)), levels, depth is not None)


def _share_levels(labels: Mapping[int, LevelMark], grammars: Grammars) -> bool:
    """Whether headings name a role each beside its level, and two of them are of one level: `Rank 2 - Baker` and `Rank
    2 - Cook`."""
    names = [mark.title or "" for mark in labels.values()]
    of_levels = {mark.label for mark in labels.values()}
    return len(of_levels) < len(labels) == len(set(names)) and all(is_role_name(name, grammars) for name in names)


def _is_of_several(i: int, roles: Sequence[int], nodes: Sequence[Node], grammars: Grammars) -> bool:
    """Whether a heading without sections of its own is about all those who hold a role, among names of single ones:
    `New members` beside `Member` and `Reviewer`."""
    several = [names_several(nodes[j].section.title, grammars) for j in roles]
    return names_several(nodes[i].section.title, grammars) and sum(several) * 2 < len(several)


def _heads_of_roles(nodes: Sequence[Node], own: Mapping[int, set[str]], grammars: Grammars) -> frozenset[int]:
    """The headings right below which are several roles or levels with sections of their own."""
    counts: Counter[int] = Counter()
    for i, kinds in own.items():
        node = nodes[i]
        is_named = is_role_name(node.section.title, grammars) or label_of(node.section, grammars) is not None
        if node.parent is not None and (is_named or _is_whole(node, kinds)):
            counts[node.parent] += 1
    return frozenset(i for i, count in counts.items() if count >= LEAST)


def _unknown_siblings(
    nodes: Sequence[Node], kinds: Sequence[str | None], inside: frozenset[int]
) -> dict[tuple[int | None, float], list[int]]:
    """The headings without a known meaning, by the heading above them and their depth; those inside a section are
    none."""
    members: dict[tuple[int | None, float], list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        heading = node.section.heading
        if heading is not None and kinds[i] is None and i not in inside:
            members[node.parent, heading.depth or 9].append(i)
    return members


def _groups(
    nodes: Sequence[Node],
    siblings: Mapping[tuple[int | None, float], list[int]],
    own: Mapping[int, set[str]],
    below: Mapping[int, set[str]],
    columns: Mapping[int, LevelMark],
    page: str,
    is_ladder: bool,
    grammars: Grammars,
) -> list[_Group]:
    """What sibling headings without a known meaning name, from the outermost group inwards.
    `page` is the name that the page's title has, as `base_name` gives it, `is_ladder` whether it says that the page is
    about levels; `columns` are the headings that a table of the page has as its levels, `below` those of known words
    right below each heading.

    A heading names a role if its words say so, or if it is shaped as a name and has what a role has below it: what the
    person does, and what they bring; if it may be one and has the same below it as a sibling that is one; if it is
    shaped as a name and has a heading right below it that several siblings that are roles have; or if most of its
    siblings are its name with other levels.
    """
    groups = []
    over_text = sections_over_text(nodes)
    for (_, depth), members in sorted(siblings.items(), key=lambda item: (item[0][1], item[1][0])):
        found = [i for i in members if i in over_text or not is_bare(nodes[i].section)]
        labels = {i: mark for i in found if (mark := columns.get(i) or label_of(nodes[i].section, grammars))}
        if len(labels) >= LEAST:  # words of a scale are levels beside others: `Middle` between `Junior` and `Senior`
            between = range(min(labels), max(labels)) if is_ladder else range(0)
            steps = [i for i in found if i not in labels and _is_rung_between(i, between, nodes, grammars)]
            labels.update({i: named_level(nodes[i].section) for i in steps})
        rungs = _rungs(found, nodes, page, grammars)
        sure = {
            i
            for i in found
            if i in rungs
            or (is_role_name(nodes[i].section.title, grammars) and not _is_step(nodes[i].section.title, grammars))
            or _is_whole(nodes[i], own.get(i, ()))
        }
        parts = [own[i] for i in sure if i in own]
        sure |= {i for i in found if own.get(i) in parts and _may_be_one(nodes[i], True, grammars)}
        shared = Counter(title for i in sure for title in below.get(i, ()))
        common = {title for title, count in shared.items() if count >= MANY}
        sure |= {i for i in found if common & below.get(i, set()) and is_shaped_as_name(nodes[i].section.title)}
        with_lists = {i for i in found if nodes[i].section.has_list}
        alike = with_lists if len(with_lists & sure) >= MANY else frozenset[int]()
        names = [
            i
            for i in found
            if i in sure
            or (
                len(sure) >= LEAST
                and _may_be_one(nodes[i], i in own or i in alike or _tells_of_itself(nodes[i], grammars), grammars)
            )
        ]
        groups.append(_Group(depth, found, labels, names))
    return groups


def _is_rung_between(i: int, between: range, nodes: Sequence[Node], grammars: Grammars) -> bool:
    """Whether a heading beside labels of levels is one, too: a word of a scale, or on a page about a ladder any single
    word over a list, `between` the others: `Journeyman` between `Apprentice` and `Master`."""
    section = nodes[i].section
    if is_word_of_scale(section, grammars):
        return True
    return i in between and section.has_list and len(nodes[i].section.title.split()) == 1


def _is_step(text: str, grammars: Grammars) -> bool:
    """Whether a heading is a step of a numbered scale, and no role: `5 - Expert`."""
    name = without_numbering(text)
    return name != text and (grammars.words.level_name(name) is not None or grammars.words.is_of_scale(name))


def _may_be_one(node: Node, has_own: bool, grammars: Grammars) -> bool:
    """Return whether a heading among names of roles is one too.

    It is if it ends like one and has sections of its own, or a list like theirs, or the word of a level (`Lead
    Themer`).
    """
    text = node.section.title
    return may_name_role(text, grammars) and (has_own or level_words(text, grammars) is not None)


def _tells_of_itself(node: Node, grammars: Grammars) -> bool:
    """Whether the text below a heading begins with the heading's name: `Observer` over `An observer may take part`."""
    first = next((block.text for block in node.section.blocks if isinstance(block, Paragraph)), "").casefold()
    name = plain_name(node.section.title).casefold()
    article, _, behind = first.partition(" ")
    said = behind if grammars.words.calls.is_article(article) else first
    return bool(name) and said.startswith(name)


def _rungs(members: Sequence[int], nodes: Sequence[Node], page: str, grammars: Grammars) -> frozenset[int]:
    """Most of the headings of a group, if they are one name with words or codes of three levels or more, `QA Junior`
    and `QA Senior`, one of which may have none (`Thatcher`); or one abbreviation with numbers, `RSE 1` and `RSE 2`. The
    name that the page has needs two."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for i in members:
        if level_words(nodes[i].section.title, grammars) or may_name_role(nodes[i].section.title, grammars):
            by_name[base_name(nodes[i].section.title, grammars)].append(i)
    name, found = max(by_name.items(), key=lambda item: len(item[1]), default=("", []))
    least = LEAST if name == page else LEAST_STEPS
    if not name or len(found) < least:
        return frozenset()
    words = [level_words(nodes[i].section.title, grammars) or "" for i in found]
    known = [grammars.words.level_name(word) for word in words]
    codes = [code_of(word, grammars) if word else "" for word in words]  # none for the rung without words
    ranks = {rank.order if rank else code for rank, code in zip(known, codes, strict=True) if rank or code is not None}
    is_counted = all(map(str.isdigit, words)) and len(set(words)) == len(words)
    is_abbreviated = all(name.upper() in nodes[i].section.title.split() for i in found)
    if len(found) * 2 <= len(members) and not (is_counted and is_abbreviated and len(found) >= LEAST_STEPS):
        return frozenset()
    return frozenset(found) if len(ranks) >= least or (is_counted and is_abbreviated) else frozenset()


def ranks_of(names: Sequence[str], grammars: Grammars) -> list[str | None]:
    """Return for each name of a role the words of a level that distinguish it from another role of the page:
    `Senior` beside a `Lead` or none. A rank that another name ends with as well is none: `Product Manager`.
    """
    bases = [base_name(name, grammars) for name in names]
    words = [level_words(name, grammars) for name in names]
    ends = Counter(plain_name(name).rpartition(" ")[2] for name in names)
    beside: dict[str, list[str | None]] = defaultdict(list)
    for base, word in zip(bases, words, strict=True):
        beside[base].append(word)
    alone = {base for base in beside if not base and any(is_role_name(name, grammars) for name in names)}
    ranked = {base for base, found in beside.items() if base not in alone and len(set(found)) == len(found) > 1}
    return [word if base in ranked and ends[word or ""] <= 1 else None for base, word in zip(bases, words, strict=True)]


def _is_ladder(names: Sequence[int], nodes: Sequence[Node], title: str | None, grammars: Grammars) -> bool:
    """Whether most names differ by a level's word or number only."""
    if len(names) < LEAST:
        return False
    bases = Counter(base_name(nodes[i].section.title, grammars) for i in names)
    base, count = bases.most_common(1)[0]
    if title is not None and base_name(title, grammars) == base and base:
        count += 1
    return bool(base) and count >= LEAST and count * 2 > len(names)


def _are_roles(group: _Group, nodes: Sequence[Node]) -> bool:
    """Whether the names of a group are those of roles: few of their siblings with a text of their own name none."""
    others = [i for i in group.members if i not in group.names and nodes[i].section.blocks]
    return len(others) <= MOST_OTHERS * (len(group.names) + len(others))


def _is_whole(node: Node, below: Collection[str]) -> bool:
    return "responsibilities" in below and not DEMANDS.isdisjoint(below) and is_shaped_as_name(node.section.title)


def _kinds_below(
    nodes: Sequence[Node],
    kinds: Sequence[str | None],
    led_in: Callable[[Section], Collection[str]],
    grammars: Grammars,
) -> dict[int, set[str]]:
    """The kinds that roles have, of the sections below each section and of what is led in there. Skills that recur
    right below the labels of levels are a dimension of the levels."""
    labels = {i for i, node in enumerate(nodes) if label_of(node.section, grammars)}
    below = Counter((node.section.title.casefold()) for node in nodes if node.parent in labels)
    found: dict[int, set[str]] = defaultdict(set)
    for i, node in enumerate(nodes):
        if announced := led_in(node.section):
            found[i].update(announced)
    for node, of_node in zip(nodes, kinds, strict=True):
        is_dimension = of_node == "skills" and node.parent in labels and below[node.section.title.casefold()] >= LEAST
        if of_node is not None and of_node in OWN and not is_dimension:
            parent = node.parent
            while parent is not None:
                found[parent].add(of_node)
                parent = nodes[parent].parent
    return dict(found)


def _known_below(nodes: Sequence[Node], kinds: Sequence[str | None]) -> dict[int, set[str]]:
    """The headings right below each one that say what a role is, does or brings."""
    found: dict[int, set[str]] = defaultdict(set)
    for node, kind in zip(nodes, kinds, strict=True):
        if node.parent is not None and kind in OF_ROLES:
            found[node.parent].add(node.section.folded)
    return dict(found)


def _headings(members: Sequence[int], nodes: Sequence[Node]) -> list[tuple[int, str, int, int]]:
    headings = ((i, nodes[i].section.heading) for i in members)
    return [(i, heading.text, heading.start, heading.end) for i, heading in headings if heading is not None]

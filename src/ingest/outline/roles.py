"""Which headings open a role of their own, and which name a level of one role's ladder.

First from what headings say and what recurs below them, before sections are nested (`find_openers`,
`dimensions_above`); then, once they are, for each group of siblings (`find_roles`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Paragraph, Table
from ingest.grammar import Grammars
from ingest.grammar.folding import without_numbering
from ingest.grammar.words import Meaning
from ingest.outline.level_tables import find_axis
from ingest.outline.model import LevelMark, Section
from ingest.outline.names import (
    base_name,
    code_of,
    is_role_name,
    is_shaped_as_name,
    level_of,
    level_words,
    may_name_role,
    plain_emphasis,
    plain_name,
)
from ingest.outline.nesting import Node

LISTED = frozenset(("responsibilities", "requirements", "guidelines", "skills"))  # sections whose items have levels
NEVER_DIMENSIONS = frozenset(("responsibilities", "requirements", "pay"))  # of a level, even if they recur
OWN = frozenset(("responsibilities", "requirements", "skills", "facts", "pay"))  # sections that a role has of its own
BROUGHT = frozenset(("requirements", "skills"))  # what a person brings
LEAST = 2  # roles or levels that make a family or a ladder
MANY = 3  # roles with lists right below them, beside which others with lists may be roles
LEAST_SCALED = 2  # headings above the steps of a scale,
LEAST_STEPS = 3  # and steps of one
LEAST_RECURRING = 2  # openers that have a section of the same name below them
MOST_OTHERS = 0.4  # share of the headings beside roles that may name none


# -- before sections are nested ----------------------------------------------------------------------------------------


def find_openers(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> frozenset[int]:
    """Headings that are above the sections of their own depth that follow them.

    Levels (`Level 1`, `Level 2`) and roles (`Baker`, `Miller`) are openers where several of one depth have the same
    sections below them, or where there is only text between them.
    """
    found: set[int] = set()
    inside = labels_inside(sections, kinds, grammars)
    depths = {section.heading.depth for section in sections if section.heading}
    for depth in depths:
        group = [i for i, section in enumerate(sections) if section.heading and section.heading.depth == depth]
        for is_one in (_is_level(grammars), _is_role(grammars)):
            openers = [i for i in group if kinds[i] is None and i not in inside and is_one(sections[i])]
            if len(openers) >= LEAST and _recur(sections, openers, group):
                found.update(openers)
                break
    return frozenset(found)


def recurring_below(sections: Sequence[Section], openers: frozenset[int]) -> frozenset[int]:
    """Headings without marks that recur below two or more openers: each is right below its opener."""
    below: dict[str, set[int]] = {}
    opener: int | None = None
    found: list[tuple[int, str]] = []
    for i, section in enumerate(sections):
        if i in openers:
            opener = i
        elif opener is not None and section.heading is not None and section.heading.depth is None:
            below.setdefault(_folded(section), set()).add(opener)
            found.append((i, _folded(section)))
    return frozenset(i for i, key in found if len(below[key]) >= LEAST_RECURRING)


def dimensions_above(
    sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars
) -> dict[int, dict[int, LevelMark]]:
    """The dimensions that are above their levels, `Communication` over `Level 1` and `Level 2`, each with the
    sections of its levels; nothing unless a level recurs below two of them, or they are skills, which no level is.

    A dimension is the heading right above a run of levels' labels. It is no name of a role, and no heading of
    responsibilities, requirements or pay, whose levels only group items. Names that no scheme knows are labels, too,
    where the page has them as a scale: `Novice`, `Practitioner`, `Expert`.
    """
    scale = _steps_beside_labels(sections, grammars) | _scale(sections, kinds, grammars)
    runs: dict[int, dict[int, LevelMark]] = {}
    head: int | None = None
    for i, section in enumerate(sections):
        mark = scale.get(i) or _label(section, grammars)
        if mark is None:
            head = i
        elif head is not None and _may_stand_above(sections[head], section, kinds[head], grammars):
            runs.setdefault(head, {})[i] = mark
        if section.closes:
            head = None
    below = Counter(key for run in runs.values() for key in {mark.key for mark in run.values()})
    if len(runs) >= LEAST and max(below.values()) >= LEAST_RECURRING:
        return runs
    return {head: run for head, run in runs.items() if kinds[head] == "skills" and len(run) >= LEAST}


def _scale(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> dict[int, LevelMark]:
    """The sections whose headings are steps of a scale: the same ones in the same order below several headings; no
    words know them, but for some that are levels."""
    depths = [section.heading.depth or 0 if section.heading else 0 for section in sections]
    found: dict[tuple[str, ...], list[range]] = defaultdict(list)
    first = 0
    for depth, group in groupby(range(len(sections)), depths.__getitem__):
        steps = range(first, first := first + len(list(group)))
        if steps.start and depths[steps.start - 1] and depth > depths[steps.start - 1]:
            found[tuple(_folded(sections[i]) for i in steps)].append(steps)
    for names, runs in found.items():
        if len(runs) < LEAST_SCALED or not LEAST_STEPS <= len(set(names)) == len(names):
            continue
        steps = runs[0]
        are_known = [_label(sections[i], grammars) is not None for i in steps]
        if any(are_known) and all(kinds[i] is None or known for i, known in zip(steps, are_known, strict=True)):
            return {i: _label(sections[i], grammars) or _named(sections[i]) for run in runs for i in run}
    return {}


def _steps_beside_labels(sections: Sequence[Section], grammars: Grammars) -> dict[int, LevelMark]:
    """The sections whose headings are words of a scale right beside a level's label: `Novice` above `Beginner`."""
    words = [i for i, section in enumerate(sections) if section.heading and _is_word_of_scale(section, grammars)]
    labels = {i for at in words for i in (at - 1, at + 1) if 0 <= i < len(sections) and _label(sections[i], grammars)}
    return {i: _named(sections[i]) for i in words if i not in labels and not labels.isdisjoint((i - 1, i + 1))}


def _is_word_of_scale(section: Section, grammars: Grammars) -> bool:
    return section.heading is not None and grammars.words.is_of_scale(plain_name(section.heading.text))


def _named(section: Section) -> LevelMark:
    return LevelMark(
        plain_name(section.heading.text if section.heading else ""), None, None, section.start, section.start
    )


def _may_stand_above(head: Section, label: Section, kind: str | None, grammars: Grammars) -> bool:
    if head.heading is None or label.heading is None or kind in NEVER_DIMENSIONS:
        return False
    depth, below = head.heading.depth, label.heading.depth
    if depth is not None and (below is None or depth > below):
        return False
    return not is_role_name(head.heading.text, grammars)


def columns_as_headings(sections: Sequence[Section], grammars: Grammars) -> dict[int, LevelMark]:
    """The sections whose headings are levels because a table of the page has them so, above its columns: `Builder` and
    `Operator`, that no words know."""
    at = {_folded(section): i for i, section in enumerate(sections)}
    found: dict[int, LevelMark] = {}
    for table in (block for section in sections for block in section.blocks if isinstance(block, Table)):
        cells = table.header.cells[1:] if table.header else ()
        headed = {cell: at[folded] for cell in cells if (folded := plain_emphasis(cell).casefold()) in at}
        axis = find_axis(table, grammars) if len(headed) >= LEAST else None
        if axis is not None and axis.is_across:
            for cell, i in headed.items():
                if cell in axis.levels:
                    found[i] = axis.levels[cell]._replace(start=sections[i].start, end=sections[i].start)
    return found


def levels_in_names(
    sections: Sequence[Section], meanings: Sequence[Meaning | None], grammars: Grammars
) -> dict[int, LevelMark]:
    """The levels that headings of one kind and depth name, where these say whose they are and differ by a level's word
    only: `Baker requirements` and `Senior Baker requirements`."""
    by_kind: dict[tuple[str, int | None], list[tuple[int, Section]]] = defaultdict(list)
    names: dict[int, str] = {}
    for i, (section, meaning) in enumerate(zip(sections, meanings, strict=True)):
        if meaning is None or section.heading is None or meaning.slot is None or meaning.kind not in LISTED:
            continue
        if is_role_name(meaning.slot, grammars):
            names[i] = meaning.slot
            by_kind[meaning.kind, section.heading.depth].append((i, section))
    found: dict[int, LevelMark] = {}
    for group in by_kind.values():
        bases = {base_name(names[i], grammars) for i, _ in group}
        words = {level_words(names[i], grammars) for i, _ in group}
        if len(group) >= LEAST and len(bases) == 1 and len(words) == len(group):
            for i, section in group:
                label = level_words(names[i], grammars) or names[i]
                found[i] = LevelMark(label, code_of(label, grammars), names[i], section.start, section.start)
    return found


def labels_inside(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> frozenset[int]:
    """Labels of levels that divide the items of a section: they are right below its heading, or below one another."""
    is_level = _is_level(grammars)
    found: set[int] = set()
    depth: int | None = None
    kind: str | None = None
    inside = False
    label: int | None = None  # the depth of the last one
    for i, section in enumerate(sections):
        heading = section.heading
        if heading is None:
            inside = False
        elif inside and label is not None and (heading.depth or 0) > label and kinds[i] in (None, kind):
            continue  # what is required and what is preferred at a level
        elif kinds[i] in LISTED:
            kind = kinds[i]
            inside, depth, label = not section.blocks or kinds[i] == "responsibilities", heading.depth, None
        elif inside and is_level(section) and _is_over_other(sections, kinds, i, kind):
            inside = False  # a level with sections of its own, one of another kind first
        elif inside and is_level(section) and (heading.depth is None or depth is None or heading.depth > depth):
            is_rung = kind == "guidelines" and heading.depth is not None and not _states_dimension(section, grammars)
            if is_rung or (kind not in NEVER_DIMENSIONS and _has_subheading(sections, i)):
                inside = False  # a level of a ladder, with what it asks for
            else:
                found.add(i)
                label = heading.depth
        else:
            inside = False
    return frozenset(found)


def _is_over_other(sections: Sequence[Section], kinds: Sequence[str | None], i: int, kind: str | None) -> bool:
    """Whether a label without marks has nothing but a heading of another kind below it: `GRADE 2` over `ENVIRONMENT`,
    behind the duties of `GRADE 1`."""
    heading, below = sections[i].heading, sections[i + 1].heading if i + 1 < len(sections) else None
    if heading is None or heading.depth is not None or sections[i].blocks or below is None or below.depth is not None:
        return False
    return kinds[i + 1] not in (None, kind)


def _states_dimension(section: Section, grammars: Grammars) -> bool:
    """Whether a line below a label is a key of guidelines: `Knowledge: …`."""
    return any(grammars.column(text.partition(":")[0]) for text in section.texts()) or not section.blocks


def _has_subheading(sections: Sequence[Section], i: int) -> bool:
    """Whether a heading with a depth has a deeper one, or one without depth, right below it."""
    own = sections[i].heading
    below = sections[i + 1].heading if i + 1 < len(sections) else None
    if own is None or own.depth is None or below is None:
        return False
    return below.depth > own.depth if below.depth is not None else below.basis == "bold"


def _is_level(grammars: Grammars) -> Callable[[Section], bool]:
    return lambda section: section.heading is not None and level_of(section.heading.text, grammars) is not None


def _is_role(grammars: Grammars) -> Callable[[Section], bool]:
    return lambda section: section.heading is not None and is_role_name(section.heading.text, grammars)


def _recur(sections: Sequence[Section], openers: Sequence[int], group: Sequence[int]) -> bool:
    """Whether the headings of the same depth between openers recur, or there are none."""
    above: dict[str, set[int]] = {}  # the openers that a heading is below
    opener: int | None = None
    opens = frozenset(openers)
    for i in group:
        if i in opens:
            opener = i
        elif opener is not None:
            above.setdefault(_folded(sections[i]), set()).add(opener)
    return not above or max(map(len, above.values())) >= LEAST_RECURRING


def _folded(section: Section) -> str:
    return section.heading.text.casefold().strip(" :") if section.heading else ""


# -- when sections are nested ------------------------------------------------------------------------------------------


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
    led: Mapping[int, Collection[str]],
    grammars: Grammars,
) -> Found:
    """Decide for each group of sibling headings whether they open roles, name levels, or neither.

    `kinds` holds what each heading's own words mean; `title` is the page's title, if it is above the sections. A
    heading with headed sections of its own opens a role. A heading over text, bullets or a table names a level where it
    is a level's label, or differs from its siblings or the title by a level's word or number only, or is the name of a
    role below the title of a ladder; other names of roles are roles, and so are those of the same depth below other
    headings. `above_levels` holds the dimensions that are above their levels, `led` the kinds of lists that sentences
    of a section announce as headings would: `You will:`.
    """
    own = _kinds_below(nodes, kinds, led, grammars)
    columns = columns_as_headings([node.section for node in nodes], grammars)
    roles: list[int] = []
    known: set[int] = set()  # roles with sections of their own,
    depth: float | None = None  # which are all of one depth
    heads = _heads_of_roles(nodes, own, grammars)
    levels = {i: mark for run in above_levels.values() for i, mark in run.items()}
    inside = labels_inside([node.section for node in nodes], kinds, grammars) | levels.keys()
    headed = {i for i in inside if own.get(i, set()) & BROUGHT}  # labels over what is required, and what is preferred
    if len(headed) >= LEAST:
        levels.update({i: mark for i in headed if (mark := _label(nodes[i].section, grammars))})
    page = base_name(grammars.words.roles.without_template(title), grammars) if title else ""
    for group in _groups(nodes, kinds, own, columns, inside, page, grammars):
        openers = [i for i in group.members if i in own and (i in group.labels or i in group.names)]
        if len(heads.intersection(openers)) * 2 > len(openers):
            continue  # tracks or teams: the roles are below
        if len(openers) >= LEAST and not roles:
            roles = [i for i in group.members if i in own or i in group.names or i in group.labels]
            depth = group.depth
            known.update(roles)
            levels.update({i: group.labels[i] for i in roles if i in group.labels})
        elif openers and depth == group.depth and known.isdisjoint(_above(openers[0], nodes)):
            roles += openers
            known.update(openers)
            levels.update({i: group.labels[i] for i in openers if i in group.labels})
        elif len(group.labels) >= LEAST:
            levels.update(group.labels)
        elif _is_ladder([i for i in group.names if i not in own], nodes, title, grammars):
            levels.update(_named_levels([(i, nodes[i].section) for i in group.names], levels, grammars))
        elif len(group.names) >= LEAST and not roles and _are_roles(group, nodes):
            if title is not None and grammars.words.roles.is_of_ladder(title) and own.keys().isdisjoint(group.names):
                levels.update(_named_levels([(i, nodes[i].section) for i in group.names], levels, grammars))
            else:
                roles = group.names
    return Found(tuple(sorted(roles)), levels, depth is not None)


def _heads_of_roles(nodes: Sequence[Node], own: Mapping[int, set[str]], grammars: Grammars) -> frozenset[int]:
    """The headings right below which are several roles or levels with sections of their own."""
    counts: Counter[int] = Counter()
    for i, kinds in own.items():
        node = nodes[i]
        is_named = is_role_name(_text(node), grammars) or _label(node.section, grammars) is not None
        if node.parent is not None and (is_named or _is_whole(node, kinds)):
            counts[node.parent] += 1
    return frozenset(i for i, count in counts.items() if count >= LEAST)


def _above(i: int, nodes: Sequence[Node]) -> Iterator[int]:
    """The headings that a section is below, from the nearest on."""
    parent = nodes[i].parent
    while parent is not None:
        yield parent
        parent = nodes[parent].parent


def _groups(
    nodes: Sequence[Node],
    kinds: Sequence[str | None],
    own: Mapping[int, set[str]],
    columns: Mapping[int, LevelMark],
    inside: frozenset[int],
    page: str,
    grammars: Grammars,
) -> list[_Group]:
    """Sibling headings without a known meaning, from the outermost group inwards; those inside a section are none.
    `page` is the name that the page's title has, as `base_name` gives it; `columns` are the headings that a table of
    the page has as its levels.

    A heading names a role if its words say so, or if it is shaped as a name and has what a role has below it: what the
    person does, and what they bring; or if most of its siblings are its name with other levels.
    """
    members: dict[tuple[int | None, float], list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        heading = node.section.heading
        if heading is not None and kinds[i] is None and i not in inside:
            members[node.parent, heading.depth or 9].append(i)
    groups = []
    for (_, depth), found in sorted(members.items(), key=lambda item: (item[0][1], item[1][0])):
        labels = {i: mark for i in found if (mark := columns.get(i) or _label(nodes[i].section, grammars))}
        if len(labels) >= LEAST:  # words of a scale are levels beside others: `Middle` between `Junior` and `Senior`
            steps = [i for i in found if i not in labels and _is_word_of_scale(nodes[i].section, grammars)]
            labels.update({i: _named(nodes[i].section) for i in steps})
        rungs = _rungs(found, nodes, page, grammars)
        sure = {
            i
            for i in found
            if i in rungs
            or (is_role_name(_text(nodes[i]), grammars) and not _is_step(_text(nodes[i]), grammars))
            or _is_whole(nodes[i], own.get(i, ()))
        }
        with_lists = {i for i in found if any(isinstance(block, BulletList) for block in nodes[i].section.blocks)}
        alike = with_lists if len(with_lists & sure) >= MANY else frozenset[int]()
        names = [
            i
            for i in found
            if i in sure or (len(sure) >= LEAST and _may_be_one(nodes[i], i in own or i in alike, grammars))
        ]
        groups.append(_Group(depth, found, labels, names))
    return groups


def _is_step(text: str, grammars: Grammars) -> bool:
    """Whether a heading is a step of a numbered scale, and no role: `5 - Expert`."""
    name = without_numbering(text)
    return name != text and (grammars.words.level_name(name) is not None or grammars.words.is_of_scale(name))


def _may_be_one(node: Node, has_own: bool, grammars: Grammars) -> bool:
    """Whether a heading among names of roles is one: it ends as they may, and has sections of its own, or a list as
    they have, or the word of a level (`Lead Themer`)."""
    text = _text(node)
    return may_name_role(text, grammars) and (has_own or level_words(text, grammars) is not None)


def _rungs(members: Sequence[int], nodes: Sequence[Node], page: str, grammars: Grammars) -> frozenset[int]:
    """Most of the headings of a group, if they are one name with words or codes of three levels or more, `QA Junior`
    and `QA Senior`, one of which may have none (`Thatcher`); or one abbreviation with numbers, `RSE 1` and `RSE 2`. The
    name that the page has needs two."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for i in members:
        if level_words(_text(nodes[i]), grammars) or may_name_role(_text(nodes[i]), grammars):
            by_name[base_name(_text(nodes[i]), grammars)].append(i)
    name, found = max(by_name.items(), key=lambda item: len(item[1]), default=("", []))
    least = LEAST if name == page else LEAST_STEPS
    if not name or len(found) < least or len(found) * 2 <= len(members):
        return frozenset()
    words = [level_words(_text(nodes[i]), grammars) or "" for i in found]
    known = [grammars.words.level_name(word) for word in words]
    codes = [code_of(word, grammars) if word else "" for word in words]  # none for the rung without words
    ranks = {rank.order if rank else code for rank, code in zip(known, codes, strict=True) if rank or code is not None}
    is_counted = all(map(str.isdigit, words)) and len(set(words)) == len(words)
    is_abbreviated = all(name.upper() in _text(nodes[i]).split() for i in found)
    return frozenset(found) if len(ranks) >= least or (is_counted and is_abbreviated) else frozenset()


def _label(section: Section, grammars: Grammars) -> LevelMark | None:
    heading = section.heading
    mark = level_of(heading.text, grammars) if heading else None
    return mark._replace(start=heading.start, end=heading.end) if mark and heading else None


def _named_levels(
    rungs: Sequence[tuple[int, Section]], levels: Mapping[int, LevelMark], grammars: Grammars
) -> dict[int, LevelMark]:
    """The levels of rungs that have names only: `Senior Baker` is `Senior`; a name without a level's word, or with one
    that another rung has as well, there or among the `levels` that are known, is itself."""
    headings = {i: section.heading for i, section in rungs if section.heading is not None}
    words = {i: level_words(heading.text, grammars) for i, heading in headings.items()}
    shared = Counter(words.values())
    taken = {mark.label: mark.title for mark in levels.values()}
    marks: dict[int, LevelMark] = {}
    for i, heading in headings.items():
        name = plain_name(heading.text)
        own = words[i] if shared[words[i]] == 1 and taken.get(words[i] or "", name) == name else None
        label = own or name
        marks[i] = LevelMark(label, code_of(label, grammars), name, heading.start, heading.end)
    return marks


def ranks_of(names: Sequence[str], grammars: Grammars) -> list[str | None]:
    """For each name of a role the words of a level that tell it from another one of the page: `Senior` beside a `Lead`
    or none."""
    bases = [base_name(name, grammars) for name in names]
    words = [level_words(name, grammars) for name in names]
    beside: dict[str, list[str | None]] = defaultdict(list)
    for base, word in zip(bases, words, strict=True):
        beside[base].append(word)
    ranked = {base for base, found in beside.items() if base and len(set(found)) == len(found) > 1}
    return [word if base in ranked else None for base, word in zip(bases, words, strict=True)]


def _is_ladder(names: Sequence[int], nodes: Sequence[Node], title: str | None, grammars: Grammars) -> bool:
    """Whether most names differ by a level's word or number only."""
    if len(names) < LEAST:
        return False
    bases = Counter(base_name(_text(nodes[i]), grammars) for i in names)
    base, count = bases.most_common(1)[0]
    if title is not None and base_name(title, grammars) == base and base:
        count += 1
    return bool(base) and count >= LEAST and count * 2 > len(names)


def _are_roles(group: _Group, nodes: Sequence[Node]) -> bool:
    """Whether the names of a group are those of roles: each has content, and few of their siblings name none."""
    with_content = [i for i in group.names if _has_content(nodes, i)]
    others = len(group.members) - len(group.names)
    return len(with_content) >= LEAST and others <= MOST_OTHERS * len(group.members)


def _has_content(nodes: Sequence[Node], i: int) -> bool:
    return any(isinstance(block, BulletList | Table | Paragraph) for block in _below(nodes, i))


def _below(nodes: Sequence[Node], i: int) -> list[Block]:
    blocks = list(nodes[i].section.blocks)
    for j in range(i + 1, len(nodes)):
        if not _is_under(nodes, j, i):
            break
        blocks += nodes[j].section.blocks
    return blocks


def _is_whole(node: Node, below: Collection[str]) -> bool:
    return "responsibilities" in below and not BROUGHT.isdisjoint(below) and is_shaped_as_name(_text(node))


def _kinds_below(
    nodes: Sequence[Node], kinds: Sequence[str | None], led: Mapping[int, Collection[str]], grammars: Grammars
) -> dict[int, set[str]]:
    """The kinds that roles have, of the sections below each section and of what is led in there. Skills that recur
    right below the labels of levels are a dimension of the levels."""
    labels = {i for i, node in enumerate(nodes) if _label(node.section, grammars)}
    below = Counter((_text(node).casefold()) for node in nodes if node.parent in labels)
    found: dict[int, set[str]] = defaultdict(set)
    for i, announced in led.items():
        found[i].update(announced)
    for node, of_node in zip(nodes, kinds, strict=True):
        is_dimension = of_node == "skills" and node.parent in labels and below[_text(node).casefold()] >= LEAST
        if of_node is not None and of_node in OWN and not is_dimension:
            parent = node.parent
            while parent is not None:
                found[parent].add(of_node)
                parent = nodes[parent].parent
    return dict(found)


def _is_under(nodes: Sequence[Node], i: int, above: int) -> bool:
    parent = nodes[i].parent
    while parent is not None and parent != above:
        parent = nodes[parent].parent
    return parent == above


def _text(node: Node) -> str:
    return node.section.heading.text if node.section.heading else ""

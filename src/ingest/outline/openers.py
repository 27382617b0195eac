"""Which headings open a role or a level: what they say, and what recurs below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.outline.names import is_role_name, level_of

LISTED = frozenset(("responsibilities", "requirements", "guidelines", "skills"))  # sections whose items have levels
NEVER_DIMENSIONS = frozenset(("responsibilities", "requirements", "pay"))  # of a level, whatever recurs
LEAST_OPENERS = 2
LEAST_RECURRING = 2  # openers that have a section of the same name below them


def find_openers(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> frozenset[int]:
    """Headings that stand above the sections of their own depth that follow them.

    Levels (`Level 1`, `Level 2`) and roles (`Baker`, `Miller`) are openers where several of one depth have the same
    sections below them, or where nothing but text stands between them.
    """
    found: set[int] = set()
    inside = labels_inside(sections, kinds, grammars)
    depths = {section.heading.depth for section in sections if section.heading}
    for depth in depths:
        group = [i for i, section in enumerate(sections) if section.heading and section.heading.depth == depth]
        for is_one in (_is_level(grammars), _is_role(grammars)):
            openers = [i for i in group if kinds[i] is None and i not in inside and is_one(sections[i])]
            if len(openers) >= LEAST_OPENERS and _opens(sections, openers, group):
                found.update(openers)
                break
    return frozenset(found)


def recurring_below(sections: Sequence[Section], openers: frozenset[int]) -> frozenset[int]:
    """Headings without marks that recur below two or more openers: each stands right below its opener."""
    below: dict[str, set[int]] = {}
    opener: int | None = None
    found: list[tuple[int, str]] = []
    for i, section in enumerate(sections):
        if i in openers:
            opener = i
        elif opener is not None and section.heading is not None and section.heading.depth is None:
            below.setdefault(_key(section), set()).add(opener)
            found.append((i, _key(section)))
    return frozenset(i for i, key in found if len(below[key]) >= LEAST_RECURRING)


def dimensions_above(
    sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars
) -> dict[int, frozenset[int]]:
    """The dimensions that stand above their levels, `Communication` over `Level 1` and `Level 2`, each with the
    sections of its levels; nothing unless a level recurs below two of them.

    A dimension is the heading right above a run of levels' labels. It is no name of a role, and no heading of
    responsibilities, requirements or pay, whose levels only group items.
    """
    runs: dict[int, list[int]] = {}
    labels: dict[int, str] = {}
    head: int | None = None
    for i, section in enumerate(sections):
        heading = section.heading
        mark = level_of(heading.text, grammars) if heading is not None else None
        if mark is None or heading is None:
            head = i
        elif head is not None and _may_stand_above(sections[head], section, kinds[head], grammars):
            runs.setdefault(head, []).append(i)
            labels[i] = mark.key
    below = Counter(label for run in runs.values() for label in {labels[i] for i in run})
    if len(runs) < LEAST_OPENERS or max(below.values()) < LEAST_RECURRING:
        return {}
    return {head: frozenset(run) for head, run in runs.items()}


def _may_stand_above(head: Section, label: Section, kind: str | None, grammars: Grammars) -> bool:
    if head.heading is None or label.heading is None or kind in NEVER_DIMENSIONS:
        return False
    depth, below = head.heading.depth, label.heading.depth
    if depth is not None and (below is None or depth > below):
        return False
    return not is_role_name(head.heading.text, grammars)


def labels_inside(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> frozenset[int]:
    """Labels of levels that divide the items of a section: they stand right below its heading, or below one another."""
    is_level = _is_level(grammars)
    found: set[int] = set()
    depth: int | None = None
    inside = False
    for i, section in enumerate(sections):
        heading = section.heading
        if heading is None:
            inside = False
        elif kinds[i] in LISTED:
            inside, depth = not section.blocks or kinds[i] == "responsibilities", heading.depth
        elif inside and is_level(section) and (heading.depth is None or depth is None or heading.depth > depth):
            found.add(i)
        else:
            inside = False
    return frozenset(found)


def _is_level(grammars: Grammars) -> Callable[[Section], bool]:
    return lambda section: section.heading is not None and level_of(section.heading.text, grammars) is not None


def _is_role(grammars: Grammars) -> Callable[[Section], bool]:
    return lambda section: section.heading is not None and is_role_name(section.heading.text, grammars)


def _opens(sections: Sequence[Section], openers: Sequence[int], group: Sequence[int]) -> bool:
    """Whether the headings of the same depth between openers recur, or there are none."""
    above: dict[str, set[int]] = {}  # the openers that a heading stands below
    opener: int | None = None
    opens = frozenset(openers)
    for i in group:
        if i in opens:
            opener = i
        elif opener is not None:
            above.setdefault(_key(sections[i]), set()).add(opener)
    return not above or max(map(len, above.values())) >= LEAST_RECURRING


def _key(section: Section) -> str:
    return section.heading.text.casefold().strip(" :") if section.heading else ""

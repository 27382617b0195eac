"""Headings above sections of their own depth, and labels inside of a section; both are found before nesting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from ingest.grammar import Grammars
from ingest.outline.levels_in_headings import LEAST, LEAST_RECURRING, LEAST_STEPS, LISTED
from ingest.outline.model import LevelMark, Section
from ingest.outline.role_names import is_role_name, level_of


def find_openers(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> frozenset[int]:
    """Headings that are above the sections of their own depth that follow them.

    Levels (`Level 1`, `Level 2`) and roles (`Baker`, `Miller`) are openers where several of one depth have the same
    sections below them, or where there is only text between them. Headings without marks behind such levels are as
    high as these.
    """
    found: set[int] = set()
    inside = labels_inside(sections, kinds, grammars)
    depths = {section.heading.depth for section in sections if section.heading}
    for depth in depths:
        group = [i for i, section in enumerate(sections) if section.heading and section.heading.depth == depth]
        for is_one, are_levels in (
            (_is_level(grammars), True),
            (_is_role(grammars), False),
            (_is_counted(group, sections), False),
        ):
            openers = [i for i in group if kinds[i] is None and i not in inside and is_one(sections[i])]
            openers = openers if depth is not None else _over_something(openers, sections)
            beside = []
            if depth is None and len(openers) >= LEAST_STEPS and _are_alone(openers, group):
                beside = [i for i in group if i > openers[-1]]  # there is only text below them: this is the page's
            elif depth is None and are_levels:
                beside = _beside(openers, group, sections, kinds)
            if len(openers) >= LEAST and _recur(sections, openers, [i for i in group if i not in beside]):
                found.update(openers, beside)
                break
    return frozenset(found)


def _over_something(openers: Sequence[int], sections: Sequence[Section]) -> list[int]:
    """The headings without those of a list of names: several, one right below the other, with nothing below any."""
    runs: list[list[int]] = []
    for i in openers:
        if runs and runs[-1][-1] == i - 1 and not sections[i - 1].blocks:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [i for run in runs for i in run if len(run) < LEAST or sections[run[-1]].blocks]


def _are_alone(openers: Sequence[int], group: Sequence[int]) -> bool:
    """Whether no other heading of a group is between those that may be openers."""
    return [i for i in group if openers[0] <= i <= openers[-1]] == list(openers)


def _beside(
    openers: Sequence[int], group: Sequence[int], sections: Sequence[Section], kinds: Sequence[str | None]
) -> list[int]:
    """The unknown headings of a group that are behind the last level, and below none. Where there are others between
    the levels, those of the last level tell (`_behind_last`)."""
    if not openers:
        return []
    behind = [i for i in group if i > openers[-1]]
    if not _are_alone(openers, group):
        behind = _behind_last(openers, group, sections)
    return [i for i in behind if kinds[i] is None]


def _behind_last(openers: Sequence[int], group: Sequence[int], sections: Sequence[Section]) -> list[int]:
    """The headings behind those of the last level that recur below others, if they are more than any other level has of
    its own."""
    runs = [[i for i in group if first < i < behind] for first, behind in pairwise((*openers, len(sections)))]
    counts = Counter(name for run in runs for name in {sections[i].folded for i in run})
    own = [[i for i in run if counts[sections[i].folded] < LEAST_RECURRING] for run in runs]
    shared = [i for i in runs[-1] if i not in own[-1]]
    behind = [i for i in own[-1] if shared and i > shared[-1]]
    return behind if len(behind) > max(map(len, own[:-1]), default=0) else []


def behind_levels(
    sections: Sequence[Section], kinds: Sequence[str | None], above_levels: Mapping[int, Mapping[int, LevelMark]]
) -> frozenset[int]:
    """The dimensions that are above their levels, and the unknown headings without marks behind the last level, where
    there are no others below the levels: these are as high as the dimensions."""
    if not above_levels:
        return frozenset()
    cells = frozenset[int]().union(*above_levels.values())
    bare = [i for i, one in enumerate(sections) if one.heading is not None and one.heading.depth is None]
    first, last = min(above_levels), max(cells)
    if last not in bare or any(first < i < last and i not in cells and i not in above_levels for i in bare):
        return frozenset(above_levels)
    return frozenset(above_levels) | {i for i in bare if i > last and kinds[i] is None}


def recurring_below(sections: Sequence[Section], openers: frozenset[int]) -> frozenset[int]:
    """Headings without marks that recur below two or more openers: each is right below its opener."""
    below: dict[str, set[int]] = {}
    opener: int | None = None
    found: list[tuple[int, str]] = []
    for i, section in enumerate(sections):
        if i in openers:
            opener = i
        elif opener is not None and section.heading is not None and section.heading.depth is None:
            below.setdefault(section.folded, set()).add(opener)
            found.append((i, section.folded))
    return frozenset(i for i, key in found if len(below[key]) >= LEAST_RECURRING)


def labels_inside(sections: Sequence[Section], kinds: Sequence[str | None], grammars: Grammars) -> frozenset[int]:
    """Labels of levels that divide the items of a section: they are right below its heading, or below one another."""
    is_level = _is_level(grammars)
    found: set[int] = set()
    depth: int | None = None
    kind: str | None = None
    inside = False
    label: int | None = None  # the depth of the last one
    over = False  # whether the section is below a level without marks itself, as those that follow are
    beside = False  # whether such a level was met
    above: int | None = None  # the depth of the last heading with marks, which those without marks are below
    for i, section in enumerate(sections):
        heading = section.heading
        above = heading.depth if heading is not None and heading.depth is not None and not inside else above
        if heading is None:
            inside = False
        elif inside and label is not None and (heading.depth or 0) > label and kinds[i] in (None, kind):
            continue  # what is required and what is preferred at a level
        elif kinds[i] in LISTED:
            kind, over = kinds[i], beside and heading.depth is None
            inside, label = not section.blocks or kinds[i] == "responsibilities", None
            depth = heading.depth if heading.depth is not None else above
        elif inside and is_level(section) and (over or _is_over_other(sections, kinds, i, kind)):
            inside = False  # a level with sections of its own, one of another kind first
        elif inside and is_level(section) and (heading.depth is None or depth is None or heading.depth > depth):
            if kind == "guidelines" and heading.depth is not None:
                inside = False  # a level of a ladder, with what it asks for
            else:
                found.add(i)
                label = heading.depth
        else:
            inside, beside = False, heading.depth is None and is_level(section)
    if len(found) == 1:
        (only,) = (heading.depth for i in found if (heading := sections[i].heading) is not None)
        alike = (one for one in sections if one.heading is not None and one.heading.depth == only and is_level(one))
        found = found if len(list(alike)) <= LEAST else set()  # its siblings are levels of the page
    return frozenset(found)


def _is_over_other(sections: Sequence[Section], kinds: Sequence[str | None], i: int, kind: str | None) -> bool:
    """Whether a label without marks has nothing but a heading of another kind below it: `GRADE 2` over `ENVIRONMENT`,
    behind the duties of `GRADE 1`."""
    heading, below = sections[i].heading, sections[i + 1].heading if i + 1 < len(sections) else None
    if heading is None or heading.depth is not None or sections[i].blocks or below is None or below.depth is not None:
        return False
    return kinds[i + 1] not in (None, kind)


def _is_level(grammars: Grammars) -> Callable[[Section], bool]:
    return lambda section: section.heading is not None and level_of(section.heading.text, grammars) is not None


def _is_role(grammars: Grammars) -> Callable[[Section], bool]:
    return lambda section: section.heading is not None and is_role_name(section.heading.text, grammars)


def _is_counted(group: Sequence[int], sections: Sequence[Section]) -> Callable[[Section], bool]:
    """Whether a heading is an abbreviation with a number, as several others of its group are: `RSE 1` and `RSE 2`."""
    parts = {i: sections[i].title.split() for i in group}
    counted = {
        i: words[0] for i, words in parts.items() if len(words) == 2 and words[0].isupper() and words[1].isdigit()
    }
    counts = Counter(counted.values())
    titles = {sections[i].title for i, word in counted.items() if counts[word] >= LEAST_STEPS}
    return lambda section: section.title in titles


def _recur(sections: Sequence[Section], openers: Sequence[int], group: Sequence[int]) -> bool:
    """Return whether the headings of the same depth between openers recur, or whether there are none."""
    above: dict[str, set[int]] = {}  # the openers that a heading is below
    opener: int | None = None
    opens = frozenset(openers)
    for i in group:
        if i in opens:
            opener = i
        elif opener is not None:
            above.setdefault(sections[i].folded, set()).add(opener)
    return not above or max(map(len, above.values())) >= LEAST_RECURRING

"""The levels that headings name because of what recurs on their page: dimensions over levels, names that differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.blocks import Table
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.outline.level_tables import find_axis
from ingest.outline.model import LevelMark, Section
from ingest.outline.role_names import (
    base_name,
    code_of,
    is_role_name,
    level_of,
    level_words,
    plain_emphasis,
    plain_name,
)

LISTED = frozenset(("responsibilities", "requirements", "guidelines", "skills"))  # sections whose items have levels
NEVER_DIMENSIONS = frozenset(("responsibilities", "requirements", "pay"))  # of a level, even if they recur
LEAST = 2  # roles or levels that make a family or a ladder
LEAST_SCALED = 2  # headings above the steps of a scale,
LEAST_STEPS = 3  # and steps of one
LEAST_RECURRING = 2  # openers that have a section of the same name below them


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
        mark = scale.get(i) or label_of(section, grammars)
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
    """Return the sections whose headings are steps of a scale: the same ones in the same order below several headings.

    They are unknown words, though some may be known levels.
    """
    depths = [section.heading.depth or 0 if section.heading else 0 for section in sections]
    found: dict[tuple[str, ...], list[range]] = defaultdict(list)
    first = 0
    for depth, group in groupby(range(len(sections)), depths.__getitem__):
        steps = range(first, first := first + len(list(group)))
        if steps.start and depths[steps.start - 1] and depth > depths[steps.start - 1]:
            found[tuple(sections[i].folded for i in steps)].append(steps)
    for names, runs in found.items():
        if len(runs) < LEAST_SCALED or not LEAST_STEPS <= len(set(names)) == len(names):
            continue
        steps = runs[0]
        are_known = [label_of(sections[i], grammars) is not None for i in steps]
        if any(are_known) and all(kinds[i] is None or known for i, known in zip(steps, are_known, strict=True)):
            return {i: label_of(sections[i], grammars) or named_level(sections[i]) for run in runs for i in run}
    return {}


def _steps_beside_labels(sections: Sequence[Section], grammars: Grammars) -> dict[int, LevelMark]:
    """Return the sections whose headings are words of a scale directly beside a level's label: `Novice` above
    `Beginner`.
    """
    words = [i for i, section in enumerate(sections) if section.heading and is_word_of_scale(section, grammars)]
    labels = {i for at in words for i in (at - 1, at + 1) if 0 <= i < len(sections) and label_of(sections[i], grammars)}
    return {i: named_level(sections[i]) for i in words if i not in labels and not labels.isdisjoint((i - 1, i + 1))}


def is_word_of_scale(section: Section, grammars: Grammars) -> bool:
    """Return whether a heading is a word of a scale, which is a level beside other levels: `Expert`."""
    return section.heading is not None and grammars.words.is_of_scale(plain_name(section.heading.text))


def named_level(section: Section) -> LevelMark:
    """The level that has a heading's text for its name."""
    return LevelMark(plain_name(section.title), None, None, section.start, section.start)


def named_levels(
    rungs: Sequence[tuple[int, str, int, int]], levels: Mapping[int, LevelMark], grammars: Grammars
) -> dict[int, LevelMark]:
    """The levels of rungs that have names only, each with its lines: `Senior Baker` is `Senior`; a name without a
    level's word, or with one that another rung has as well, there, at its end, or among the `levels` that are known, is
    itself.
    """
    words = {i: level_words(text, grammars) for i, text, _, _ in rungs}
    ends = Counter(plain_name(text).rpartition(" ")[2] for _, text, _, _ in rungs)
    shared = Counter(words.values())
    taken = {mark.label: mark.title for mark in levels.values()}
    marks: dict[int, LevelMark] = {}
    for i, text, start, end in rungs:
        name = plain_name(text)
        word = words[i] or ""
        own = word if shared[words[i]] == 1 and ends[word] <= 1 and taken.get(word, name) == name else None
        label = own or name
        marks[i] = LevelMark(label, code_of(label, grammars), name, start, end)
    return marks


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
    at = {section.folded: i for i, section in enumerate(sections)}
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


def label_of(section: Section, grammars: Grammars) -> LevelMark | None:
    """The level that a section's heading is the label of, with the lines of the heading."""
    heading = section.heading
    mark = level_of(heading.text, grammars) if heading else None
    return mark._replace(start=heading.start, end=heading.end) if mark and heading else None

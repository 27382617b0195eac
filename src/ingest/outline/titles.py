"""The title of a page without a code: the strongest of the lines and keys that may state it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Block, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.outline.stated_titles import title_by_key
from ingest.outline.title_candidates import (
    Candidates,
    candidate_lines,
    depth_of,
    find_candidates,
    has_template,
    is_banner,
    is_section,
)
from ingest.outline.title_names import are_same, clean_title, core_of, is_within_other, names_role, role_name
from ingest.outline.title_rungs import is_one_of_several, is_word_among_levels
from ingest.punctuation import COLONS, DASHES

_JOINTS = (
    *(f" {dash}" for dash in DASHES),
    *(f"{dash} " for dash in DASHES),
    *COLONS,
    "|",
    "の",
)  # between a title and what is beside it


class Title(NamedTuple):
    """A title: its text as a block, the index of the heading that says the same, what else was a candidate, and the key
    of the front matter that states it in other words than the heading."""

    block: Heading | Paragraph | None
    at: int | None
    others: tuple[Heading | Paragraph, ...] = ()
    again: Paragraph | None = None


def find_title(blocks: Sequence[Block], grammars: Grammars) -> Title:
    """The page's title: that which a key states, in front matter or in a line, bullet or row near the top; else the
    strongest of the lines above the page's first text. Pages without either may have one in a sentence
    (`titles_in_text`).

    What a key states without a role, such as `title: Vacancy`, is none above the one heading that names a role, nor is
    `title: Overview` above the only heading of depth 1, nor `title: Boats` above `# Boats/Rope Engineer`."""
    stated = title_by_key(blocks, grammars)
    if stated is not None:
        lines = candidate_lines(blocks, grammars)
        top = [blocks[i] for i in lines if depth_of(blocks[i]) == 1]
        says_kind = is_banner(stated, grammars) and _is_single(blocks, lines, grammars)
        says_none = len(top) == 1 and (_describes(stated, grammars) or _is_begin_of(stated, top[0], grammars))
        if not says_kind and not says_none:
            return _of_key(stated, lines, blocks, grammars)
    candidates = find_candidates(blocks, grammars)
    at = _strongest(candidates, blocks, grammars)
    if at is None:
        return Title(None, None)
    block = blocks[at]
    assert isinstance(block, Heading | Paragraph), block
    is_below = candidates.first is not None and candidates.first < at
    if not is_one_of_several(at, blocks, is_below, grammars):
        if at in candidates.roles:
            return Title(block, at, _rivals(block, blocks, grammars))
        others = [other for i in candidates.roles if isinstance(other := blocks[i], Heading | Paragraph)]
        return Title(block, at, tuple(others) if len(others) == 1 else ())
    higher = (i for i in range(at) if depth_of(blocks[i]) == 1)
    above = next((i for i in candidates.lines if i < at), next(higher, None))
    over = blocks[above] if above is not None else None
    if not isinstance(over, Heading) or is_word_among_levels(over, blocks, grammars):
        return Title(None, None)
    return Title(over, above)


def _rivals(title: Heading | Paragraph, blocks: Sequence[Block], grammars: Grammars) -> tuple[Heading, ...]:
    """The headings of depth 1 that name another role than the title, which is one, too."""
    if depth_of(title) != 1:
        return ()
    top = (block for block in blocks if isinstance(block, Heading) and block.depth == 1 and block is not title)
    return tuple(
        block for block in top if names_role(block, grammars) and not are_same(block.text, title.text, grammars)
    )


def _strongest(candidates: Candidates, blocks: Sequence[Block], grammars: Grammars) -> int | None:
    """The line that is the title, by the first of these that there is."""
    lines, roles, _ = candidates
    marked = [i for i in lines if depth_of(blocks[i]) == 1]
    if roles:  # `Vacancy` says only what kind of page it is
        marked = [i for i in marked if not is_banner(blocks[i], grammars)]
    by_strength = (
        marked if len(marked) == 1 else [],  # the only heading of depth 1 is the page's
        [i for i in marked if i in roles],  # a heading of depth 1 that names a role is about it
        roles,  # so is any other line
        marked,  # a page's own heading comes before those of its sections
        lines,  # the first line says what a page is about
    )
    return next((found[0] for found in by_strength if found), None)


def _of_key(stated: Paragraph, lines: Sequence[int], blocks: Sequence[Block], grammars: Grammars) -> Title:
    """The title that a key states, with the heading that says the same. The heading goes before a key that says its
    title with words for the kind of page, or with something else beside a dash or colon: `Job: Baker`, `Guild - Baker`.
    """
    same = next((i for i in lines if _is_same(blocks[i], stated, grammars)), None)
    heading = blocks[same] if same is not None else None
    if isinstance(heading, Heading | Paragraph) and heading.start == stated.start:
        return Title(heading, same)
    if isinstance(heading, Heading) and _says_more(stated, heading, grammars):
        return Title(heading, same, () if has_template(stated.text, grammars) else (stated,), stated)
    others = [
        blocks[i]
        for i in lines
        if i != same and not is_section(blocks[i], grammars) and names_role(blocks[i], grammars)
    ]
    others += [heading] if heading is not None and _differs(stated, heading, grammars) else []
    return Title(stated, same, tuple(b for b in others if isinstance(b, Heading | Paragraph))[:1])


def _describes(stated: Paragraph, grammars: Grammars) -> bool:
    """Whether a key states no more than the heading of a description: `Overview`, `Introduction`."""
    meaning = grammars.words.heading(stated.text)
    return meaning is not None and meaning.kind == "description" and meaning.slot is None


def _is_begin_of(stated: Paragraph, block: Block, grammars: Grammars) -> bool:
    """Whether a key that names no role states the first words of a heading that names one."""
    if not isinstance(block, Heading) or names_role(stated, grammars) or not names_role(block, grammars):
        return False
    return block.text.casefold().startswith(stated.text.casefold())


def _is_single(blocks: Sequence[Block], candidates: Sequence[int], grammars: Grammars) -> bool:
    """Whether one of the headings names a role, and no more."""
    return sum(names_role(blocks[i], grammars) for i in candidates) == 1


def _is_same(block: Block, stated: Paragraph, grammars: Grammars) -> bool:
    if not isinstance(block, Heading | Paragraph):
        return False
    if depth_of(block) != 1 and names_role(stated, grammars) and not names_role(block, grammars):
        return False  # `Duties` below `title: Duties - Baker`
    one, other = (core_of(text, grammars) for text in (block.text, stated.text))
    is_within = is_within_other(one, other) or one in clean_title(stated.text, grammars).casefold()
    return (one == other or not is_section(block, grammars)) and is_within


def _differs(stated: Paragraph, block: Block, grammars: Grammars) -> bool:
    assert isinstance(block, Heading | Paragraph), block
    return core_of(stated.text, grammars) != core_of(block.text, grammars)


def _says_more(stated: Paragraph, heading: Heading, grammars: Grammars) -> bool:
    """Return whether a key says the heading's title with words for the kind of page, or with something beside a
    joint.
    """
    whole, title = (clean_title(grammars.plain(text), grammars).casefold() for text in (stated.text, heading.text))
    if role_name(whole, grammars) != whole and core_of(heading.text, grammars) == core_of(stated.text, grammars):
        return True
    before, _, behind = whole.partition(title) if title else ("", "", "")
    return before.rstrip() != whole and (before.rstrip().endswith(_JOINTS) or behind.lstrip().startswith(_JOINTS))

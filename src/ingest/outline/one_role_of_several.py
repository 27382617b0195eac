"""Whether a line that may be the title names one role or level of several, and so is not the title of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.blocks import Block, BulletList, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.outline.bullet_headings import kinds_of_heads
from ingest.outline.kind_groups import ITEMISED
from ingest.outline.role_name_in_title import clean_title, depth_of, names_role
from ingest.outline.role_names import base_name, level_of, level_words, may_name_role
from ingest.punctuation import COLONS
from ingest.text.normalise import without_links

LEAST_ROLES = 2  # with sections of their own, so that the first of them is not the page's title

MANY_ROLES = 4  # above texts, where no marks say what is below what


def is_one_of_several(at: int, blocks: Sequence[Block], is_below: bool, grammars: Grammars) -> bool:
    """Whether a line names the first of several levels or roles; `is_below` says that another line above it may be the
    title."""
    block = blocks[at]
    assert isinstance(block, Heading | Paragraph), block
    if _is_of_series(block, blocks, grammars):
        return False
    return _is_rung(block, blocks, is_below, grammars) or _opens_first_role(at, blocks, is_below, grammars)


def _is_of_series(block: Heading | Paragraph, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a line alone says beside a role what it is one of: `Electrician Series`."""
    peers = [b for b in blocks if isinstance(b, Heading) and b.depth == depth_of(block) and names_role(b, grammars)]
    return _has_weak(block.text, grammars) and sum(_has_weak(peer.text, grammars) for peer in peers) == 1


def _has_weak(text: str, grammars: Grammars) -> bool:
    title = clean_title(text, grammars)
    return grammars.words.roles.without_weak(title) not in ("", title)


def is_first_rung(at: int, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading names a level, as another one of its depth further down does: in front of any name
    (`P1 - Baker`), before or behind the same one (`P1 Baker`, `Baker (P1)`), or behind words that name no role."""
    block = blocks[at]
    if not isinstance(block, Heading):
        return False
    below = [b for b in blocks[at + 1 :] if isinstance(b, Heading) and b.depth == block.depth]
    return _is_rung_of_others(block, blocks, below, grammars, may_be_named=block.depth is not None)


def _is_rung(block: Heading | Paragraph, blocks: Sequence[Block], is_below: bool, grammars: Grammars) -> bool:
    """Whether a line names a ladder's first level: another heading of its depth is the name with another level. A name
    without any may only be one where it `is_below` another line that may be the title."""
    depth = depth_of(block)
    others = [b for b in blocks if isinstance(b, Heading) and b is not block and (b.depth == depth or depth is None)]
    may_be_named = is_below or level_words(block.text, grammars) is not None
    return _is_rung_of_others(block, blocks, others, grammars, may_be_named=may_be_named)


def _is_rung_of_others(
    block: Heading | Paragraph,
    blocks: Sequence[Block],
    others: Sequence[Heading],
    grammars: Grammars,
    *,
    may_be_named: bool,
) -> bool:
    """Whether one of other headings begins with a level's label, if the line does; else whether both end with one, or
    are one name with two levels."""
    if _is_labelled(block, grammars):
        return any(_is_labelled(b, grammars) and b.text != block.text for b in others)
    if is_word_among_levels(block, blocks, grammars):
        return True
    base, own = base_name(block.text, grammars), level_words(block.text, grammars)
    return may_be_named and any(
        base_name(b.text, grammars) == base and level_words(b.text, grammars) not in (own, None) for b in others
    )


def _is_labelled(block: Heading | Paragraph, grammars: Grammars) -> bool:
    """Whether a line begins with a level's label, with a name behind it: `Level 1: Baker`."""
    mark = level_of(block.text, grammars)
    return mark is not None and mark.title is not None and block.text.startswith(mark.label)


def is_word_among_levels(block: Block, others: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading ends with a level's label, behind what is no name of a role, as another one of its depth does:
    `Entry (Level 1)`."""
    if not isinstance(block, Heading) or not _ends_with_label(block, grammars):
        return False
    peers = (b for b in others if isinstance(b, Heading) and b is not block and b.depth == block.depth)
    return any(_ends_with_label(b, grammars) for b in peers)


def _ends_with_label(block: Heading, grammars: Grammars) -> bool:
    if block.arguments:
        return False  # `Level — P1` is the block of the page's own level
    mark = level_of(block.text, grammars)
    is_behind = mark is not None and mark.title is not None and block.text.rstrip(" )]").endswith(mark.label)
    return is_behind and not names_role(block, grammars)


def _opens_first_role(at: int, blocks: Sequence[Block], is_below: bool, grammars: Grammars) -> bool:
    """Whether a heading names the first of several roles, not their page.

    That is so where another heading of its depth is the name of a role as well, and both have headed sections of their
    own, or sections of one kind behind them; or there are more such names. Of two names the second one needs what a
    role has. Headings without marks are all of one depth: there it is one of several right above lists, or of many
    above texts.
    """
    block = blocks[at]
    depth = depth_of(block)
    if depth is None and not isinstance(block, Heading):
        return False
    peers = [i for i in range(at, len(blocks)) if _is_peer(blocks[i], depth, grammars)]
    below = {i: blocks[i + 1 : end] for i, end in pairwise((*peers, len(blocks)))}
    if depth is not None and len(peers) > 1 and _is_alike(peers[1], at, blocks, below, grammars):
        return True
    named = [i for i in peers if depth_of(blocks[i]) == depth and names_role(blocks[i], grammars)]
    roles = [i for i in named if _has_sections(below[i], grammars)]
    if len(roles) >= LEAST_ROLES and roles[0] == at:
        return True
    if depth is None:
        over_lists = [i for i in named if below[i] and isinstance(below[i][0], BulletList)]
        if at in over_lists and len(over_lists) >= LEAST_ROLES + (not is_below):
            return True
        over = sum(isinstance(blocks[i + 1], BulletList | Paragraph) for i in peers if i + 1 < len(blocks))
        is_bold = isinstance(block, Heading) and block.basis == "bold"
        return over >= MANY_ROLES - (is_below or is_bold)
    others = [i for i in named if not _is_rung_of(blocks[i], blocks[at], grammars)]
    if len(others) >= LEAST_ROLES:
        return True
    if not others:
        return False
    ends = [i for i in peers if i > others[0] and (depth_of(blocks[i]) or 0) < depth]
    own, of_other = (
        _kinds_in(part, grammars)
        for part in (blocks[at + 1 : others[0]], blocks[others[0] + 1 : (*ends, len(blocks))[0]])
    )
    if own & of_other:
        return True
    of_rival = below[others[0]]
    return others[0] in roles or _is_over_list(of_rival) or _is_about(blocks[others[0]], of_rival)


def _is_alike(
    i: int, at: int, blocks: Sequence[Block], below: Mapping[int, Sequence[Block]], grammars: Grammars
) -> bool:
    """Whether the next heading of a depth may name a role, and a list below it is announced as one is below the first:
    `You will:` below `Porter` and `Dispatcher`."""
    if depth_of(blocks[i]) != depth_of(blocks[at]) or not _may_name_role(blocks[i], grammars):
        return False
    own, of_other = (
        {
            block.text
            for block in below[n]
            if isinstance(block, Paragraph) and block.text.endswith(COLONS)
            if grammars.words.cues.announced_by(block.text) is not None
        }
        for n in (at, i)
    )
    return bool(own & of_other)


def _may_name_role(block: Block, grammars: Grammars) -> bool:
    return isinstance(block, Heading) and may_name_role(block.text, grammars)


def _is_over_list(below: Sequence[Block]) -> bool:
    return bool(below) and isinstance(below[0], BulletList)


def _is_about(heading: Block, below: Sequence[Block]) -> bool:
    """Whether the text below a heading begins with its name: `The Porter moves …` below `Porter`."""
    first = below[0] if below else None
    if not isinstance(heading, Heading) or not isinstance(first, Paragraph):
        return False
    name, text = (without_links(one.text).casefold() for one in (heading, first))
    return text.startswith((f"{name} ", f"the {name} ", f"a {name} ", f"an {name} "))


def _is_rung_of(block: Block, other: Block, grammars: Grammars) -> bool:
    """Whether a heading is another one's name, perhaps with another level."""
    texts = [one.text for one in (block, other) if isinstance(one, Heading)]
    return len({base_name(text, grammars) for text in texts}) == 1


def _is_peer(block: Block, depth: int | None, grammars: Grammars) -> bool:
    """Whether a heading ends what is below one of a depth."""
    if depth is not None:
        return depth_of(block) is not None and (depth_of(block) or 0) <= depth
    return isinstance(block, Heading) and (block.depth is not None or names_role(block, grammars))


def _has_sections(blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading of a kind that roles have is among blocks, or a bullet that is one."""
    return bool(_kinds_in(blocks, grammars)) or not kinds_of_heads(blocks, None, grammars).isdisjoint(ITEMISED)


def _kinds_in(blocks: Sequence[Block], grammars: Grammars) -> frozenset[str]:
    """The kinds that roles have, of the headings among blocks."""
    meanings = (grammars.words.heading(block.text) for block in blocks if isinstance(block, Heading))
    return ITEMISED & {meaning.kind for meaning in meanings if meaning is not None}

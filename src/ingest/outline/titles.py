"""The title of a page without a code: the key or the line that states it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.words import Meaning
from ingest.outline.headed_bullets import kinds_of_heads
from ingest.outline.key_values import facts_of
from ingest.outline.names import base_name, level_of, level_words
from ingest.outline.stated_titles import is_key, is_key_of_title, title_by_key
from ingest.outline.title_lines import FARTHEST, TITLE_WIDTH, has_clause, is_sentence
from ingest.outline.title_names import (
    LONG_TITLE,
    clean_title,
    core_of,
    is_within_other,
    name_within,
    names_role,
    role_name,
)
from ingest.punctuation import COLONS, DASHES, QUESTIONS
from ingest.rare import rare
from ingest.text.normalise import fits, link_texts
from ingest.text.sentences import DESCRIPTION_WIDTH, is_cased

_BANNER = rare(r"([=*#~-])\1{2,}.*\1$")
_ASKS = rare(rf"[{''.join(QUESTIONS)}]$|https?://|\bwww\.")  # a question, or what leads elsewhere
_NO_TEXT = ("![", "<img", "{")  # pictures, attributes, what a template fills in
OF_A_ROLE = ("responsibilities", "requirements", "skills")  # what headings with its name tell: `As a baker, you will`
MOST_WORDS = 12  # of a title that names no role
FEW_WORDS = 3  # of one that may begin as a duty does: `Lead Forester`
LEAST_LETTERS = 2
LEAST_ROLES = 2  # with sections of their own, so that the first of them is not the page's title
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
    """The page's title by the first of these that it has: a key of its front matter, a `Title:` line, a heading that
    names a role, the first heading of depth 1 that is no section, the first line.

    A heading goes before the key that says the same with words for the kind of page, or with something else beside a
    dash or colon: `Job: Baker`, `Bakery guild - Baker`."""
    stated = title_by_key(blocks, grammars)
    candidates = _headings(blocks, grammars)
    if stated is not None and _is_banner(stated, grammars) and _is_single(blocks, candidates, grammars):
        stated = None
    if stated is not None:
        same = next((i for i in candidates if _is_same(blocks[i], stated, grammars)), None)
        candidates = [i for i in candidates if i == same or not _is_section(blocks[i], grammars)]
        heading = blocks[same] if same is not None else None
        if isinstance(heading, Heading | Paragraph) and heading.start == stated.start:
            return Title(heading, same)
        if isinstance(heading, Heading) and _says_more(stated, heading, grammars):
            return Title(heading, same, () if _has_template(stated.text, grammars) else (stated,), stated)
        others = [blocks[i] for i in candidates if i != same and names_role(blocks[i], grammars)]
        others += [heading] if heading is not None and _differs(stated, heading, grammars) else []
        return Title(stated, same, tuple(b for b in others if isinstance(b, Heading | Paragraph))[:1])
    roles = [i for i in candidates if names_role(blocks[i], grammars)]
    candidates = _without_employers(candidates, roles, blocks, grammars)
    first = candidates[0] if candidates else None
    candidates = [
        i
        for i in candidates
        if i in roles or (_may_be_of_page(i, first, blocks, grammars) and _may_name(blocks[i], grammars))
    ]
    marked = [i for i in candidates if _depth(blocks[i]) == 1]
    if not marked and (named := _over_grade(blocks, grammars)) is not None:
        candidates = roles = [named]  # whatever a site says above it
    best = marked[:1] if len(marked) == 1 else [i for i in marked if i in roles][:1] or roles[:1] or marked[:1]
    best = best or candidates[:1]
    if not best:
        return Title(None, None)
    block = blocks[best[0]]
    assert isinstance(block, Heading | Paragraph)
    is_below = first is not None and first < best[0]
    is_of_all = grammars.words.roles.is_of_ladder(block.text)
    is_of_one = _is_rung(block, blocks, is_below, grammars) or _opens_first_role(best[0], blocks, grammars)
    if is_of_all or not is_of_one:
        return Title(block, best[0])
    higher = (i for i in range(best[0]) if _depth(blocks[i]) == 1)
    above = next((i for i in candidates if i < best[0]), next(higher, None))
    over = blocks[above] if above is not None else None
    return Title(over, above) if isinstance(over, Heading) else Title(None, None)


def _may_be_of_page(at: int, first: int | None, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a line that names no role may be the title by its place: it is the first that may be one, and no section
    is above it; or it is the only heading of depth 1."""
    if at == first and not any(_is_section(block, grammars) for block in blocks[:at]):
        return True
    return _depth(blocks[at]) == 1 and sum(_depth(block) == 1 for block in blocks) == 1


def _over_grade(blocks: Sequence[Block], grammars: Grammars) -> int | None:
    """The name of a role, above all sections, that has an official grade alone on the line below it: `Lock Keeper` over
    `GS-1301-12`."""
    for i, (block, below) in enumerate(pairwise(blocks[:FARTHEST])):
        if isinstance(block, Heading) and grammars.words.heading(block.text) is not None:
            return None
        if not isinstance(block, Heading | Paragraph) or not isinstance(below, Heading | Paragraph):
            continue
        grade = level_of(below.text, grammars) if below.text[-1:].isdecimal() else None
        if grade is not None and grade.title is None and grade.code and names_role(block, grammars):
            return i
    return None


def _opens_first_role(at: int, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading names the first of several roles, not their page: another one of its depth is the name of a
    role as well, and both have headed sections of their own; or it is one of more, below a heading that is higher.
    Headings without marks are all of one depth."""
    depth = _depth(blocks[at])
    if depth is None and not isinstance(blocks[at], Heading):
        return False
    peers = [i for i in range(at, len(blocks)) if _is_peer(blocks[i], depth, grammars)]
    roles = [
        i
        for i, end in pairwise((*peers, len(blocks)))
        if _depth(blocks[i]) == depth
        and names_role(blocks[i], grammars)
        and _has_sections(blocks[i + 1 : end], grammars)
    ]
    if len(roles) >= LEAST_ROLES:
        return roles[0] == at
    is_below = any(0 < (_depth(block) or 0) < (depth or 0) for block in blocks[:at])
    return is_below and sum(_depth(blocks[i]) == depth and names_role(blocks[i], grammars) for i in peers) > LEAST_ROLES


def _is_peer(block: Block, depth: int | None, grammars: Grammars) -> bool:
    """Whether a heading ends what is below one of a depth."""
    if depth is not None:
        return _depth(block) is not None and (_depth(block) or 0) <= depth
    return isinstance(block, Heading) and (block.depth is not None or names_role(block, grammars))


def _has_sections(blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading of a kind that roles have is among blocks, or a bullet that is one."""
    meanings = (grammars.words.heading(block.text) for block in blocks if isinstance(block, Heading))
    if any(meaning is not None and meaning.kind in OF_A_ROLE for meaning in meanings):
        return True
    return not kinds_of_heads(blocks, None, grammars).isdisjoint(OF_A_ROLE)


def _is_rung(block: Heading | Paragraph, blocks: Sequence[Block], is_below: bool, grammars: Grammars) -> bool:
    """Whether a line names a ladder's first level: another heading of its depth is the name with another level. A name
    without any may only be one where it `is_below` another line that may be the title."""
    if _is_labelled(block, grammars):
        return any(b is not block and isinstance(b, Heading) and _is_labelled(b, grammars) for b in blocks)
    own = level_words(block.text, grammars)
    if own is None and not is_below:
        return False
    depth = _depth(block)
    others = [b for b in blocks if isinstance(b, Heading) and b is not block and (b.depth == depth or depth is None)]
    return _has_rung(block, others, grammars)


def _has_rung(block: Heading | Paragraph, others: Sequence[Heading], grammars: Grammars) -> bool:
    """Whether one of other headings is the name that a line has, with another level."""
    base, own = base_name(block.text, grammars), level_words(block.text, grammars)
    return any(base_name(b.text, grammars) == base and level_words(b.text, grammars) not in (own, None) for b in others)


def is_first_rung(at: int, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading names a level, as another one of its depth further down does: in front of any name
    (`P1 - Baker`), or before or behind the same one (`P1 Baker`, `Baker (P1)`)."""
    block = blocks[at]
    if not isinstance(block, Heading):
        return False
    below = [b for b in blocks[at + 1 :] if isinstance(b, Heading) and b.depth == block.depth]
    if _is_labelled(block, grammars):
        return any(_is_labelled(b, grammars) for b in below)
    return block.depth is not None and _has_rung(block, below, grammars)


def _is_labelled(block: Heading | Paragraph, grammars: Grammars) -> bool:
    """Whether a line begins with a level's label, with a name behind it: `Level 1: Baker`."""
    mark = level_of(block.text, grammars)
    return mark is not None and mark.title is not None and block.text.startswith(mark.label)


def _without_employers(
    candidates: Sequence[int], roles: Sequence[int], blocks: Sequence[Block], grammars: Grammars
) -> list[int]:
    """The candidates without lines that are only the name of an organisation, unless there is nothing else."""
    named = []
    for i in candidates:
        block = blocks[i]
        assert isinstance(block, Heading | Paragraph), block
        is_employer = grammars.words.roles.is_employer(grammars.plain(block.text))
        named += [i] if i in roles or not is_employer else []
    return named or list(candidates)


def _headings(blocks: Sequence[Block], grammars: Grammars) -> list[int]:
    """The lines above the first text that may be the title: no sections, furniture or links of a menu, nor a
    sub-heading that the page repeats. Where the page begins with a section, only the name of a role may be: below a
    banner (`=== JOB DETAILS ===`), or as a heading that is higher than the section's."""
    found: list[int] = []
    above: Heading | None = None  # the section that the page begins with
    has_text = False
    repeated = Counter((b.depth, b.text.casefold()) for b in blocks if isinstance(b, Heading) and (b.depth or 0) > 1)
    is_topped = sum(_depth(b) == 1 for b in blocks) == 1
    for i, block in enumerate(blocks[:FARTHEST]):
        if isinstance(block, Heading):
            if repeated[block.depth, block.text.casefold()] > 1:
                continue
            if _states_key(block, grammars):
                continue
            meaning = grammars.words.heading(block.text)
            is_page = not found and meaning is not None and bool(meaning.slot) and _has_template(block.text, grammars)
            is_first = (is_topped and block.depth == 1) or (i == 0 and _opens_page(block, blocks[1:2]))
            if not found and above is None and meaning is not None and is_first:
                is_page = is_page or _may_head_page(block, meaning, grammars)
            is_lead = meaning is not None and meaning.slot is not None and meaning.kind in OF_A_ROLE
            is_asked = name_within(block.text, grammars) is not None  # `What does a baker do?`
            if is_asked and is_lead:
                is_lead = any(names_role(blocks[at], grammars) for at in found)
            if meaning is None or is_page or (names_role(block, grammars) and not is_lead):
                if above is None or (
                    names_role(block, grammars) and (is_asked or _may_be_below(block, above, grammars))
                ):
                    found.append(i)
            elif meaning.kind != "description" and meaning.kind != "furniture":
                if not found and names_role(blocks[min(i + 1, len(blocks) - 1)], grammars):
                    continue  # `Apply here`, with no text of its own
                if found or (above is not None and (above.depth is None or _is_banner(above, grammars))):
                    break
                above = above or block
        elif isinstance(block, Paragraph):
            if above is None and _heads_list(block, blocks[i + 1 : i + 2], grammars):
                above = Heading(block.text, None, "bare", block.start, block.end)
            is_first = above is None and (not has_text or names_role(block, grammars))
            is_first = is_first and (not found or _is_first_role(block, [blocks[at] for at in found], grammars))
            if _may_open(block, above, grammars, is_first=is_first):
                found.append(i)
            has_text = has_text or (is_sentence(block) and not fits(block.text, DESCRIPTION_WIDTH))
    return found


def _heads_list(block: Paragraph, below: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a line is the words of a heading that roles have, right above a list: `DUTIES:`."""
    if not block.text.endswith(COLONS) or not (below and isinstance(below[0], BulletList)):
        return False
    meaning = grammars.words.heading(block.text)
    return meaning is not None and meaning.kind in OF_A_ROLE


def _is_first_role(block: Paragraph, above: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a line is the first that names a role, below other lines without marks."""
    return names_role(block, grammars) and all(
        _depth(other) is None and not names_role(other, grammars) for other in above
    )


def _may_open(block: Paragraph, above: Heading | None, grammars: Grammars, *, is_first: bool) -> bool:
    """Whether a line may be the title: the page's first, or one that says its name as articles and adverts do."""
    if above is not None and above.depth is not None:
        return False
    return _may_be(block, grammars) and (is_first or name_within(block.text, grammars) is not None)


def _states_key(block: Heading, grammars: Grammars) -> bool:
    """Whether a heading is a pair, `Salary range: £17,000`, or the key of one whose value is below."""
    if block.depth is None and any(fact.is_known for fact in facts_of(block.text, grammars)):
        return True
    return is_key_of_title(block, grammars) or (block.depth is None and is_key(block, grammars))


def _opens_page(block: Heading, below: Sequence[Block]) -> bool:
    """Whether a page's first line is a heading without a mark, with a text or another heading below it."""
    return block.depth is None and all(isinstance(other, Heading | Paragraph) for other in below)


def _may_head_page(block: Heading, meaning: Meaning, grammars: Grammars) -> bool:
    """Whether a heading that the words know may be that of a whole page: `Career levels`, `Baker competencies`, `Baker
    responsibilities`."""
    if meaning.kind in OF_A_ROLE and meaning.slot:
        return meaning.kind == "skills" or names_role(block, grammars)
    return meaning.kind == "guidelines" and len(block.text.split()) > 1


def _is_banner(block: Heading | Paragraph, grammars: Grammars) -> bool:
    """Whether a title says only what kind of page it is: `Stellenausschreibungen`, `募集要項`."""
    return not grammars.words.roles.without_template(clean_title(block.text, grammars))


def _is_single(blocks: Sequence[Block], candidates: Sequence[int], grammars: Grammars) -> bool:
    """Whether one of the headings names a role, and no more."""
    return sum(names_role(blocks[i], grammars) for i in candidates) == 1


def _may_be_below(block: Heading, section: Heading, grammars: Grammars) -> bool:
    """Whether a heading may be the page's title though a section is above it."""
    if _is_banner(section, grammars):
        return True
    if section.depth is None:
        return section.section is None and _BANNER.match(section.text) is not None
    return block.depth is not None and block.depth < section.depth


def _has_template(text: str, grammars: Grammars) -> bool:
    """Whether a title is a name with a word for the kind of page: `Lamp Lighter Framework`."""
    title = clean_title(text, grammars)
    return grammars.words.roles.without_template(title) not in ("", title)


def _may_be(block: Paragraph, grammars: Grammars) -> bool:
    text = block.text
    if not fits(text, LONG_TITLE) or link_texts(text) or block.mark or text.startswith(_NO_TEXT):
        return False
    if has_clause(grammars.words.roles.spelled(text)):
        return name_within(text, grammars) is not None
    if not fits(text, TITLE_WIDTH) and not names_role(block, grammars):
        return False
    if _BANNER.match(text) and grammars.words.heading(text) is not None:
        return False  # `=== JOB DETAILS ===`
    return not facts_of(text, grammars) and not is_key(block, grammars) and not grammars.is_furniture(text)


def _may_name(block: Block, grammars: Grammars) -> bool:
    """Whether a line that holds no word of a role may still be its name: no question, sentence, heading of a section
    such as `Ready to join us?`, or duty."""
    assert isinstance(block, Heading | Paragraph), block
    text = grammars.plain(block.text)
    letters = sum(map(str.isalpha, text))
    is_name = letters >= max(LEAST_LETTERS, sum(map(str.isdecimal, text))) and len(text.split()) <= MOST_WORDS
    is_name = is_name and not is_key_of_title(block, grammars)
    if not is_name or text[:1].islower() or _ASKS.search(text) or grammars.words.roles.addresses(text):
        return False
    if grammars.states_money(text):
        return False
    if len(text.split()) <= FEW_WORDS or not grammars.words.cues.begins(text, "responsibilities"):
        return True
    # `Work Level Standard - APS Level 6`, `Staff Nurse Critical Care`, but not `Work with skippers`
    return level_of(text, grammars) is not None or (is_cased(text) and grammars.words.roles.names_in(text, MOST_WORDS))


def _depth(block: Block) -> int | None:
    return block.depth if isinstance(block, Heading) else None


def _is_same(block: Block, stated: Paragraph, grammars: Grammars) -> bool:
    if not isinstance(block, Heading | Paragraph):
        return False
    if _depth(block) != 1 and names_role(stated, grammars) and not names_role(block, grammars):
        return False  # `Duties` below `title: Duties - Baker`
    one, other = (core_of(text, grammars) for text in (block.text, stated.text))
    is_within = is_within_other(one, other) or one in clean_title(stated.text, grammars).casefold()
    return (one == other or not _is_section(block, grammars)) and is_within


def _is_section(block: Block, grammars: Grammars) -> bool:
    """Whether a heading is known as that of a section: `About the Baker position`."""
    return isinstance(block, Heading) and grammars.words.heading(block.text) is not None


def _differs(stated: Paragraph, block: Block, grammars: Grammars) -> bool:
    assert isinstance(block, Heading | Paragraph), block
    return core_of(stated.text, grammars) != core_of(block.text, grammars)


def _says_more(stated: Paragraph, heading: Heading, grammars: Grammars) -> bool:
    """Whether a key says the heading's title with words for the kind of page, or something beside a joint."""
    whole, title = (clean_title(grammars.plain(text), grammars).casefold() for text in (stated.text, heading.text))
    if role_name(whole, grammars) != whole and core_of(heading.text, grammars) == core_of(stated.text, grammars):
        return True
    before, _, behind = whole.partition(title) if title else ("", "", "")
    return before.rstrip() != whole and (before.rstrip().endswith(_JOINTS) or behind.lstrip().startswith(_JOINTS))

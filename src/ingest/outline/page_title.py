"""The title of a page without a code: the strongest of the lines and keys that may state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.lazy_patterns import rare
from ingest.outline.key_values import facts_of
from ingest.outline.kind_groups import ITEMISED
from ingest.outline.one_role_of_several import is_one_of_several, is_word_among_levels
from ingest.outline.role_name_in_title import (
    LONG_TITLE,
    are_same,
    clean_title,
    core_of,
    depth_of,
    is_within_other,
    name_within,
    names_role,
    role_name,
)
from ingest.outline.role_names import level_of, names_several
from ingest.outline.stated_titles import FARTHEST, TITLE_WIDTH, is_key, is_key_of_title, is_sentence, title_by_key
from ingest.punctuation import COLONS, DASHES, QUESTIONS
from ingest.text.normalise import fits, link_texts
from ingest.text.sentences import DESCRIPTION_WIDTH, has_clause, is_cased

_JOINTS = (
    *(f" {dash}" for dash in DASHES),
    *(f"{dash} " for dash in DASHES),
    *COLONS,
    "|",
    "の",
)  # between a title and what is beside it
_BANNER = rare(r"([=*#~-])\1{2,}.*\1$")
_ASKS = rare(rf"[{''.join(QUESTIONS)}]$|https?://|\bwww\.")  # a question, or what leads elsewhere
_NO_TEXT = ("![", "<img", "{")  # pictures, attributes, what a template fills in
MOST_WORDS = 12  # of a title that names no role
FEW_WORDS = 3  # of one that may begin as a duty does: `Lead Forester`
LEAST_LETTERS = 2


Line = Heading | Paragraph


class Title(NamedTuple):
    """A title: its text as a block, the index of the heading that says the same, what else was a candidate, and the key
    of the front matter that states it in other words than the heading."""

    block: Line | None
    at: int | None
    others: tuple[Line, ...] = ()
    again: Paragraph | None = None


def find_title(blocks: Sequence[Block], grammars: Grammars) -> Title:
    """The page's title: that which a key states, in front matter or in a line, bullet or row near the top; else the
    strongest of the lines above the page's first text. Pages without either may have one in a sentence
    (`titles_in_text`).

    What a key states without a role, such as `title: Vacancy`, is none above the one heading that names a role, nor is
    `title: Overview` above the only heading of depth 1, nor `title: Boats` above `# Boats/Rope Engineer`."""
    stated = title_by_key(blocks, grammars)
    lines = _Top(blocks, grammars).lines()
    if stated is not None:
        top = [line for line in lines.values() if depth_of(line) == 1]
        is_single = sum(names_role(line, grammars) for line in lines.values()) == 1
        says_kind = is_single and is_banner(stated, grammars)
        says_none = len(top) == 1 and (_describes(stated, grammars) or _is_begin_of(stated, top[0], grammars))
        if not says_kind and not says_none:
            return _of_key(stated, lines, grammars)
    candidates = _candidates(lines, blocks, grammars)
    at = _strongest(candidates, grammars)
    if at is None:
        return Title(None, None)
    block = lines[at]
    is_below = candidates.first is not None and candidates.first < at
    if not is_one_of_several(at, blocks, is_below, grammars):
        if at in candidates.roles:
            return Title(block, at, _rivals(block, blocks, grammars))
        return Title(block, at, tuple(candidates.roles.values()) if len(candidates.roles) == 1 else ())
    higher = (i for i in range(at) if depth_of(blocks[i]) == 1)
    above = next((i for i in candidates.lines if i < at), next(higher, None))
    over = blocks[above] if above is not None else None
    if not isinstance(over, Heading) or is_word_among_levels(over, blocks, grammars):
        return Title(None, None)
    return Title(over, above)


def _rivals(title: Line, blocks: Sequence[Block], grammars: Grammars) -> tuple[Heading, ...]:
    """The headings of depth 1 that name another role than the title."""
    top = (block for block in blocks if isinstance(block, Heading) and block.depth == 1)
    return tuple(
        block for block in top if names_role(block, grammars) and not are_same(block.text, title.text, grammars)
    )


def _strongest(candidates: _Candidates, grammars: Grammars) -> int | None:
    """The line that is the title, by the first of these that there is."""
    lines, roles, _ = candidates
    marked = [i for i, line in lines.items() if depth_of(line) == 1]
    if roles:  # `Vacancy` says only what kind of page it is
        marked = [i for i in marked if not is_banner(lines[i], grammars)]
    by_strength = (
        marked if len(marked) == 1 else [],  # the only heading of depth 1 is the page's
        [i for i in marked if i in roles],  # a heading of depth 1 that names a role is about it
        list(roles),  # so is any other line
        marked,  # a page's own heading comes before those of its sections
        list(lines),  # the first line says what a page is about
    )
    return next((found[0] for found in by_strength if found), None)


def _of_key(stated: Paragraph, lines: Mapping[int, Line], grammars: Grammars) -> Title:
    """The title that a key states, with the heading that says the same. The heading goes before a key that says its
    title with words for the kind of page, or with something else beside a dash or colon: `Job: Baker`, `Guild - Baker`.
    """
    at = next((i for i, line in lines.items() if _is_same(line, stated, grammars)), None)
    same = lines[at] if at is not None else None
    if same is not None and same.start == stated.start:
        return Title(same, at)
    if isinstance(same, Heading) and _says_more(stated, same, grammars):
        return Title(same, at, () if has_template(stated.text, grammars) else (stated,), stated)
    beside = (line for line in lines.values() if line is not same and not is_section(line, grammars))
    others = [line for line in beside if names_role(line, grammars)]
    if same is not None and core_of(stated.text, grammars) != core_of(same.text, grammars):
        others.append(same)
    return Title(stated, at, tuple(others[:1]))


def _describes(stated: Paragraph, grammars: Grammars) -> bool:
    """Whether a key states no more than the heading of a description: `Overview`, `Introduction`."""
    meaning = grammars.words.heading(stated.text)
    return meaning is not None and meaning.kind == "description" and meaning.slot is None


def _is_begin_of(stated: Paragraph, block: Line, grammars: Grammars) -> bool:
    """Whether a key that names no role states the first words of a heading that names one."""
    if names_role(stated, grammars) or not names_role(block, grammars):
        return False
    return block.text.casefold().startswith(stated.text.casefold())


def _is_same(block: Line, stated: Paragraph, grammars: Grammars) -> bool:
    if depth_of(block) != 1 and names_role(stated, grammars) and not names_role(block, grammars):
        return False  # `Duties` below `title: Duties - Baker`
    one, other = (core_of(text, grammars) for text in (block.text, stated.text))
    is_within = is_within_other(one, other) or one in clean_title(stated.text, grammars).casefold()
    return is_within and not is_section(block, grammars)


def _says_more(stated: Paragraph, heading: Heading, grammars: Grammars) -> bool:
    """Return whether a key says the heading's title with words for the kind of page, or with something beside a
    joint.
    """
    whole, title = (clean_title(text, grammars).casefold() for text in (stated.text, heading.text))
    if role_name(whole, grammars) != whole and core_of(heading.text, grammars) == core_of(stated.text, grammars):
        return True
    before, _, behind = whole.partition(title) if title else ("", "", "")
    return before.rstrip() != whole and (before.rstrip().endswith(_JOINTS) or behind.lstrip().startswith(_JOINTS))


# -- lines that may be the title ---------------------------------------------------------------------------------------


class _Candidates(NamedTuple):
    """The lines that may be the title, by index: all of them, those that name a role, and the first there was before
    those that may not be were left out."""

    lines: dict[int, Line]
    roles: dict[int, Line]
    first: int | None


def _candidates(found: Mapping[int, Line], blocks: Sequence[Block], grammars: Grammars) -> _Candidates:
    """The lines that name a role, and those that may be the title by their place though they name none: none that is
    only the name of an organisation."""
    roles = {i: line for i, line in found.items() if names_role(line, grammars)}
    is_employer = grammars.words.roles.is_employer
    found = {i: line for i, line in found.items() if i in roles or not is_employer(grammars.plain(line.text))}
    first = next(iter(found), None)
    lines = {
        i: line
        for i, line in found.items()
        if i in roles or (_may_be_of_page(i, first, blocks, grammars) and _may_name(line, grammars))
    }
    return _Candidates(lines, roles, first)


class _Top:
    """The top of a page, line by line: those `found` that may be the title, the `section` that the page begins with,
    and whether a long text or a list of duties was passed.

    No sections, furniture or links of a menu may be the title, nor a sub-heading that the page repeats. Where the page
    begins with a section, only the name of a role may be: below a banner (`=== JOB DETAILS ===`), or as a heading that
    is higher than the section's.
    """

    def __init__(self, blocks: Sequence[Block], grammars: Grammars) -> None:
        self.blocks = blocks
        self.grammars = grammars
        self.found: dict[int, Line] = {}
        self.section: Heading | None = None
        self.has_text = self.has_list = False
        below = [b for b in blocks if isinstance(b, Heading) and (b.depth or 0) > 1]
        self.repeated = Counter((b.depth, b.text.casefold()) for b in below)
        self.is_topped = sum(depth_of(b) == 1 for b in blocks) == 1

    def lines(self) -> dict[int, Line]:
        """The lines above the first text that may be the title, by index."""
        for i, block in enumerate(self.blocks[:FARTHEST]):
            if isinstance(block, Heading):
                if not self._pass_heading(i, block):
                    break
            elif isinstance(block, Paragraph):
                self._pass_paragraph(i, block)
            elif isinstance(block, BulletList):
                self.has_list = self.has_list or all(has_clause(item.text) for item in block.items)
        return self.found

    def _pass_heading(self, i: int, block: Heading) -> bool:
        """Take a heading that may be the title; False at the section below which there is none."""
        if self._is_no_title(block):
            return True
        meaning = self.grammars.words.heading(block.text)
        is_role = names_role(block, self.grammars)
        if (
            meaning is None
            or (is_role and meaning.kind not in ITEMISED)
            or (not self.found and self._heads_page(i, block, meaning))
        ):
            if self.section is None or (is_role and _may_be_below(block, self.section, self.grammars)):
                self.found[i] = block
        elif meaning.kind not in ("description", "furniture"):
            if self.found:
                return False
            if not names_role(self.blocks[min(i + 1, len(self.blocks) - 1)], self.grammars):
                self.section = self.section or block  # but `Apply here`, with no text of its own, is none
        return True

    def _is_no_title(self, block: Heading) -> bool:
        """Whether a heading is one of several alike, a pair, or `Specialists`, behind the roles of a team."""
        if self.repeated[block.depth, block.text.casefold()] > 1 or _states_key(block, self.grammars):
            return True
        return self.has_list and bool(self.found) and names_several(block.text, self.grammars)

    def _heads_page(self, i: int, block: Heading, meaning: Meaning) -> bool:
        """Whether the page's first heading may be that of the whole page though words know it: `Baker Framework`,
        `Career levels`."""
        if meaning.slot and has_template(block.text, self.grammars):
            return True
        is_first = (self.is_topped and block.depth == 1) or (i == 0 and _opens_page(block, self.blocks[1:2]))
        return is_first and self.section is None and _may_head_page(block, meaning)

    def _pass_paragraph(self, i: int, block: Paragraph) -> None:
        """Take a line that may be the title."""
        if self.section is None and _heads_list(block, self.blocks[i + 1 : i + 2], self.grammars):
            self.section = Heading(block.text, None, "bare", block.start, block.end)
        if _may_be(block, self.grammars) and (
            self._is_first(block) or name_within(block.text, self.grammars) is not None
        ):
            self.found[i] = block
        self.has_text = self.has_text or (is_sentence(block) and not fits(block.text, DESCRIPTION_WIDTH))

    def _is_first(self, block: Paragraph) -> bool:
        """Whether a line is the page's first, or the first that names a role: below text, or below other lines that may
        be the title and have no marks either."""
        if self.section is not None:
            return False
        if not self.found:
            return not self.has_text or names_role(block, self.grammars)
        above = self.found.values()
        is_unnamed = all(depth_of(other) is None and not names_role(other, self.grammars) for other in above)
        return is_unnamed and names_role(block, self.grammars)


def is_banner(block: Line, grammars: Grammars) -> bool:
    """Whether a title says only what kind of page it is: `Stellenausschreibungen`, `募集要項`."""
    return not grammars.words.roles.without_template(clean_title(block.text, grammars))


def has_template(text: str, grammars: Grammars) -> bool:
    """Whether a title is a name with a word for the kind of page: `Lamp Lighter Framework`."""
    title = clean_title(text, grammars)
    return grammars.words.roles.without_template(title) not in ("", title)


def is_section(block: Block, grammars: Grammars) -> bool:
    """Whether a heading is known as that of a section: `About the Baker position`."""
    return isinstance(block, Heading) and grammars.words.heading(block.text) is not None


def _may_be_of_page(at: int, first: int | None, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a line that names no role may be the title by its place: it is the first that may be one, and no section
    is above it; or it is the only heading of depth 1."""
    if at == first and not any(is_section(block, grammars) for block in blocks[:at]):
        return True
    return depth_of(blocks[at]) == 1 and sum(depth_of(block) == 1 for block in blocks) == 1


def _may_name(block: Line, grammars: Grammars) -> bool:
    """Whether a line that holds no word of a role may still be its name: no question, sentence, heading of a section
    such as `Ready to join us?`, or duty."""
    text = grammars.plain(block.text)
    letters = sum(map(str.isalpha, text))
    is_name = letters >= max(LEAST_LETTERS, sum(map(str.isdecimal, text))) and len(text.split()) <= MOST_WORDS
    is_low = text[:1].islower() and depth_of(block) != 1  # `# technicien en radioprotection`
    if not is_name or is_low or _ASKS.search(text) or grammars.words.roles.addresses(text):
        return False
    if grammars.states_money(text):
        return False
    is_short = len(text.split()) <= FEW_WORDS or text.isupper()  # `SUPPORT STAFF ROLE DESCRIPTORS`
    if is_short or not grammars.words.opening_verbs.begins(text, "responsibilities"):
        return True
    # `Work Level Standard - APS Level 6`, `Staff Nurse Critical Care`, but not `Work with skippers`
    return level_of(text, grammars) is not None or (is_cased(text) and grammars.words.roles.names_in(text, MOST_WORDS))


def _heads_list(block: Paragraph, below: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a line is the words of a heading that roles have, right above a list: `DUTIES:`."""
    if not block.text.endswith(COLONS) or not (below and isinstance(below[0], BulletList)):
        return False
    meaning = grammars.words.heading(block.text)
    return meaning is not None and meaning.kind in ITEMISED


def _states_key(block: Heading, grammars: Grammars) -> bool:
    """Whether a heading is a pair, `Salary range: £17,000`, or the key of one whose value is below."""
    if block.depth is None and any(fact.is_known for fact in facts_of(block.text, grammars)):
        return True
    return is_key_of_title(block, grammars) or (block.depth is None and is_key(block, grammars))


def _opens_page(block: Heading, below: Sequence[Block]) -> bool:
    """Whether a page's first line is a heading without a mark, with a text or another heading below it."""
    return block.depth is None and all(isinstance(other, Heading | Paragraph) for other in below)


def _may_head_page(block: Heading, meaning: Meaning) -> bool:
    """Whether a heading that the words know may be that of a whole page: `Career levels`, `Baker competencies`."""
    return meaning.kind == "skills" or (meaning.kind == "guidelines" and len(block.text.split()) > 1)


def _may_be_below(block: Heading, section: Heading, grammars: Grammars) -> bool:
    """Whether a heading may be the page's title though a section is above it."""
    if is_banner(section, grammars):
        return True
    if section.depth is None:
        return _BANNER.match(section.text) is not None
    return block.depth is not None and block.depth < section.depth


def _may_be(block: Paragraph, grammars: Grammars) -> bool:
    text = block.text
    if not fits(text, LONG_TITLE) or link_texts(text) or block.mark or text.startswith(_NO_TEXT):
        return False
    if has_clause(grammars.words.roles.spelled(text)):
        return name_within(text, grammars) is not None
    if not fits(text, TITLE_WIDTH):
        return False
    if _BANNER.match(text) and grammars.words.heading(text) is not None:
        return False  # `=== JOB DETAILS ===`
    facts = facts_of(text, grammars)  # `Job description: Baker` is none
    if any(fact.is_known for fact in facts) or (facts and not has_template(text, grammars)):
        return False
    return not is_key(block, grammars) and not grammars.is_furniture(text)

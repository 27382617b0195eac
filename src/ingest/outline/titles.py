"""Titles: what reads as one, which line or key of a page states it, and what of it is the name of the role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category

from ingest.blocks import Block, CodeBlock, Heading, Paragraph, Table
from ingest.blocks.front_matter import front_entries, is_front_matter
from ingest.blocks.headings import heading_text
from ingest.grammar import Grammars, Label
from ingest.grammar.folding import without_numbering
from ingest.outline.key_values import facts_of, stated_fact
from ingest.outline.names import base_name, is_role_name, level_of, level_words, plain_name
from ingest.punctuation import CLAUSE, COLONS, DASH, DASHES, QUESTIONS, STOPS
from ingest.rare import rare
from ingest.text.normalise import fits, link_texts, without_links

FARTHEST = 60  # blocks from the top: no page has more navigation above its title
TITLE_WIDTH = 120
PAIR = 2  # cells of a row that states a pair
KEYS = ("title", "role", "job title", "position", "position title", "role title", "name")  # of front matter, in order
_SENTENCE = rare(CLAUSE)
_SITE = rare(r"\s+[|·»]\s+")
_BESIDE_SITE = rare(r"([^|]+?)\s+\|\s+[^\W\d][^|]*$")  # `Baker — P2 | Bakery Guild Ltd.`
_BANNER = rare(r"([=*#~-])\1{2,}.*\1$")
_CODE = rare(rf"(?:[A-Z]{{0,4}}\d[\d.:-]*\d|\d{{3,}})\s*(?:[{DASH}:.]\s*|\s+)(?=[^\W\d])")  # `72200 - Electricians`
_AFTER = (": ",)  # what a page is called, and then the role: `Guidance for staff: Baker`
_EMPLOYER = rare(rf"\s+(?:at|@|bei|chez)\s+(?:the\s+)?[^\W\d_a-z][^{STOPS}]*$")
_ASKS = rare(rf"[{''.join(QUESTIONS)}]$|https?://|\bwww\.")  # a question, or what leads elsewhere
OF_A_ROLE = ("responsibilities", "requirements", "skills")  # what headings with its name tell: `As a baker, you will`
_PICTURES = ("So", "Sk", "Mn", "Cf")  # a picture, its colour, its variant, and what joins two
MOST_WORDS = 12  # of a title that names no role
FEW_WORDS = 3  # of one that may begin as a duty does: `Lead Forester`
LEAST_LETTERS = 2
LEAST_LINKS = 2  # of a menu
LEAST_ROLES = 2  # with sections of their own, so that the first of them is not the page's title
_JOINTS = (
    *(f" {dash}" for dash in DASHES),
    *(f"{dash} " for dash in DASHES),
    *COLONS,
    "|",
    "の",
)  # between a title and what is beside it
_SYMBOLS = rare(rf"^[^\w([{{\"'«„“]+|[^\w)\]}}{STOPS}\"'»“”*]+$")  # emoji and rules beside a title


# -- lines that read as titles -----------------------------------------------------------------------------------------


def title_text(text: str, grammars: Grammars) -> str:
    """A title line without emphasis, links as their texts, and without the name of the site behind a bar."""
    plain = _without_pictures(grammars.plain(heading_text(text, grammars)).strip("*_` ").strip())
    beside = _BESIDE_SITE.match(plain) if "|" in plain else None
    return beside[1] if beside else plain


def _without_pictures(text: str) -> str:
    """A title without the emoji in front of it, which hide a level there: `🧵 L2 Weaver`."""
    if text[:1].isascii():
        return text
    first = next((at for at, sign in enumerate(text) if category(sign) not in _PICTURES), 0)
    return text[first:].lstrip() or text


def title_label(block: Block, grammars: Grammars) -> Label | None:
    """The level and name that a block states as titles do."""
    return grammars.title(title_text(block.text, grammars)) if isinstance(block, Heading | Paragraph) else None


def is_title(text: str, grammars: Grammars) -> bool:
    """Whether a line may be a title: short, no sentence; any line with a level beside a name may. What a page calls its
    code is none, nor is a level alone."""
    if not fits(text, TITLE_WIDTH) or grammars.is_code_key(text):
        return False
    if "|" in text and (beside := _BESIDE_SITE.match(text)):
        text = beside[1]
    if grammars.title(text) is not None:
        return True
    label = grammars.label(text)
    return not _SENTENCE.search(text) and (label is None or label.text is not None)


def page_title(blocks: Sequence[Block], first: int, end: int, grammars: Grammars) -> int | None:
    """The title among blocks that no code is below: the first line that states a level beside a name, before
    any section and any sentence, unless it is below a heading of depth 1 that names a role; else the first heading of
    depth 1 there; else the first line."""
    marked: int | None = None
    opening: int | None = None
    menu = _menu(blocks[first : min(end, first + FARTHEST)], grammars)
    for i in range(first, min(end, first + FARTHEST)):
        block = blocks[i]
        if not isinstance(block, Heading | Paragraph) or i - first in menu:
            continue
        if isinstance(block, Heading) and block.section:
            break
        if not is_title(block.text, grammars):
            if _is_aside(block.text, grammars):
                continue
            break
        if title_label(block, grammars) and not _is_pair(block.text, opening is not None, grammars):
            names_role = marked is not None and _is_role(blocks[marked], grammars)
            return marked if names_role and (_depth(block) or 0) > 1 else i
        if marked is None and isinstance(block, Heading) and block.depth == 1:
            marked = i
        opening = i if opening is None else opening
    return opening if marked is None else marked


def _menu(blocks: Sequence[Block], grammars: Grammars) -> frozenset[int]:
    """The lines that are links with levels and nothing else, where there are several: a menu of a ladder's pages."""
    links = [
        i
        for i, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and "](" in block.text
        and " ".join(link_texts(block.text)) == grammars.plain(block.text)
        and title_label(block, grammars) is not None
    ]
    return frozenset(links) if len(links) >= LEAST_LINKS else frozenset()


def _is_pair(text: str, has_opening: bool, grammars: Grammars) -> bool:
    """Whether a line is a key and its value: its key in bold, or a key with a value below what may be the title."""
    has_bold_key = text.startswith(("**", "__")) and bool(facts_of(text, grammars))
    return has_bold_key or (has_opening and grammars.is_pair(grammars.plain(text)))


def begins_profile(blocks: Sequence[Block], i: int, grammars: Grammars) -> bool:
    """Whether a line further down may be the title of another profile: a name and its level, and no level's label."""
    block = blocks[i]
    if not isinstance(block, Heading | Paragraph) or (isinstance(block, Paragraph) and block.mark):
        return False
    if title_label(block, grammars) is None or not is_title(block.text, grammars):
        return False
    return grammars.label(block.text) is None and not grammars.is_pair(block.text)


def stated_title(block: Block, grammars: Grammars) -> Paragraph | None:
    """The name of a role that a `Title:` line states."""
    facts = facts_of(block.text, grammars) if isinstance(block, Paragraph) else ()
    named = (fact for fact in facts if fact.key == "title" and is_role_name(fact.value, grammars))
    return next((Paragraph(fact.value, block.start, block.end) for fact in named), None)


def is_sentence(block: Block) -> bool:
    """Whether a block says something in words that end."""
    return isinstance(block, Paragraph) and _SENTENCE.search(block.text) is not None


def _is_aside(text: str, grammars: Grammars) -> bool:
    """What may be above a title without being one: a code, its key, a level alone."""
    label = grammars.label(text)
    return grammars.code(text) is not None or grammars.is_code_key(text) or (label is not None and label.text is None)


# -- the title of a page without a code --------------------------------------------------------------------------------


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
    stated = _of_front(blocks) or _of_fact(blocks, grammars)
    candidates = _headings(blocks, grammars)
    if stated is not None:
        same = next((i for i in candidates if _is_same(blocks[i], stated, grammars)), None)
        candidates = [i for i in candidates if i == same or not _is_section(blocks[i], grammars)]
        heading = blocks[same] if same is not None else None
        if isinstance(heading, Heading) and _says_more(stated, heading, grammars):
            has_template = role_name(clean_title(stated.text, grammars), grammars) != clean_title(stated.text, grammars)
            return Title(heading, same, () if has_template else (stated,), stated)
        others = [blocks[i] for i in candidates if i != same and _is_role(blocks[i], grammars)]
        others += [heading] if heading is not None and _differs(stated, heading, grammars) else []
        return Title(stated, same, tuple(b for b in others if isinstance(b, Heading | Paragraph))[:1])
    roles = [i for i in candidates if _is_role(blocks[i], grammars)]
    first = candidates[0] if candidates else None
    candidates = [
        i
        for i in candidates
        if i in roles or ((i == first or _depth(blocks[i]) == 1) and _may_name(blocks[i], grammars))
    ]
    marked = [i for i in candidates if _depth(blocks[i]) == 1]
    best = marked[:1] if len(marked) == 1 else [i for i in marked if i in roles][:1] or roles[:1] or marked[:1]
    best = best or candidates[:1]
    if not best:
        return Title(None, None)
    block = blocks[best[0]]
    assert isinstance(block, Heading | Paragraph)
    is_of_one = _is_rung(block, blocks, grammars) or _opens_first_role(best[0], blocks, grammars)
    return Title(None, None) if is_of_one else Title(block, best[0])


def _opens_first_role(at: int, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading names the first of several roles, not their page: another one of its depth is the name of a
    role as well, and both have headed sections of their own."""
    depth = _depth(blocks[at])
    if depth is None:
        return False
    peers = [i for i in range(at, len(blocks)) if _depth(blocks[i]) is not None and (_depth(blocks[i]) or 0) <= depth]
    roles = [
        i
        for i, end in pairwise((*peers, len(blocks)))
        if _depth(blocks[i]) == depth and _is_role(blocks[i], grammars) and _has_sections(blocks[i + 1 : end], grammars)
    ]
    return len(roles) >= LEAST_ROLES and roles[0] == at


def _has_sections(blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a heading of a kind that roles have is among blocks."""
    meanings = (grammars.words.heading(block.text) for block in blocks if isinstance(block, Heading))
    return any(meaning is not None and meaning.kind in OF_A_ROLE for meaning in meanings)


def _is_rung(block: Heading | Paragraph, blocks: Sequence[Block], grammars: Grammars) -> bool:
    """Whether a line names a ladder's first level: another heading of its depth is the name with another level."""
    if _is_labelled(block, grammars):
        return any(b is not block and isinstance(b, Heading) and _is_labelled(b, grammars) for b in blocks)
    own = level_words(block.text, grammars)
    if own is None:
        return False
    base, depth = base_name(block.text, grammars), _depth(block)
    others = [b for b in blocks if isinstance(b, Heading) and b is not block and (b.depth == depth or depth is None)]
    return any(base_name(b.text, grammars) == base and level_words(b.text, grammars) not in (own, None) for b in others)


def _is_labelled(block: Heading | Paragraph, grammars: Grammars) -> bool:
    """Whether a line begins with a level's label, with a name behind it: `Level 1: Baker`."""
    mark = level_of(block.text, grammars)
    return mark is not None and mark.title is not None and block.text.startswith(mark.label)


def clean_title(text: str, grammars: Grammars) -> str:
    """A title without emphasis, links, a leading code, emoji beside it, and the name of the site behind a bar."""
    plain = " ".join(without_links(text).replace("<br>", " ").replace("<br/>", " ").split()).strip("*_`# ")
    plain = _SITE.split(plain)[0]
    code = _CODE.match(plain)
    plain = plain[code.end() :] if code else plain
    return _SYMBOLS.sub("", without_numbering(plain)).strip() or plain


def role_name(title: str, grammars: Grammars) -> str:
    """A title without words that say only what kind of page it is: `Job Description: Baker`, `Baker Framework`."""
    plain = grammars.words.roles.without_template(title) or title
    for joint in _AFTER:
        page, found, name = plain.partition(joint)
        if found and is_role_name(name, grammars) and not is_role_name(page, grammars):
            return name.strip()
    return plain


def without_employer(name: str, grammars: Grammars) -> str:
    """The name of a role without that of the employer behind it: `Baker at Crust & Sons`."""
    found = _EMPLOYER.search(name)
    return name[: found.start()] if found and is_role_name(name[: found.start()], grammars) else name


def _of_front(blocks: Sequence[Block]) -> Paragraph | None:
    front = blocks[0] if blocks else None
    if front is None or not isinstance(front, CodeBlock) or not is_front_matter(front):
        return None
    entries = {_squeezed(entry.key): entry for entry in reversed(front_entries(front))}
    found = next((entries[key] for key in map(_squeezed, KEYS) if key in entries and entries[key].value), None)
    return Paragraph(found.value, found.start, found.end) if found else None


def _squeezed(key: str) -> str:
    """A key without what is between its words: `job_title`, `jobTitle` and `jobtitle` are one."""
    return "".join(filter(str.isalnum, key.casefold()))


def _of_fact(blocks: Sequence[Block], grammars: Grammars) -> Paragraph | None:
    for block, below in pairwise((*blocks[:FARTHEST], None)):
        if isinstance(block, Paragraph | Heading):
            for fact in facts_of(block.text, grammars):
                if fact.key == "title" and (is_role_name(fact.value, grammars) or _states_fact(below, grammars)):
                    return Paragraph(fact.value, block.start, block.end)
        elif isinstance(block, Table) and (stated := _of_table(block, grammars)) is not None:
            return stated
    return None


def _of_table(table: Table, grammars: Grammars) -> Paragraph | None:
    """The title that a row of a table of pairs states, beside another row whose key is known."""
    rows = [row for row in (table.header, *table.rows) if row is not None]
    if any(len(row.cells) != PAIR for row in rows):
        return None
    facts = [(stated_fact(row.cells[0].rstrip(": "), row.cells[1], grammars), row) for row in rows]
    known = [fact for fact, _ in facts if fact.is_known]
    title = next(((fact.value, row) for fact, row in facts if fact.key == "title" and fact.value), None)
    return Paragraph(title[0], title[1].start, title[1].end) if title is not None and len(known) >= PAIR else None


def _states_fact(block: Block | None, grammars: Grammars) -> bool:
    """Whether a line states a pair of a known key, as those around a title do."""
    if not isinstance(block, Paragraph | Heading):
        return False
    return any(fact.is_known and fact.key != "title" for fact in facts_of(block.text, grammars))


def _headings(blocks: Sequence[Block], grammars: Grammars) -> list[int]:
    """The lines above the first text that may be the title: no sections, furniture or links of a menu, nor a
    sub-heading that the page repeats. Where the page begins with a section, only the name of a role may be: below a
    banner (`=== JOB DETAILS ===`), or as a heading that is higher than the section's."""
    found: list[int] = []
    above: Heading | None = None  # the section that the page begins with
    repeated = Counter((b.depth, b.text.casefold()) for b in blocks if isinstance(b, Heading) and (b.depth or 0) > 1)
    for i, block in enumerate(blocks[:FARTHEST]):
        if isinstance(block, Heading):
            if repeated[block.depth, block.text.casefold()] > 1:
                continue
            if block.depth is None and any(fact.is_known for fact in facts_of(block.text, grammars)):
                continue  # `Salary range: £17,000` is a pair
            meaning = grammars.words.heading(block.text)
            is_page = not found and meaning is not None and bool(meaning.slot) and _has_template(block.text, grammars)
            is_lead = meaning is not None and meaning.slot is not None and meaning.kind in OF_A_ROLE
            if meaning is None or is_page or (_is_role(block, grammars) and not is_lead):
                if above is None or (_is_role(block, grammars) and _may_be_below(block, above)):
                    found.append(i)
            elif meaning.kind != "description" and meaning.kind != "furniture":
                if found or (above is not None and above.depth is None):
                    break
                above = above or block
        elif isinstance(block, Paragraph) and not found and above is None and _may_be(block, grammars):
            found.append(i)
    return found


def _may_be_below(block: Heading, section: Heading) -> bool:
    """Whether a heading may be the page's title though a section is above it."""
    if section.depth is None:
        return section.section is None and _BANNER.match(section.text) is not None
    return block.depth is not None and block.depth < section.depth


def _has_template(text: str, grammars: Grammars) -> bool:
    """Whether a heading that the words know is a name with a word for the kind of page: `Lamp Lighter Framework`."""
    title = clean_title(text, grammars)
    return grammars.words.roles.without_template(title) not in ("", title)


def _may_be(block: Paragraph, grammars: Grammars) -> bool:
    text = block.text
    if not fits(text, TITLE_WIDTH) or _SENTENCE.search(text) or link_texts(text) or block.mark:
        return False
    if _BANNER.match(text) and grammars.words.heading(text) is not None:
        return False  # `=== JOB DETAILS ===`
    return not facts_of(text, grammars) and not grammars.is_furniture(text)


def _is_role(block: Block, grammars: Grammars) -> bool:
    if not isinstance(block, Heading | Paragraph):
        return False
    name = role_name(clean_title(block.text, grammars), grammars)
    return is_role_name(name, grammars) and not grammars.words.roles.addresses(name)


def _may_name(block: Block, grammars: Grammars) -> bool:
    """Whether a line that holds no word of a role may still be its name: no question, sentence, heading of a section
    such as `Ready to join us?`, or duty."""
    assert isinstance(block, Heading | Paragraph), block
    text = grammars.plain(block.text)
    is_name = sum(map(str.isalpha, text)) >= LEAST_LETTERS and len(text.split()) <= MOST_WORDS
    if not is_name or text[:1].islower() or _ASKS.search(text) or grammars.words.roles.addresses(text):
        return False
    return len(text.split()) <= FEW_WORDS or not grammars.words.cues.begins(text, "responsibilities")


def _depth(block: Block) -> int | None:
    return block.depth if isinstance(block, Heading) else None


def _is_same(block: Block, stated: Paragraph, grammars: Grammars) -> bool:
    if not isinstance(block, Heading | Paragraph):
        return False
    one, other = (_core(text, grammars) for text in (block.text, stated.text))
    return (one == other or not _is_section(block, grammars)) and _holds(one, other)


def are_same(one: str, other: str, grammars: Grammars) -> bool:
    """Whether two titles name one role: one says no more than the other, less the level and the kind of page."""
    return _holds(_core(one, grammars), _core(other, grammars))


def _holds(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _is_section(block: Block, grammars: Grammars) -> bool:
    """Whether a heading is known as that of a section: `About the Baker position`."""
    return isinstance(block, Heading) and grammars.words.heading(block.text) is not None


def _differs(stated: Paragraph, block: Block, grammars: Grammars) -> bool:
    assert isinstance(block, Heading | Paragraph), block
    return _core(stated.text, grammars) != _core(block.text, grammars)


def _core(text: str, grammars: Grammars) -> str:
    """A title as it is compared: without words for the kind of page, and without what is in brackets."""
    return plain_name(role_name(clean_title(grammars.plain(text), grammars), grammars)).casefold()


def _says_more(stated: Paragraph, heading: Heading, grammars: Grammars) -> bool:
    """Whether a key says the heading's title with words for the kind of page, or something beside a joint."""
    whole, title = (clean_title(grammars.plain(text), grammars).casefold() for text in (stated.text, heading.text))
    if role_name(whole, grammars) != whole and _core(heading.text, grammars) == _core(stated.text, grammars):
        return True
    before, _, behind = whole.partition(title) if title else ("", "", "")
    return before.rstrip() != whole and (before.rstrip().endswith(_JOINTS) or behind.lstrip().startswith(_JOINTS))

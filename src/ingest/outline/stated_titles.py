"""Lines that state a title outright: a name beside its level, or what a key says, in front matter or on the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Table
from ingest.blocks.front_matter_syntax import front_entries, is_front_matter, words_of
from ingest.grammar import Grammars, Label
from ingest.outline.key_values import facts_of, stated_fact
from ingest.outline.role_name_in_title import names_role, title_text, without_site_name
from ingest.outline.role_names import is_role_name, is_shaped_as_name, level_words
from ingest.text.normalise import fits, link_texts
from ingest.text.sentences import has_clause

FARTHEST = 60  # blocks from the top: no page has more navigation above its title
TITLE_WIDTH = 120
LEAST_LINKS = 2  # of a menu
LEAST_BARS = 2  # between more names than a title's and its site's
KEY_WIDTH = 40  # columns
PAIR = 2  # cells of a row that states a pair
KEYS_OF_POST = ("job title", "position title", "role title", "position")  # beside the page's title, which says more
_OF_CONTACT = "position"  # may be that of whom to ask
KEYS = ("title", "role", "job title", "position", "position title", "role title", "name")  # of front matter, in order

# -- a name beside its level -------------------------------------------------------------------------------------------


def title_label(block: Block, grammars: Grammars) -> Label | None:
    """The level and name that a block states as titles do."""
    return grammars.title(title_text(block.text, grammars)) if isinstance(block, Heading | Paragraph) else None


def is_title(text: str, grammars: Grammars) -> bool:
    """Whether a line may be a title: short, no sentence; any line with a level beside a name may. What a page calls its
    code is no title, nor is a level alone, nor an amount of money."""
    if not fits(text, TITLE_WIDTH) or grammars.is_code_key(text):
        return False
    name = without_site_name(text)
    if text.count("|") >= LEAST_BARS and sum(grammars.title(part.strip()) is not None for part in text.split("|")) > 1:
        return False  # the levels of a ladder: `Baker (P1) | Baker (P2) | Senior Baker (P3)`
    if grammars.title(name) is None:
        label = grammars.label(name)
        if has_clause(name) or (label is not None and label.text is None):
            return False
    return not grammars.states_money(text)


def labelled_title(blocks: Sequence[Block], grammars: Grammars) -> int | None:
    """Return the first line that states a level beside a name, before any section and any sentence.

    None if there is no such line, or if it is a heading below one of depth 1 that names a role.
    """
    top: Heading | None = None  # the first heading of depth 1
    has_line = False
    menu = _menu(blocks[:FARTHEST], grammars)
    for i, block in enumerate(blocks[:FARTHEST]):
        if not isinstance(block, Heading | Paragraph) or i in menu:
            continue
        if isinstance(block, Heading) and block.section:
            break
        if not is_title(block.text, grammars):
            break
        is_pair = has_line and grammars.is_pair(grammars.plain(block.text))
        if title_label(block, grammars) and not is_pair:
            is_below = isinstance(block, Heading) and (block.depth or 0) > 1
            return None if is_below and top is not None and names_role(top, grammars) else i
        if top is None and isinstance(block, Heading) and block.depth == 1:
            top = block
        has_line = True
    return None


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


def begins_profile(blocks: Sequence[Block], i: int, grammars: Grammars) -> bool:
    """Whether a line further down may be the title of another profile: a name and its level, and no level's label."""
    block = blocks[i]
    if not isinstance(block, Heading | Paragraph) or (isinstance(block, Paragraph) and block.mark):
        return False
    if title_label(block, grammars) is None or not is_title(block.text, grammars):
        return False
    return grammars.label(block.text) is None


def is_sentence(block: Block) -> bool:
    """Whether a block says something in words that end."""
    return isinstance(block, Paragraph) and has_clause(block.text)


# -- a key -------------------------------------------------------------------------------------------------------------


def title_by_key(blocks: Sequence[Block], grammars: Grammars) -> Paragraph | None:
    """The title that the page's front matter states, else a `Title:` line or a row near its top."""
    stated = _of_front(blocks, grammars) or _of_fact(blocks, grammars)
    return stated if stated is not None and title_text(stated.text, grammars) else None  # `<br>` and `*` state none


def stated_title(block: Block, grammars: Grammars) -> Paragraph | None:
    """The name of a role that a `Title:` line states."""
    facts = facts_of(block.text, grammars) if isinstance(block, Paragraph) else ()
    named = (fact for fact in facts if fact.key == "title" and is_role_name(fact.value, grammars))
    return next((Paragraph(fact.value, block.start, block.end) for fact in named), None)


def _of_front(blocks: Sequence[Block], grammars: Grammars) -> Paragraph | None:
    front = blocks[0] if blocks else None
    if front is None or not isinstance(front, CodeBlock) or not is_front_matter(front):
        return None
    entries = {_squeezed(entry.key): entry for entry in reversed(front_entries(front)) if entry.value}
    ours = [_squeezed(key) for key in KEYS]
    known = (key for key in reversed(entries) if grammars.words.fact_key(words_of(entries[key].key)) == "title")
    keys = (ours[0], *(key for key in known if key not in ours), *ours[1:])  # `titel` counts more than `position`
    found = next((entries[key] for key in keys if key in entries), None)
    if found is None:
        return None
    inside = (entries[key] for key in map(_squeezed, KEYS_OF_POST) if key in entries)
    title = Paragraph(found.value, found.start, found.end)
    has_role = names_role(title, grammars)
    own = next(
        (
            entry
            for entry in inside
            if _is_inside(entry.value, found.value, grammars)
            or (not has_role and _squeezed(entry.key) != _OF_CONTACT and is_role_name(entry.value, grammars))
        ),
        found,
    )
    return title if own is found else Paragraph(own.value, own.start, own.end)


def _is_inside(value: str, title: str, grammars: Grammars) -> bool:
    """Whether a key of the post says a part of the page's title, at the same level: `Baker` of `Mill - Baker`."""
    return value.casefold() in title.casefold() and level_words(value, grammars) == level_words(title, grammars)


def _squeezed(key: str) -> str:
    """A key without what is between its words: `job_title`, `jobTitle` and `jobtitle` are one."""
    return "".join(filter(str.isalnum, key.casefold()))


def _of_fact(blocks: Sequence[Block], grammars: Grammars) -> Paragraph | None:
    headings = 0
    for at, (block, below) in enumerate(pairwise((*blocks[:FARTHEST], None))):
        stated: Paragraph | None = None
        if isinstance(block, Paragraph | Heading):
            stated = _of_line(block, below, grammars)
            is_stacked = stated is not None and stated.end > block.start and " " not in _bare_key(block.text)
            if is_stacked and any(names_role(above, grammars) for above in blocks[:at]):
                stated = None  # `Role` over `Individual Contributor`, below the title
            headings += isinstance(block, Heading)
        elif isinstance(block, BulletList) and headings <= 1:  # lists of sections are about more than the page
            stated = _of_list(block, grammars)
        elif isinstance(block, Table):
            stated = _of_table(block, grammars)
        if stated is not None:
            return stated
    return None


def _of_line(block: Paragraph | Heading, below: Block | None, grammars: Grammars) -> Paragraph | None:
    if is_key_of_title(block, grammars) and (value := _value_below(below, grammars)) is not None:
        return value
    for fact in facts_of(block.text, grammars):
        name = _name_of(fact.value, grammars)
        stated = Paragraph(name, block.start, block.end)
        if fact.key == "title" and (names_role(stated, grammars) or _states_fact(below, grammars)):
            return stated
    return None


def _name_of(value: str, grammars: Grammars) -> str:
    """The name of a role that a value begins with, where sentences go on behind it: `Night Baker, nights. Starts …`."""
    name = value.partition(", ")[0]
    return name if has_clause(value) and is_role_name(name, grammars) else value


def _of_list(bullets: BulletList, grammars: Grammars) -> Paragraph | None:
    """The title that a bullet states."""
    stated = ((fact, item) for item in bullets.items for fact in facts_of(item.text, grammars))
    named = ((fact, item) for fact, item in stated if fact.key == "title" and is_role_name(fact.value, grammars))
    return next((Paragraph(fact.value, item.start, item.end) for fact, item in named), None)


def _of_table(table: Table, grammars: Grammars) -> Paragraph | None:
    """Return the title that a row of a table of pairs states, beside another row with a known key."""
    rows = [row for row in table.all_rows if len(row.cells) != 1]  # keys alone
    if any(len(row.cells) != PAIR for row in rows):
        return None
    facts = [(stated_fact(row.cells[0].rstrip(": "), row.cells[1], grammars), row) for row in rows]
    known = [fact for fact, _ in facts if fact.is_known]
    title = next(((fact.value, row) for fact, row in facts if fact.key == "title" and fact.value), None)
    return Paragraph(title[0], title[1].start, title[1].end) if title is not None and len(known) >= PAIR else None


def is_key(block: Paragraph | Heading, grammars: Grammars) -> bool:
    """Whether a line is a known key of a fact and nothing else."""
    return grammars.words.fact_key(_bare(block)) is not None


def is_key_of_title(block: Paragraph | Heading, grammars: Grammars) -> bool:
    """Whether a line is a key of titles and nothing else: `Job title`."""
    return grammars.words.fact_key(_bare(block)) == "title"


def _bare(block: Paragraph | Heading) -> str:
    return block.text.strip("*_#`: ") if fits(block.text, KEY_WIDTH) else ""


def _bare_key(text: str) -> str:
    return text.partition(":")[0].strip("*_ ")


def _value_below(block: Block | None, grammars: Grammars) -> Paragraph | None:
    """The title below a key: any name that is no section and no key."""
    if not isinstance(block, Paragraph | Heading) or (isinstance(block, Heading) and block.section):
        return None
    is_name = is_shaped_as_name(block.text) and not is_key(block, grammars)
    return Paragraph(block.text, block.start, block.end) if is_name else None


def _states_fact(block: Block | None, grammars: Grammars) -> bool:
    """Whether a line states a pair of a known key, as those around a title do."""
    if not isinstance(block, Paragraph | Heading):
        return False
    return any(fact.is_known for fact in facts_of(block.text, grammars))

"""Lines that read as titles: a name beside its level, or a short line that is not a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from ingest.blocks import Block, Heading, Paragraph
from ingest.blocks.headings import heading_text
from ingest.grammar import Grammars, Label
from ingest.outline.key_values import facts_of
from ingest.outline.title_names import names_role
from ingest.punctuation import BOLD
from ingest.rare import rare
from ingest.text.normalise import fits, link_texts
from ingest.text.sentences import has_clause

FARTHEST = 60  # blocks from the top: no page has more navigation above its title
TITLE_WIDTH = 120
LEAST_LINKS = 2  # of a menu
LEAST_BARS = 2  # between more names than a title's and its site's
_BESIDE_SITE = rare(r"([^|]+?)\s+\|\s+[^\W\d][^|]*$")  # `Baker — P2 | Bakery Guild Ltd.`
_QUOTED = ("„“", "“”", "«»", '""')
_PICTURES = ("So", "Sk", "Mn", "Cf")  # a picture, its colour, its variant, and what joins two


def title_text(text: str, grammars: Grammars) -> str:
    """A title line without emphasis, links as their texts, and without the name of the site behind a bar."""
    plain = _without_pictures(grammars.plain(heading_text(text, grammars)).strip("*_` ").strip())
    beside = _BESIDE_SITE.match(plain) if "|" in plain else None
    plain = beside[1] if beside else plain
    return plain[1:-1] if len(plain) > 1 and plain[0] + plain[-1] in _QUOTED else plain


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
    code is none, nor is a level alone, nor an amount of money."""
    if not fits(text, TITLE_WIDTH) or grammars.is_code_key(text):
        return False
    beside = _BESIDE_SITE.match(text) if "|" in text else None
    name = beside[1] if beside else text
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
            if _is_aside(block.text, grammars):
                continue
            break
        if title_label(block, grammars) and not _is_pair(block.text, has_line, grammars):
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


def _is_pair(text: str, has_opening: bool, grammars: Grammars) -> bool:
    """Whether a line is a key and its value: its key in bold, or a key with a value below what may be the title."""
    has_bold_key = text.startswith(BOLD) and bool(facts_of(text, grammars))
    return has_bold_key or (has_opening and grammars.is_pair(grammars.plain(text)))


def begins_profile(blocks: Sequence[Block], i: int, grammars: Grammars) -> bool:
    """Whether a line further down may be the title of another profile: a name and its level, and no level's label."""
    block = blocks[i]
    if not isinstance(block, Heading | Paragraph) or (isinstance(block, Paragraph) and block.mark):
        return False
    if title_label(block, grammars) is None or not is_title(block.text, grammars):
        return False
    return grammars.label(block.text) is None and not grammars.is_pair(block.text)


def is_sentence(block: Block) -> bool:
    """Whether a block says something in words that end."""
    return isinstance(block, Paragraph) and has_clause(block.text)


def _is_aside(text: str, grammars: Grammars) -> bool:
    """What may be above a title without being one: a code, its key, a level alone."""
    label = grammars.label(text)
    return grammars.code(text) is not None or grammars.is_code_key(text) or (label is not None and label.text is None)

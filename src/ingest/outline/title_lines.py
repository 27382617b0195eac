"""What reads as a title, and which line of a page is its title."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, Heading, Paragraph
from ingest.blocks.headings import heading_text, is_key_with_value
from ingest.grammar import Grammars, Label
from ingest.outline.facts import facts_of
from ingest.rare import rare
from ingest.text.normalise import fits

TITLE_WIDTH = 120
FARTHEST = 60  # blocks from the top: no page has more navigation above its title
_SENTENCE = rare(r"[.!;:。！；：]$|[.!?]\s+[A-Z]")


def title_text(text: str, grammars: Grammars) -> str:
    """A title line without emphasis, links as their texts."""
    return grammars.plain(heading_text(text, grammars)).strip("*_` ").strip()


def title_label(block: Block, grammars: Grammars) -> Label | None:
    """The level and name that a block states as titles do."""
    return grammars.title(title_text(block.text, grammars)) if isinstance(block, Heading | Paragraph) else None


def is_title(text: str, grammars: Grammars) -> bool:
    """Whether a line may be a title: short, no sentence; any line with a level beside a name may. What a page calls its
    code is none, nor is a level alone."""
    if not fits(text, TITLE_WIDTH) or grammars.is_code_key(text):
        return False
    if grammars.title(text) is not None:
        return True
    label = grammars.label(text)
    return not _SENTENCE.search(text) and (label is None or label.text is not None)


def page_title(blocks: Sequence[Block], first: int, end: int, grammars: Grammars) -> int | None:
    """The title among blocks that no code stands below: the first line that states a level beside a name, before
    any section and any sentence; else the first heading of depth 1 there; else the first line."""
    marked: int | None = None
    opening: int | None = None
    for i in range(first, min(end, first + FARTHEST)):
        block = blocks[i]
        if not isinstance(block, Heading | Paragraph):
            continue
        if isinstance(block, Heading) and block.section:
            break
        if not is_title(block.text, grammars):
            if _is_aside(block.text, grammars):
                continue
            break
        if title_label(block, grammars) and not _is_pair(block.text, opening is not None, grammars):
            return i
        if marked is None and isinstance(block, Heading) and block.depth == 1:
            marked = i
        opening = i if opening is None else opening
    return opening if marked is None else marked


def _is_pair(text: str, has_opening: bool, grammars: Grammars) -> bool:
    """Whether a line is a key and its value: its key in bold, or a key with a value below what may be the title."""
    has_bold_key = text.startswith(("**", "__")) and bool(facts_of(text, grammars))
    return has_bold_key or (has_opening and is_key_with_value(grammars.plain(text)))


def begins_profile(blocks: Sequence[Block], i: int, grammars: Grammars) -> bool:
    """Whether a line further down may be the title of another profile: a name and its level, and no level's label."""
    block = blocks[i]
    if not isinstance(block, Heading | Paragraph) or (isinstance(block, Paragraph) and block.mark):
        return False
    if title_label(block, grammars) is None or not is_title(block.text, grammars):
        return False
    return grammars.label(block.text) is None and not is_key_with_value(block.text)


def is_sentence(block: Block) -> bool:
    """Whether a block says something in words that end."""
    return isinstance(block, Paragraph) and _SENTENCE.search(block.text) is not None


def _is_aside(text: str, grammars: Grammars) -> bool:
    """What may stand above a title and is none: a code, its key, a level alone."""
    label = grammars.label(text)
    return grammars.code(text) is not None or grammars.is_code_key(text) or (label is not None and label.text is None)

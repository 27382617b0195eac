"""Title aliases: one per bullet, one per line, or several in one line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ingest.blocks import BulletList, Heading, Paragraph, Table
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.outline.model import Section
from ingest.outline.subheadings import is_wide
from ingest.punctuation import DASHES, DIVIDERS, LINE_ENDS
from ingest.records import TitleAlias
from ingest.sections.definition_lists import plain_name
from ingest.sections.reader_interface import Claim, Context, Lined, span

_SEPARATORS = rare(rf" ?(?:;| [/{DIVIDERS}] ) ?")
_COMMA = re.compile(r",\s+")
LEAST_COMMAS = 2  # one comma may as well belong to a title: `Engineer, Night Shift`
_JOINT = rare(r"[a-zß-öø-ÿ][A-Z](?=[a-zß-öø-ÿ])")
_CAPITAL = rare(r"(?<!\S)[A-Z][a-z]")
LEAST_CAPITALS = 6  # words with capitals, from which on one alias may be several


class _Alias(NamedTuple):
    """A title and its lines."""

    title: str
    start: int
    end: int


def read_title_aliases(section: Section, context: Context) -> Claim:
    """Return every short text as an alias; a sentence is the section's intro; a placeholder means that there
    are none.
    """
    claim = Claim()
    aliases: list[_Alias] = []
    _report_wraps(section, claim)
    listed = False  # an unmarked line below marked bullets is none of them
    for block in section.blocks:
        if isinstance(block, BulletList):
            listed = True
            for item in block.items:
                aliases.append(_alias(item.text, item))
                if len(_COMMA.findall(item.text)) >= (1 if len(block.items) == 1 else LEAST_COMMAS):
                    claim.say("W415", item, item.text[:60])
            claim.owned.append(block)
        elif isinstance(block, Table) and block.width == 1:
            headed = block.header and context.grammars.column(block.header.cells[0]) == "title"
            rows = block.rows if headed else block.all_rows
            aliases += [_alias(row.cells[0], row) for row in rows if row.cells[0]]
            claim.owned.append(block)
        elif isinstance(block, Heading | Paragraph) and not listed:
            _line(block, aliases, context.grammars, claim)
        else:
            claim.rest.append(block)
    _report_glued(aliases, claim)
    bare = [block for block in claim.owned if isinstance(block, Heading | Paragraph)]
    if len(bare) > 1:
        claim.say("W436", bare[0], f"{len(bare)} lines", last=bare[-1])
    named = [(title, alias) for alias in aliases if (title := context.plain(alias.title))]
    claim.records += [TitleAlias(title=title, span=span(alias)) for title, alias in named]
    return claim


def _line(block: Heading | Paragraph, aliases: list[_Alias], grammars: Grammars, claim: Claim) -> None:
    label, colon, said = block.text.partition(":")
    meaning = grammars.words.heading(label) if colon and said.strip() else None
    if meaning is not None and meaning.kind == "aliases":  # `Also called: Loaf Bearer, Roll Runner`
        aliases += [_alias(text, block) for text in _COMMA.split(said.strip(" .")) if text]
        claim.owned.append(block)
        return
    if grammars.is_placeholder(block.text):
        claim.say_empty(block)
    elif isinstance(block, Paragraph) and (block.text.endswith(LINE_ENDS) or is_wide(block.text)):
        claim.intros.append(block)
    else:
        aliases += [_alias(text, block) for text in _split(block, claim) if text]
        claim.owned.append(block)


def _report_glued(aliases: list[_Alias], claim: Claim) -> None:
    """`Glass FitterPane Setter`: capitals inside of words may be several aliases without anything between them. One
    alone may be a name, as in `JavaScript Developer`, where there are others."""
    for alias in aliases:
        joints = len(_JOINT.findall(alias.title))
        if joints > 1 or (joints and len(aliases) == 1):
            claim.say("W406", alias, alias.title[:60])
        elif len(aliases) == 1 and len(_CAPITAL.findall(alias.title)) >= LEAST_CAPITALS:
            claim.say("W415", alias, alias.title[:60])


def _report_wraps(section: Section, claim: Claim) -> None:
    """A line with one alias right below one with several may be the rest of the last of them."""
    for above, below in pairwise(section.blocks):
        texts = [block.text for block in (above, below) if isinstance(block, Heading | Paragraph)]
        if isinstance(below, BulletList) and len(below.items) == 1 and below.items[0].mark in tuple(DASHES):
            texts.append(below.items[0].text)  # `Line Fitter` over `– Urban`
        if len(texts) < 2 or below.start != above.end + 1 or texts[1].endswith(LINE_ENDS):
            continue
        is_open = texts[1].startswith("(")
        if _parts(texts[0]) > 1 and (is_open or _parts(texts[1]) == 1):
            claim.say("W415", above, texts[1][:60], last=below)


def _parts(text: str) -> int:
    """How many aliases a line has."""
    plain = " ".join(text.split())
    commas = len(_COMMA.findall(plain))
    return max(len(_SEPARATORS.split(plain)), commas + 1 if commas >= LEAST_COMMAS else 1)


def _split(block: Heading | Paragraph, claim: Claim) -> list[str]:
    """Several aliases in one line. Commas separate only where no other mark does, and only if there are several."""
    parts = _SEPARATORS.split(" ".join(block.text.split()))
    if len(parts) > 1:
        if ";" in block.text and _COMMA.search(block.text):
            claim.say("W415", block, block.text[:60])
        return parts
    parts = _COMMA.split(block.text)
    if len(parts) > 1:
        claim.say("W415", block, block.text[:60])
    return parts if len(parts) > LEAST_COMMAS else [block.text]


def _alias(text: str, lined: Lined) -> _Alias:
    return _Alias(plain_name(text.strip("|").strip()), lined.start, lined.end)

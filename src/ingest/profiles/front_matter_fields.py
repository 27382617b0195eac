"""Front matter in the record: known keys are facts, those of the page itself are furniture, the rest is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ingest.blocks import Block, CodeBlock
from ingest.blocks.front_matter_syntax import FrontEntry, front_entries, is_rule, words_of
from ingest.bullet_marks import BULLET
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.outline.model import Section
from ingest.outline.profile_segments import Segment
from ingest.profiles.draft import Draft
from ingest.profiles.kept_sections import keep
from ingest.profiles.line_owners import Owners
from ingest.records import Fact
from ingest.section_kinds import Kind
from ingest.sections.pay import pay_of
from ingest.sections.prose import fold
from ingest.sections.reader_interface import Claim, lines

# Kinds of texts that front matter may hold, and the words from which on a value is one.
TEXTS = frozenset(("responsibilities", "requirements", "skills", "benefits"))
LEAST_OF_TEXT = 8
MOST_OF_FACT = 400  # characters of a value: a longer one is a text
OF_PAGE_OR_POST = "type"  # a key of the site's program, but for `type: Full time`
# What only the site's program reads: switches, and the ends of files.
_SWITCHES = frozenset(("true", "false"))
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".js", ".html")
_ITEM = rare(rf"\s*{BULLET}\s")
_HEX = frozenset("0123456789abcdef")
_NULLS = frozenset(("null", "~", "nil", "undefined", "[]", "{}"))  # of data, where a text says `none`


def read_front_matter(segment: Segment, draft: Draft, owners: Owners, grammars: Grammars) -> None:
    """Put what the front matter of a page says into the draft, and give its lines to their owners."""
    front = segment.front
    if front is None:
        return
    words = grammars.words
    rest: list[Block] = []
    written: list[Block] = []  # by whom, and when
    titles = [block.start for block in (segment.title, segment.again) if block is not None]
    for entry in front_entries(front):
        is_of_post = entry.key.casefold() == OF_PAGE_OR_POST and words.roles.is_aside(entry.value)
        is_of_page = words.is_page_key(entry.key) and not is_of_post
        is_written = words.says_who_wrote(entry.key)
        key = None if is_of_page or is_written or entry.is_nested else words.fact_key(words_of(entry.key))
        key = "employment_type" if is_of_post else key
        is_of_page = is_of_page or (key is None and _is_of_program(entry, owners.lines))
        owner = "furniture" if is_of_page else "section"
        at = lines(entry.start, entry.end)
        has_list = any(_ITEM.match(line) for line in owners.lines[entry.start : entry.end])
        if _describes(entry) and not has_list and not is_of_page:
            said = fold(entry.value, grammars)
            draft.description = f"{draft.description}\n\n{said}" if draft.description else said
            draft.spans["description"] = (*draft.spans.get("description", ()), at)
            owner = "description"
        elif not is_of_page and (told := _told(entry, grammars)) is not None:
            block = CodeBlock("\n".join(owners.lines[entry.start - 1 : entry.end]), entry.start, entry.end)
            section = Section(None, (block,), kind=told, basis="stated")
            draft.sections.append(keep(section, (block,), owners.lines, grammars))
            owner = "section"
        elif key is not None and key != "title" and _says(entry.value, grammars) and len(entry.value) <= MOST_OF_FACT:
            draft.facts.append(Fact(key=key, label=entry.key, value=entry.value, span=at))
            owner = "facts"
            if key == "salary":
                claim = Claim()
                draft.pay += pay_of(entry.value, at, words_of(entry.key), grammars, claim)
                draft.diagnostics += claim.diagnostics
        elif not is_of_page and entry.start not in titles:
            text = "\n".join(owners.lines[entry.start - 1 : entry.end])
            kept = written if is_written else rest
            kept.append(CodeBlock(text, entry.start, entry.end))
        owners.give(owner, entry)
    if written:
        section = Section(None, tuple(written), kind="provenance", basis="stated")
        draft.sections.append(keep(section, written, owners.lines, grammars))
    if rest:
        draft.sections.append(keep(Section(None, tuple(rest)), rest, owners.lines, grammars))
    for number in (front.start, front.end):
        if is_rule(owners.lines[number - 1]):
            owners.of_line[number - 1] = "structure"
    owners.own("structure", front)


def _told(entry: FrontEntry, grammars: Grammars) -> Kind | None:
    """The kind of a text that a page keeps in its front matter, `requirements: Must bake, and clean the oven at night`;
    a shorter one is a fact's value."""
    if entry.is_nested or len(entry.value.split()) < LEAST_OF_TEXT:
        return None
    meaning = grammars.words.heading(words_of(entry.key))
    return cast(Kind, meaning.kind) if meaning is not None and meaning.slot is None and meaning.kind in TEXTS else None


def _describes(entry: FrontEntry) -> bool:
    """Whether an entry is a description, or a summary that is a text."""
    key = entry.key.casefold()
    is_summary = key == "summary" and len(entry.value.split()) >= LEAST_OF_TEXT
    return not entry.is_nested and bool(entry.value) and (key == "description" or is_summary)


def _says(value: str, grammars: Grammars) -> bool:
    """Whether a value says something: none of those that templates write where nothing was filled in."""
    return bool(value) and value.casefold() not in _NULLS and not grammars.is_placeholder(value)


def _is_of_program(entry: FrontEntry, page: Sequence[str]) -> bool:
    """Whether each value of an entry is a switch, a file or a colour, which say nothing to a reader."""
    values = [entry.value]
    if entry.is_nested:
        parts = (line.partition("#")[0].partition(":") for line in page[entry.start : entry.end])
        values = [value for value in ((part[2] if part[1] else part[0]).strip(" -\"'") for part in parts) if value]
    return bool(values) and all(map(_is_switch, values))


def _is_switch(value: str) -> bool:
    lowered = value.casefold()
    is_colour = lowered.startswith("#") and _HEX.issuperset(lowered[1:])
    return lowered in _SWITCHES or (" " not in value and lowered.endswith(_FILES)) or is_colour

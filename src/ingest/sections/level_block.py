"""The level block: a summary, and attributes whose keys are known, so that a lost value costs only itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ingest.blocks import Block, Heading, Paragraph, Table
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.key_values import cut_key, states_attribute
from ingest.outline.model import Section
from ingest.records import Experience, Level, Span
from ingest.sections.definition_lists import Entries, Entry, Line, as_paragraphs, flatten, pair, plain_name
from ingest.sections.experience import read_experiences
from ingest.sections.reader_interface import Claim, Context, LevelBlock, put, span
from ingest.text.normalise import fits, without_links
from ingest.text.sentences import describes

LEAST_GLUED_KEYS = 3
FACT_WIDTH = 60


class _Attributes:
    """What a level block says, while it is read: fields of a Level, attributes of other names, and their places."""

    def __init__(self) -> None:
        self.fields: dict[str, str | Experience] = {}
        self.other: dict[str, str] = {}
        self.spans: dict[str, tuple[Span, ...]] = {}

    def set(self, field: str, value: str | Experience, *at: Span) -> None:
        """Set a field that the block states at these places."""
        self.fields[field] = value
        self.spans[field] = at

    def add(self, name: str, text: str, at: Span) -> None:
        """Add an attribute whose name the words do not know, or that the block states twice."""
        put(self.other, name, text)
        self.spans["other"] = (*self.spans.get("other", ()), at)

    def record(self, context: Context) -> LevelBlock:
        """The block as a level."""
        fields: dict[str, Any] = {
            field: context.plain(value) if isinstance(value, str) and field != "code" else value
            for field, value in self.fields.items()
        }
        other: dict[str, str] = {}
        for name, text in self.other.items():
            put(other, context.plain(name), context.plain(text))  # names may differ by their marks alone
        return LevelBlock(Level(label=fields.get("code", ""), **fields, other=other, spans=self.spans))


def read_level(section: Section, context: Context) -> Claim:
    """Attributes by key. The level has a code where the heading or the first line states one."""
    claim = Claim()
    grammars = context.grammars
    heading = section.heading
    level = _Attributes()
    if heading and heading.arguments:
        level.set("code", heading.arguments[0], span(heading))
        if len(heading.arguments) > 1:
            level.set("name", heading.arguments[1], span(heading))
    body = _take_label(list(section.blocks), level, grammars, claim)
    body = _cut_glued(body, grammars, claim)
    body = _take_summary(body, level, grammars, claim)
    tables = [block for block in body if isinstance(block, Table)]
    entries, unpaired, diagnostics = _entries([block for block in body if not isinstance(block, Table)], grammars)
    for table in tables:
        # A table without header cells has its first attribute where others have the header.
        headed = table.header and grammars.column(table.header.cells[0]) is not None
        rows = table.rows if headed else table.all_rows
        if all(len(row.cells) == 2 for row in rows):
            entries += [Entry(row.cells[0], row.cells[1] or None, row.start, row.end) for row in rows]
            claim.owned.append(table)
        else:
            claim.rest.append(table)
    for entry in entries:
        if entry.text is None and grammars.attribute(entry.name) is None:
            claim.rest.append(Paragraph(entry.name, entry.start, entry.end))  # it may be anything: it is kept
        else:
            _set(level, entry, context, claim)
            claim.owned.append(entry)
    claim.rest += as_paragraphs(unpaired)
    claim.diagnostics += diagnostics
    claim.records.append(level.record(context))
    return claim


def _set(level: _Attributes, entry: Entry, context: Context, claim: Claim) -> None:
    field = context.grammars.attribute(entry.name)
    at = span(entry)
    if entry.text is None:
        return
    if field is None or field in level.fields:
        level.add(entry.name, entry.text, at)
    elif field == "typical_experience":
        text = context.plain(entry.text)
        years = read_experiences(entry.text, at, context.grammars, claim)
        only = years[0].model_copy(update={"text": text}) if len(years) == 1 else Experience(text=text, span=at)
        level.set(field, only, at)
    else:
        level.set(field, entry.text, at)


def _take_label(body: list[Block], level: _Attributes, grammars: Grammars, claim: Claim) -> list[Block]:
    """Under a heading that names no level, the first line may: `P4 — Senior Professional`."""
    first = body[0] if body else None
    label = grammars.label(first.text) if isinstance(first, Heading | Paragraph) else None
    if "code" in level.fields or first is None or label is None:
        return body
    level.set("code", label.level.code, span(first))
    if label.text:
        level.set("name", label.text, span(first))
    claim.owned.append(first)
    return body[1:]


def _take_summary(body: list[Block], level: _Attributes, grammars: Grammars, claim: Claim) -> list[Block]:
    """Leading text that is no key is the summary."""
    summary: list[str] = []
    spans = []
    at = 0
    while at < len(body) and isinstance(block := body[at], Paragraph | Heading):
        following = body[at + 1] if at + 1 < len(body) else None
        defined = (
            isinstance(following, Paragraph)
            and isinstance(block, Paragraph)
            and following.indent > block.indent + 1
            and grammars.attribute(following.text) is None
        )
        marked = isinstance(block, Paragraph) and (block.mark or (isinstance(following, Paragraph) and following.mark))
        if grammars.attribute(block.text) or defined or marked or states_attribute(block.text, grammars):
            break
        if grammars.is_pair(block.text) and _goes_on_with_pairs(following, grammars):
            break
        if _is_fact(block.text, grammars) and not any(grammars.attribute(line.text) for line in flatten(body)):
            claim.rest.append(block)  # `FLSA: Exempt` below `Job level: P3`, among facts of the page
            at += 1
            continue
        summary.append(without_links(block.text))
        spans.append(span(block))
        claim.owned.append(block)
        at += 1
    if summary:
        level.set("summary", "\n".join(summary), *spans)
    return body[at:]


def _is_fact(text: str, grammars: Grammars) -> bool:
    """A short key with its value, or without: it sums nothing up."""
    return fits(text, FACT_WIDTH) and (text.endswith(":") or grammars.is_pair(text)) and not text.endswith(".")


def _goes_on_with_pairs(following: Block | None, grammars: Grammars) -> bool:
    """Whether the line below is a pair as well: then the one above it, of a key that nobody knows, is no summary."""
    if isinstance(following, Paragraph | Heading):
        return grammars.is_pair(following.text) and states_attribute(following.text, grammars)
    return False


def _inline_attribute(line: Line, grammars: Grammars, *, any_key: bool = False) -> Entry | None:
    """`Scope: A region`, on one line; `any_key` where all lines of the block have a key."""
    key, _, value = cut_key(line.text)
    value = value.strip().removeprefix("**").strip()
    if not value or (grammars.attribute(key) is None and not any_key):
        return None
    return Entry(plain_name(key.replace("**", "")), value, line.start, line.end)


def _entries(body: list[Block], grammars: Grammars) -> Entries:
    """Alternating keys and values, resynchronised at every known key; other forms as anywhere."""
    flat = flatten(body)
    keyed = [grammars.attribute(line.text) is not None for line in flat]
    inline = [_inline_attribute(line, grammars) for line in flat]
    if any(inline) and all(grammars.is_pair(line.text.replace("**", "")) for line in flat):
        inline = [_inline_attribute(line, grammars, any_key=True) for line in flat]
    if not any((*keyed, *inline)) or any(line.defines or line.depth for line in flat):
        return pair(body)
    entries: list[Entry] = []
    unpaired: list[Line] = []
    diagnostics: list[Diagnostic] = []
    key: Line | None = None
    for line, known, entry in zip(flat, keyed, inline, strict=True):
        if entry:
            if key:
                diagnostics.append(diagnose("W305", key.start, key.end, key.text))
                key = None
            entries.append(entry)
        elif known or (key is None and not describes(line.text)):
            if key:
                entries.append(_without_value(key, entries, grammars, diagnostics))
            key = line
        elif key:
            entries.append(Entry(plain_name(key.text), line.text, key.start, line.end))
            if grammars.attribute(key.text) is None and describes(line.text):
                diagnostics.append(diagnose("W418", key.start, line.end, key.text[:60]))
            key = None
        else:
            unpaired.append(line)
            diagnostics.append(diagnose("W306", line.start, line.end))
    if key:
        entries.append(_without_value(key, entries, grammars, diagnostics))
    return Entries(entries, unpaired, diagnostics)


def _without_value(key: Line, entries: Sequence[Entry], grammars: Grammars, diagnostics: list[Diagnostic]) -> Entry:
    """A key whose value is missing. One that nobody knows may as well be the rest of the value above it."""
    above = entries[-1] if entries else None
    may_go_on = above is not None and above.end == key.start - 1 and grammars.attribute(key.text) is None
    diagnostics.append(diagnose("W305", above.start if above and may_go_on else key.start, key.end, key.text))
    return Entry(plain_name(key.text), None, key.start, key.end)


@lru_cache
def _keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys as they occur in glued text."""
    return tuple(word.capitalize() for word in words)


@lru_cache
def _glued_keys(words: tuple[str, ...]) -> re.Pattern[str]:
    """Where a key is in glued text: a capital or a digit follows it, a small letter a key of several words."""
    keys = "|".join(map(re.escape, _keys(words)))
    long_keys = "|".join(re.escape(key) for key in _keys(words) if " " in key)
    return re.compile(rf"(?:(?<=[a-z\d.)’'])|^)(?:({keys})(?::\s*)?(?=[A-Z\d])|({long_keys})(?=[a-z]))")


def _cut_glued(body: list[Block], grammars: Grammars, claim: Claim) -> list[Block]:
    """`ScopeA systemAutonomySelf-directed…`: cut at known keys, where a capital or a digit follows each."""
    cut: list[Block] = []
    words = grammars.words.attribute_words
    for block in body:
        if not isinstance(block, Paragraph) or not block.text.startswith(_keys(words)):
            cut.append(block)
            continue
        matches = list(_glued_keys(words).finditer(block.text))
        if len(matches) < LEAST_GLUED_KEYS or matches[0].start() != 0:
            cut.append(block)
            continue
        ends = [*(match.start() for match in matches[1:]), len(block.text)]
        for match, end in zip(matches, ends, strict=True):
            cut.append(Paragraph(match[1] or match[2], block.start, block.end))
            cut.append(Paragraph(block.text[match.end() : end], block.start, block.end))
        claim.say("W405", block, f"{len(matches)} attributes")
    return cut

"""Skills: names, qualifiers in parentheses, descriptions."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Paragraph, Table
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.outline.key_values import is_proficiency_key, states_proficiency
from ingest.outline.model import Section
from ingest.outline.role_names import level_in_cell, plain_emphasis
from ingest.punctuation import BOLD, COLONS, DIVIDERS
from ingest.records import Skill
from ingest.sections.definition_lists import LEAST_ALONE, SENTENCES, Entries, Entry, Line, as_paragraphs, pair
from ingest.sections.prose import take_intro
from ingest.sections.reader_interface import Claim, Context, Lined, span
from ingest.sections.table_rows import fields_of, read_rows
from ingest.text.normalise import fits, without_links
from ingest.text.sentences import describes

LEAST_COMMAS = 2  # in one of several names
LEAST_STEPS = 3  # of a scale
NAME_WIDTH = 40
_SEPARATOR = rare(rf"\s*[;{DIVIDERS}]\s*")
_COMMA = re.compile(r",\s(?![^(]*\))")  # none in parentheses
_LEADING_PROFICIENCY = rare(r"\*\*(?P<key>[^*:]+):\s*(?P<value>[^*]+)\*\*\s*(?P<text>.*)$", re.DOTALL)
_QUALIFIER = re.compile(r"(?P<name>[^()（）]*\S)\s*[(（](?P<qualifier>[^()（）]+)[)）]$")


class _Skill(NamedTuple):
    """A skill before its level is known."""

    name: str
    start: int
    end: int
    description: str | None = None
    qualifier: str | None = None
    proficiency: str | None = None
    group: str | None = None


def read_skills(section: Section, context: Context) -> Claim:
    """A skill for each entry, in whichever form the section has."""
    claim = Claim()
    mark = section.level
    for skill in sorted(_skills(section, context, claim), key=lambda skill: skill.start):
        if not context.plain(skill.name):  # `~~Go~~: good`: the page has struck its name out
            claim.rest += as_paragraphs([Line(skill.description or "", skill.start, skill.end)])
            continue
        claim.records.append(
            Skill(
                level=context.plain(mark.key) if mark else None,
                level_basis="stated" if mark else None,
                level_title=context.plain_or_none(mark.title) if mark else None,
                group=context.plain_or_none(skill.group),
                name=context.plain(skill.name),
                qualifier=context.plain_or_none(skill.qualifier),
                description=context.plain_or_none(skill.description),
                proficiency=context.plain_or_none(skill.proficiency),
                span=span(skill),
            )
        )
    return claim


def _skills(section: Section, context: Context, claim: Claim) -> list[_Skill]:
    """Return the skills of a section; findings go into the claim."""
    skills: list[_Skill] = []
    body: list[Block] = []
    is_alike = _are_sentences(section.blocks)
    blocks = list(section.blocks) if is_alike else take_intro(section.blocks, claim, context.grammars)
    if not blocks:
        skills += _in_one_line(claim)
    if groups := _groups(blocks):
        for heading, below in groups:
            skills += _of_group(heading, below, section, context, claim)
        return skills
    for block in blocks:
        if isinstance(block, Table):
            skills += _table(block, context.grammars, claim)
        elif isinstance(block, BulletList) and _is_scale(block, context.grammars):
            claim.rest.append(block)
        else:
            body.append(block)
    stray = _stray_lines(body)
    entries, unpaired, diagnostics = _pair_between(stray, body)
    alone = entries and not unpaired and not any(entry.text for entry in entries)
    if alone and (len(entries) > 1 or not any(isinstance(block, BulletList) for block in body)):
        detail = f"{len(entries)} name{'s' if len(entries) > 1 else ''}"
        diagnostics = [diagnose("W414", entries[0].start, entries[-1].end, detail)]
    claim.diagnostics += [diagnose("W415", e.start, e.end, e.name[:60]) for e in entries if _may_be_several(e, entries)]
    claim.diagnostics += _odd_ones(entries)
    skills += [_skill(entry.name, entry.text, entry) for entry in entries]
    bare = [block for block in body if isinstance(block, Heading) and block.depth is None]
    if bare and not alone and (body[0] != bare[0] or any(entry.text is None for entry in entries)):
        claim.say("W436", bare[0], f"{len(bare)} lines", last=body[-1])
    claim.rest += [*stray, *as_paragraphs(unpaired)]
    claim.diagnostics += diagnostics
    return [skill._replace(group=section.group) for skill in skills]


def _is_scale(block: BulletList, grammars: Grammars) -> bool:
    """Whether a list names how well something may be mastered, and no skills: `Novice`, `Competent`, `Expert`."""
    names = [plain_emphasis(item.text) for item in block.items]
    words = grammars.words
    are_steps = all(words.is_of_scale(name) or words.level_name(name) is not None for name in names)
    return are_steps and len(names) >= LEAST_STEPS


def _are_sentences(blocks: Sequence[Block]) -> bool:
    """Whether there are only lines without marks, each of which says something: none of them introduces the others."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph) and not block.mark]
    if len(texts) < max(LEAST_ALONE, len(blocks)) or texts[0].endswith(COLONS):
        return False
    if any(text.startswith(BOLD) for text in texts):
        return False  # names in bold
    return sum(map(describes, texts)) >= SENTENCES * len(texts)


def _groups(blocks: Sequence[Block]) -> list[tuple[Heading | None, list[Block]]]:
    """The blocks below each sub-heading with marks or lists below it; those above the first one below none."""
    groups: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and not states_proficiency(block.text):
            groups.append((block, []))
        else:
            groups[-1][1].append(block)
    headed = [
        below for heading, below in groups if heading is not None and (heading.basis != "bare" or _is_graded(below))
    ]
    if not any(isinstance(block, BulletList) for below in headed for block in below):
        return []
    return [(heading, below) for heading, below in groups if heading is not None or below]


def _is_graded(below: Sequence[Block]) -> bool:
    return bool(below) and isinstance(below[0], Paragraph) and states_proficiency(below[0].text)


def _of_group(
    heading: Heading | None, below: list[Block], section: Section, context: Context, claim: Claim
) -> list[_Skill]:
    """One skill where sentences describe the heading, else the skills below it."""
    if heading is None or not _describe(below):
        inner = section._replace(heading=heading, blocks=tuple(below), group=None)
        alone = Claim()
        skills = _skills(inner, context, alone)
        claim.take(alone)
        return [skill._replace(group=heading.text if heading else section.group) for skill in skills]
    texts: list[str] = []
    proficiency: str | None = None
    for block in below:
        if isinstance(block, Paragraph | Heading) and states_proficiency(block.text):
            proficiency = block.text.partition(":")[2].strip(" *_")
        elif isinstance(block, BulletList):
            texts += [without_links(item.text) for item in block.items]
        elif isinstance(block, Paragraph | Heading):
            texts.append(without_links(block.text))
        else:
            claim.rest.append(block)
            continue
        claim.owned.append(block)
    claim.owned.append(heading)
    name = _skill(heading.text, "\n".join(texts) or None, heading)
    end = (below or [heading])[-1].end
    return [name._replace(end=end, proficiency=proficiency, group=section.group)]


def _describe(below: Sequence[Block]) -> bool:
    """Whether blocks below a name describe it: sentences, or bullets that a sentence announces."""
    for block in below:
        if isinstance(block, BulletList):
            described = [describes(item.text) for item in block.items]
            return sum(described) * 2 > len(described) or below[0] is not block
    return bool(below)


def _with_proficiency(skill: _Skill) -> _Skill:
    """A skill whose description begins with `**Level: Expert**`, without it."""
    match = _LEADING_PROFICIENCY.match(skill.description or "")
    if match is None or not is_proficiency_key(match["key"]):
        return skill
    return skill._replace(proficiency=match["value"], description=match["text"] or None)


def _in_one_line(claim: Claim) -> list[_Skill]:
    """Several names in the one line that a section has: no sentence, but short names and marks between them."""
    line = claim.intros[0] if len(claim.intros) == 1 else None
    names = _names(line.text) if line else []
    if line is None or not names:
        return []
    claim.intros.clear()
    claim.say("W415", line, line.text[:60])
    return [_skill(name, None, line) for name in names]


def _names(text: str) -> list[str]:
    for mark in (_SEPARATOR, _COMMA):
        parts = [part.strip() for part in mark.split(text)]
        if len(parts) > LEAST_COMMAS and all(part and fits(part, NAME_WIDTH) for part in parts):
            return [] if any(describes(part) or ":" in part for part in parts) else parts
    return []


def _odd_ones(entries: list[Entry]) -> list[Diagnostic]:
    """The few names with a description below them, where most have none: each may be the heading of something else."""
    described = [entry for entry in entries if entry.text and entry.end > entry.start]
    if not entries or len(described) * 2 >= len(entries):
        return []
    return [diagnose("W418", entry.start, entry.end, entry.name[:60]) for entry in described]


def _may_be_several(entry: Entry, entries: list[Entry]) -> bool:
    """`Excel, SQL, Python` may be three skills, and is kept as it is; one comma counts where it is all there is."""
    commas = len(_COMMA.findall(entry.name))
    return entry.text is None and commas >= (1 if len(entries) == 1 else LEAST_COMMAS)


def _stray_lines(body: list[Block]) -> list[Block]:
    """An unmarked line below marked bullets is not one of them: it is kept, not paired."""
    first = next((at for at, block in enumerate(body) if isinstance(block, BulletList)), len(body))
    return [b for b in body[first:] if isinstance(b, Paragraph) and not b.mark and not b.indent]


def _pair_between(stray: list[Block], body: list[Block]) -> Entries:
    """The body without stray lines, paired as a whole unless a name and its description would be around one."""
    starts, left_out = [block.start for block in stray], frozenset(stray)
    rest = [block for block in body if block not in left_out]
    whole = pair(rest)
    if all(bisect(starts, entry.start) == bisect(starts, entry.end) for entry in whole.entries):
        return whole
    runs = [pair(list(run)) for _, run in groupby(rest, key=lambda block: bisect(starts, block.start))]
    entries, unpaired, diagnostics = ([item for run in part for item in run] for part in zip(*runs, strict=True))
    return Entries(entries, unpaired, diagnostics)


def _skill(name: str, description: str | None, at: Lined) -> _Skill:
    match = _QUALIFIER.match(name)
    qualifier = match["qualifier"].strip() if match else None
    return _Skill(match["name"] if match else name, at.start, at.end, description, qualifier)


def _table(table: Table, grammars: Grammars, claim: Claim) -> list[_Skill]:
    skills = []
    columns = ("name", "description", "qualifier", "proficiency")
    for values, row in read_rows(table, _fields(table, grammars), "name", claim, known=columns):
        skill = _skill(values.get("name", ""), values.get("description"), row)
        skill = skill._replace(
            qualifier=values.get("qualifier") or skill.qualifier, proficiency=values.get("proficiency")
        )
        skills.append(skill if skill.proficiency else _with_proficiency(skill))
    return skills


def _fields(table: Table, grammars: Grammars) -> list[str | None]:
    """The fields of the columns. `Level` is how well a skill is mastered, unless a cell is the code of a level."""
    fields = fields_of(table, grammars)
    if "proficiency" in fields or fields.count("level") != 1:
        return fields
    at = fields.index("level")
    cells = [row.cells[at] for row in table.rows if at < len(row.cells)]
    is_ladder = any((mark := level_in_cell(cell, grammars)) is not None and mark.code is not None for cell in cells)
    return fields if is_ladder else ["proficiency" if field == "level" else field for field in fields]

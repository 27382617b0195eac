"""Skills: names, qualifiers in parentheses, descriptions."""

from __future__ import annotations

import re
from bisect import bisect
from itertools import groupby, pairwise
from typing import Any

from ingest.blocks import Block, BulletList, Heading, Paragraph, Table
from ingest.blocks.text import fits
from ingest.builders.claim import Claim, Context, lines, span
from ingest.builders.entries import Entries, Entry, as_paragraphs, describes, pair
from ingest.builders.intro import take_intro
from ingest.builders.ragged import keep_unknown_columns, whole_rows
from ingest.builders.section import Section
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.rare import rare

LEAST_COMMAS = 2  # in one of several names
NAME_WIDTH = 40
_SEPARATOR = rare(r"\s*(?:;|[·|•])\s*")
_COMMA = re.compile(r",\s(?![^(]*\))")  # none in parentheses
_QUALIFIER = re.compile(r"(?P<name>[^()（）]*\S)\s*[(（](?P<qualifier>[^()（）]+)[)）]$")


def build_skills(section: Section, context: Context) -> Claim:
    """A skill for each entry, in whichever form the section has."""
    claim = Claim()
    skills: list[dict[str, Any]] = []
    body: list[Block] = []
    blocks = take_intro(section.blocks, claim, context.grammars)
    if not blocks:
        skills += _in_one_line(claim)
    _report_groups(blocks, claim)
    for block in blocks:
        if isinstance(block, Table):
            skills += _table(block, context.grammars, claim)
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
    skills += [_skill(entry.name, entry.text, lines(entry.start, entry.end)) for entry in entries]
    bare = [block for block in body if isinstance(block, Heading) and block.depth is None]
    if bare and not alone and (body[0] != bare[0] or any(entry.text is None for entry in entries)):
        claim.diagnostics.append(diagnose("W436", bare[0].start, body[-1].end, f"{len(bare)} lines"))
    claim.rest += [*stray, *as_paragraphs(unpaired)]
    claim.owned += entries
    claim.diagnostics += diagnostics
    claim.values["skills"] = sorted(skills, key=lambda skill: skill["span"]["line_start"])
    return claim


def _in_one_line(claim: Claim) -> list[dict[str, Any]]:
    """Several names in the one line that a section has: no sentence, but short names and marks between them."""
    line = claim.intros[0] if len(claim.intros) == 1 else None
    names = _names(line.text) if line else []
    if line is None or not names:
        return []
    claim.intros.clear()
    claim.owned.append(line)
    claim.diagnostics.append(diagnose("W415", line.start, line.end, line.text[:60]))
    return [_skill(name, None, span(line)) for name in names]


def _names(text: str) -> list[str]:
    for mark in (_SEPARATOR, _COMMA):
        parts = [part.strip() for part in mark.split(text)]
        if len(parts) > LEAST_COMMAS and all(part and fits(part, NAME_WIDTH) for part in parts):
            return [] if any(describes(part) or ":" in part for part in parts) else parts
    return []


def _report_groups(blocks: list[Block], claim: Claim) -> None:
    """Names in bullets below a heading with a mark: they may describe it, or be the skills of a group."""
    for above, below in pairwise(blocks):
        if isinstance(above, Heading) and above.depth is not None and isinstance(below, BulletList):
            texts = [item.text for item in below.items]
            if len(texts) > 1 and not any(describes(text) or ":" in text for text in texts):
                claim.diagnostics.append(diagnose("W433", above.start, below.end, above.text[:60]))


def absorbs_skills(section: Section, last: Block | None, grammars: Grammars) -> bool:
    """A bare line over one paragraph that describes it is a name and its description, not a section; one with nothing
    below it is a name."""
    heading = section.heading
    if heading is None or heading.basis not in ("bare", "bold") or len(section.blocks) > 1:
        return False
    if grammars.title(heading.text) or grammars.attribute(heading.text):
        return False  # `Claims Lead — P5` names a role, `Experience` says something of the level
    if isinstance(last, BulletList | Table) and heading.basis == "bare":
        return False  # names are bullets here
    if not section.blocks:
        return heading.basis == "bare" and not heading.button
    block = section.blocks[0]
    return isinstance(block, Paragraph) and (heading.basis == "bold" or describes(block.text))


def _odd_ones(entries: list[Entry]) -> list[Diagnostic]:
    """The few names with a description below them, where most have none: each may be the heading of something else."""
    described = [entry for entry in entries if entry.text and entry.end > entry.start]
    if not entries or len(described) * 2 >= len(entries):
        return []
    return [diagnose("W418", entry.start, entry.end, entry.name[:60]) for entry in described]


def _may_be_several(entry: Entry, entries: list[Entry]) -> bool:
    """`Excel, SQL, Python` may be three skills, and is kept as it stands; one comma counts where it is all there is."""
    commas = len(_COMMA.findall(entry.name))
    return entry.text is None and commas >= (1 if len(entries) == 1 else LEAST_COMMAS)


def _stray_lines(body: list[Block]) -> list[Block]:
    """An unmarked line below marked bullets is none of them: it is kept, not paired."""
    first = next((at for at, block in enumerate(body) if isinstance(block, BulletList)), len(body))
    return [b for b in body[first:] if isinstance(b, Paragraph) and not b.mark and not b.indent]


def _pair_between(stray: list[Block], body: list[Block]) -> Entries:
    """The body without stray lines, paired as a whole unless a name and its description would stand around one."""
    starts, left_out = [block.start for block in stray], frozenset(stray)
    rest = [block for block in body if block not in left_out]
    whole = pair(rest)
    if all(bisect(starts, entry.start) == bisect(starts, entry.end) for entry in whole.entries):
        return whole
    runs = [pair(list(run)) for _, run in groupby(rest, key=lambda block: bisect(starts, block.start))]
    entries, unpaired, diagnostics = ([item for run in part for item in run] for part in zip(*runs, strict=True))
    return Entries(entries, unpaired, diagnostics)


def _skill(name: str, description: str | None, at: dict[str, int]) -> dict[str, Any]:
    match = _QUALIFIER.match(name)
    return {
        "name": match["name"] if match else name,
        "qualifier": match["qualifier"].strip() if match else None,
        "description": description,
        "span": at,
    }


def _table(table: Table, grammars: Grammars, claim: Claim) -> list[dict[str, Any]]:
    fields = [grammars.column(cell) for cell in table.header.cells] if table.header else []
    if "name" not in fields:
        claim.rest.append(table)
        return []
    keep_unknown_columns(table, fields, ("name", "description", "qualifier"), claim)
    skills = []
    for row in whole_rows(table, len(fields), claim):
        values = dict(zip(fields, row.cells, strict=True))
        skill = _skill(values["name"], values.get("description") or None, span(row))
        skill["qualifier"] = values.get("qualifier") or skill["qualifier"]
        skills.append(skill)
    return skills

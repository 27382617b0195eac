"""A level of a ladder: what is right below its heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ingest.blocks import Block, BulletList, Item, Paragraph, Table
from ingest.outline.level_dimensions import dimension_of, dimension_of_line
from ingest.outline.level_tables import is_table_of_skills
from ingest.outline.model import LevelMark, Section
from ingest.outline.role_names import plain_emphasis
from ingest.punctuation import COLONS
from ingest.records import YEARS, Guideline
from ingest.sections.experience import read_experiences
from ingest.sections.guideline_draft import GuidelineDraft, level_of_mark
from ingest.sections.items import read_items
from ingest.sections.prose import fold
from ingest.sections.reader_interface import Claim, Context, span
from ingest.sections.responsibilities import as_responsibilities
from ingest.sections.skills import read_skills
from ingest.text.normalise import without_links

LEAST_DIMENSIONS = 2  # rows of a table below a level,
LONGEST_NAME = 6  # words of a row's name,
SAYS = 4  # and words that say something of it
MOST_PARAGRAPHS = 2  # of a summary with no list below it


def read_ladder_level(section: Section, context: Context) -> Claim:
    """The level itself with its leading text as summary; bullets are guidelines where each begins with the name of a
    dimension, else responsibilities of the level."""
    claim = Claim()
    mark = section.level
    assert mark is not None, section
    body = _joined_lists([_as_list(block, section.dimensions) for block in section.blocks])
    summary = _take_summary(body)
    said = "\n\n".join(fold(paragraph.text, context.grammars) for paragraph in summary)
    claim.records.append(level_of_mark(mark, context, said or None, [span(paragraph) for paragraph in summary]))
    claim.owned_by += [("levels", paragraph) for paragraph in summary]
    rest: list[Block] = []
    for block in body:
        if isinstance(block, BulletList) and all(context.plain(item.text).startswith("@") for item in block.items):
            claim.rest.append(block)  # who is at the level now
        elif isinstance(block, BulletList) and _has_dimensions(block, section.dimensions):
            claim.records.append(_guideline(block, mark, context, claim))
            claim.owned_by.append(("guidelines", block))
        elif isinstance(block, Table) and is_table_of_skills(block, context.grammars):
            _read_skills(section._replace(heading=None, blocks=(block,), group=None), context, claim)
        elif isinstance(block, Table) and _is_rubric(block):
            claim.records.append(_guideline_of_table(block, mark, context, claim))
            claim.owned_by.append(("guidelines", block))
        else:
            rest.append(block)
    if rest:
        _read_duties(section._replace(heading=None, blocks=tuple(rest)), context, claim)
    return claim


def _as_list(block: Block, dimensions: frozenset[str]) -> Block:
    """A paragraph that begins with the name of a dimension as other levels' do, as the bullet that it might be."""
    if not isinstance(block, Paragraph) or (dimension_of_line(block.text) or "").casefold() not in dimensions:
        return block
    return BulletList.of([Item(block.text, 0, "", block.start, block.end)])


def _joined_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with lists that only blank lines part as one."""
    joined: list[Block] = []
    for is_list, run in groupby(blocks, lambda block: isinstance(block, BulletList)):
        if is_list:
            lists = [block for block in run if isinstance(block, BulletList)]
            items = tuple(item for block in lists for item in block.items)
            joined.append(BulletList(items, lists[0].start, lists[-1].end))
        else:
            joined += run
    return joined


def _take_summary(body: list[Block]) -> list[Paragraph]:
    """Return the leading paragraphs, if a list or table follows them or they are few.

    A paragraph that only announces the list below it is not part of them; many paragraphs without a list are items.
    """
    summary: list[Paragraph] = []
    for block in body:
        if not isinstance(block, Paragraph) or block.mark or block.text.endswith(COLONS):
            break
        summary.append(block)
    if len(summary) == len(body) > MOST_PARAGRAPHS:
        return []
    del body[: len(summary)]
    return summary


def _read_skills(section: Section, context: Context, claim: Claim) -> None:
    skills = read_skills(section, context)
    claim.records += skills.records
    claim.owned_by += [("skills", lined) for lined in (*section.blocks, *skills.owned)]
    claim.diagnostics += skills.diagnostics


def _read_duties(section: Section, context: Context, claim: Claim) -> None:
    duties = Claim()
    claim.records += as_responsibilities(read_items(section, context, duties).rows, context)
    claim.owned_by += [("responsibilities", lined) for lined in (*duties.owned, *duties.intros)]
    claim.furniture += duties.furniture
    claim.rest += duties.rest
    claim.diagnostics += duties.diagnostics


def _has_dimensions(block: BulletList, shared: frozenset[str]) -> bool:
    """Whether every outer bullet begins with a name: `Impact: …`, or a short one above nested bullets; a single one
    with a name that bullets of other levels begin with."""
    outer = list(block.outer())
    if len(outer) == 1 and (dimension_of(outer[0][0].text) or "").casefold() not in shared:
        return False
    return bool(outer) and all(_names(item, below) for item, below in outer)


def _is_rubric(table: Table) -> bool:
    """Return whether every row begins with a name of its own, a dimension, and describes it in the other cells."""
    names = [plain_emphasis(row.cells[0]) for row in table.rows]
    if table.header is None or len(names) < LEAST_DIMENSIONS or len(set(names)) < len(names):
        return False
    if not all(name and len(name.split()) <= LONGEST_NAME for name in names):
        return False
    beside = [" ".join(row.cells[1:]).split() for row in table.rows]
    return sum(len(words) >= SAYS for words in beside) * 2 > len(beside) and sum(map(bool, beside)) > len(beside) - 2


def _guideline_of_table(table: Table, mark: LevelMark, context: Context, claim: Claim) -> Guideline:
    """Return a guideline from a table below its level, with one dimension per row; what is alone in a row may be the
    rest of another."""
    raw = "\n".join(" | ".join(row.cells) for row in table.rows)
    guideline = GuidelineDraft(mark.key, mark.title, raw, span(table))
    for row in table.rows:
        name = plain_emphasis(row.cells[0])
        said = "\n".join(cell for cell in row.cells[1:] if cell)
        if said:
            guideline.place(context.grammars.column(name), name, said, [span(row)])
        else:
            guideline.unplaced = [*guideline.unplaced, row.cells[0]]
            claim.say("W312", row, "nothing is beside it")
    return guideline.record(context)


def _names(item: Item, below: Sequence[Item]) -> bool:
    plain = without_links(item.text)
    name = dimension_of(plain)
    return name is not None and len(name.split()) <= LONGEST_NAME and (bool(below) or ":" in plain)


def _guideline(block: BulletList, mark: LevelMark, context: Context, claim: Claim) -> Guideline:
    """A guideline of bullets, the outer ones of which name dimensions."""
    raw = "\n".join(item.text for item in block.items)
    guideline = GuidelineDraft(mark.key, mark.title, raw, span(block))
    for item, below in block.outer():
        plain = without_links(item.text)
        name = dimension_of(plain) or plain
        said = plain.partition(":")[2].strip(" *_")
        texts = [*([said] if said else []), *(without_links(one.text) for one in below)]
        if name and texts:
            guideline.place(context.grammars.column(name), name, "\n".join(texts), list(map(span, (item, *below))))
    if years := guideline.fields.get(YEARS):
        guideline.experience = read_experiences(years, guideline.at, context.grammars, claim)
    return guideline.record(context)

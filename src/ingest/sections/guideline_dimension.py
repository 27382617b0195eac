"""A dimension of a level: a heading below the level's heading, and what the level asks for in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Block, BulletList, CodeBlock, Heading, Paragraph, Table
from ingest.outline.levels_in_lists import Rung, rungs_of
from ingest.outline.model import Section
from ingest.punctuation import COLONS
from ingest.sections.guideline_draft import GuidelineDraft, level_of_mark
from ingest.sections.reader_interface import Claim, Context, lines, span
from ingest.text.normalise import split_bold, without_links


class _Said(NamedTuple):
    """A text of a block, and the dimension that it is about."""

    dimension: str
    text: str
    block: Block


def read_dimension(section: Section, context: Context) -> Claim:
    """One guideline of one dimension, which the heading names, or the heading above a level's label. The texts of
    bullets and paragraphs are joined by line ends. A role of a family may have dimensions without a level, and a list
    may say for each level what the dimension asks for."""
    claim = Claim()
    mark, heading = section.level, section.heading
    assert heading is not None, section
    if mark is not None and heading.start == mark.start:
        claim.records.append(level_of_mark(mark, context))
    name = (section.group or heading.text).strip(" :*_")
    if mark is None and (rungs := rungs_of(section.blocks, context.grammars)):
        return _of_rungs(name, rungs, section, context)
    said: list[_Said] = []
    for block in section.blocks:
        beside = _beside(block, heading)
        texts = [beside[1]] if beside else list(_texts(block))
        if not texts or not (beside or name):  # a heading of marks alone names no dimension
            claim.rest.append(block)
            continue
        said.append(_Said(beside[0] if beside else name, "\n".join(texts), block))
        claim.owned.append(block)
    if said:
        at = lines(said[0].block.start, said[-1].block.end)
        raw = "\n".join(text for one in said for text in _texts(one.block))
        guideline = GuidelineDraft(mark.key if mark else None, mark.title if mark else None, raw, at)
        for dimension in dict.fromkeys(one.dimension for one in said):
            own = [one for one in said if one.dimension == dimension]
            text = "\n".join(one.text for one in own)
            guideline.place(context.grammars.column(dimension), dimension, text, [span(one.block) for one in own])
        claim.records.append(guideline.record(context))
    return claim


def _of_rungs(name: str, rungs: Sequence[Rung], section: Section, context: Context) -> Claim:
    """A guideline for each level that an item of a list begins with; the sentences above the list are its intro."""
    claim = Claim()
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.end < rungs[0].start:
            claim.intros.append(block)
        else:
            claim.owned.append(block)
    for rung in rungs:
        at = lines(rung.start, rung.end)
        text = "\n".join(map(without_links, rung.texts))
        guideline = GuidelineDraft(rung.mark.key, rung.mark.title, text, at)
        guideline.place(context.grammars.column(name), name, text, [at])
        claim.records += [level_of_mark(rung.mark, context), guideline.record(context)]
    return claim


def _beside(block: Block, heading: Heading) -> tuple[str, str] | None:
    """Return the key and the value of a line that is equivalent to a heading in bold: `**Scope:** One shop`."""
    if heading.basis != "bold" or not isinstance(block, Paragraph):
        return None
    key, behind = split_bold(block.text)
    value = behind.lstrip("".join(COLONS)).strip()
    has_colon = key.endswith(COLONS) or behind.startswith(COLONS)
    return (key.strip(f" {''.join(COLONS)}"), value) if has_colon and value else None


def _texts(block: Block) -> list[str]:
    if isinstance(block, BulletList):
        return [without_links(item.text) for item in block.items]
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Paragraph):
        return [without_links(block.text)]
    assert isinstance(block, Table | CodeBlock), block
    return []

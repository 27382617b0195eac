"""The level of a role: that of its code or title, with what its level block says; else that of a fact or a sentence."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

from ingest.blocks import BulletList, Heading, Paragraph
from ingest.grammar import Grammars, LevelCode
from ingest.grammar.level_notation import LevelNotation
from ingest.outline.model import Section
from ingest.records import Fact, Level, Span
from ingest.sections.reader_interface import lines

GRADES = ("grade", "level")  # keys of facts that state the level
# Words of keys that name another level than the role's own.
OF_OTHERS = frozenset(("potential", "performance", "step", "plan", "reports", "manager", "education", "english"))
MOST_BELOW = 3  # lines below a title that may state a level
# Sections in whose sentences a page names the grade of its post.
MAY_NAME_GRADE = frozenset((
    None, "description", "pay", "conditions", "benefits", "facts", "hiring", "organisation", "relationships",
))  # fmt: skip


class OwnLevel(NamedTuple):
    """A level as stated, its lines, and whether only a sentence states it."""

    notation: LevelNotation
    start: int
    end: int
    is_mentioned: bool = False

    def differs_from(self, level: Level) -> bool:
        """Whether a level is of the same ladder, and another one."""
        own = self.notation
        return own.track == level.track and None not in (own.code, level.code) and own.code != level.code

    @property
    def record(self) -> Level:
        """The level."""
        level = self.notation
        return Level(
            label=level.label,
            code=level.code,
            track=level.track,
            rank=level.rank,
            name=level.name,
            scheme=level.scheme,
            order=level.order,
            spans={"label": (lines(self.start, self.end),)},
        )


def level_of_code(own: LevelCode, block: Level | None, stated_at: Sequence[Span], grammars: Grammars) -> Level:
    """The level that a code or title states, with what the page's level block says of it. `stated_at` are the places
    of code and title."""
    spans = block.spans if block else {}
    label = grammars.label(block.code) if block and block.code else None
    where = [*stated_at, *(spans.get("code", ()) if label and label.level.code == own.code else ())]
    at = tuple(sorted(where, key=lambda span: span.line_start))
    known = grammars.levels.read(own.code, where="fact")
    stated: dict[str, Any] = {
        **own._asdict(),
        "label": own.code,
        "scheme": known.scheme if known else None,
        "order": known.order if known else None,
        "spans": {**spans, "label": at, "code": at, "track": at, "rank": at},
    }
    return block.model_copy(update=stated) if block else Level(**stated)


def own_level(
    title: Heading | Paragraph | None,
    facts: Sequence[Fact],
    sections: Sequence[Section],
    rank: str | None,
    schemes: Container[str],
    grammars: Grammars,
) -> OwnLevel | None:
    """The level by the first of these that states one: the title, or the heading of a page without one; a fact, a line
    below the title that says no more, sentences that all name the same grade, the words of the title that tell the role
    from another one of its page (`rank`)."""
    if title is None and (heading := _of_page(sections, schemes, grammars)) is not None:
        return heading
    if title is not None:
        plain = grammars.plain(title.text)
        _, notation = grammars.levels.split_title(plain, schemes=schemes)
        if notation is None:  # a level alone may be the title of a role
            whole = grammars.levels.read(plain, where="title", schemes=schemes)
            notation = whole if whole is not None and whole.label == plain.strip() else None
        if notation is not None:
            return OwnLevel(notation, title.start, title.end)
    of_facts = level_of_facts(facts, schemes, grammars)
    if of_facts is not None:
        return of_facts
    below = _below_title(title, sections, schemes, grammars) if title is not None else None
    if below is not None:
        return below
    named = [
        OwnLevel(notation, start, end, is_mentioned=True)
        for text, start, end in _sentences(sections)
        for notation in grammars.levels.mentioned(grammars.plain(text), schemes=schemes)
    ]
    grades = {(level.notation.scheme, level.notation.code or level.notation.label) for level in named}
    if grades or rank is None or title is None:
        return named[0] if len(grades) == 1 else None
    return OwnLevel(LevelNotation(rank, name=rank), title.start, title.end)


def _of_page(sections: Sequence[Section], schemes: Container[str], grammars: Grammars) -> OwnLevel | None:
    """The level that the first heading of a page states and says no more, as the page's name: `L3`."""
    heading = sections[0].heading if sections else None
    if heading is None or sections[0].kind is not None or (heading.depth or 1) > 1:
        return None
    notation = grammars.levels.read(grammars.plain(heading.text), where="heading", schemes=schemes)
    if notation is None or notation.code is None or notation.name is not None:
        return None
    return OwnLevel(notation, heading.start, heading.end)


def _below_title(
    title: Heading | Paragraph, sections: Sequence[Section], schemes: Container[str], grammars: Grammars
) -> OwnLevel | None:
    """The level that a line right below the title, or below few facts, states and says no more: `Band 5`."""
    for text, start, end in _sentences(sections[:MOST_BELOW]):
        if start > title.end + MOST_BELOW:
            break
        plain = grammars.plain(text).strip()
        notation = grammars.levels.read(plain, where="heading", schemes=schemes)
        if notation is not None and notation.rank is not None and notation.label == plain:
            return OwnLevel(notation, start, end)
    return None


def level_of_facts(facts: Sequence[Fact], schemes: Container[str], grammars: Grammars) -> OwnLevel | None:
    """The level of the first fact that states the role's own."""
    for fact in facts:
        is_grade = fact.key in GRADES or fact.key.endswith(("_grade", "_level", "_grade_level"))
        if is_grade and OF_OTHERS.isdisjoint(fact.label.casefold().split()):
            notation = _of_fact(fact, schemes, grammars)
            if notation is not None:
                return OwnLevel(notation, fact.span.line_start, fact.span.line_end)
    return None


def _of_fact(fact: Fact, schemes: Container[str], grammars: Grammars) -> LevelNotation | None:
    """The level of a value, by itself or behind its key: `GS Grade Level: 13` is GS-13, `Grade: H (SCP 26)` Grade H."""
    letter = fact.value.partition("(")[0].strip()
    if len(letter) == 1 and letter.isupper():
        return grammars.levels.read(f"{fact.label.split()[0]} {letter}", where="fact", schemes=schemes)
    key = fact.label.split()[0] if fact.value.strip().isdecimal() else ""
    for text in (f"{key}-{fact.value}" if key.isupper() else f"{key} {fact.value}" if key else "", fact.value):
        notation = grammars.levels.read(text, where="fact", schemes=schemes) if text else None
        if notation is not None and (text == fact.value or notation.scheme or not fact.label.isupper()):
            return notation  # `PAY GRADE: 33` is of no scheme with the letters `PAY`
    return None


def _sentences(sections: Sequence[Section]) -> Iterator[tuple[str, int, int]]:
    for section in sections:
        if section.kind not in MAY_NAME_GRADE:
            continue
        if section.heading is not None and section.kind is None:
            yield section.heading.text, section.heading.start, section.heading.end
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.text, block.start, block.end
            elif isinstance(block, BulletList):
                yield from ((item.text, item.start, item.end) for item in block.items)

"""Requirements: what a candidate must or should bring, with the years of experience that each one asks for."""

from __future__ import annotations

from ingest.grammar.word_lookup import Need, Words
from ingest.lazy_patterns import rare
from ingest.outline.model import Section
from ingest.punctuation import BETWEEN_SENTENCES
from ingest.records import Experience, Requirement
from ingest.sections.experience import read_experiences, states_years
from ingest.sections.guideline_draft import level_of_mark
from ingest.sections.items import read_items
from ingest.sections.reader_interface import Claim, Context, span

_REMARK = rare(r"\s*[(（]([^()（）]*)[)）]")
_CLAUSE = rare(rf"{BETWEEN_SENTENCES}|[;；]\s+")


def read_requirements(section: Section, context: Context) -> Claim:
    """A requirement for each bullet or line. Its own words say whether it is required or preferred, else those of the
    sentence that announces it, else those of the nearest heading that do."""
    claim = Claim()
    words = context.grammars.words
    grammars = context.grammars
    reader = read_items(section, context, claim, is_own=lambda text: states_years(text, grammars), kind="requirements")
    marks = [words.need_of_mark(row.text) for row in reader.rows]
    are_marked = {"required", "preferred"}.issubset(marks)
    for row, mark in zip(reader.rows, marks, strict=True):
        above = _need_above(row.lead, words) or (words.need(row.group) if row.group else None)
        text = context.plain(row.text)
        has_years = states_years(text, context.grammars)
        years = read_experiences(row.text, span(row), context.grammars, claim) if has_years else ()
        claim.records.append(
            Requirement(
                level=context.plain_or_none(row.level),
                level_basis=row.level_basis,
                level_title=context.plain_or_none(row.level_title),
                group=context.plain_or_none(row.group),
                kind=(mark if are_marked else None) or _need(row.text, words) or above or section.need,
                ordinal=row.ordinal,
                parent=row.parent,
                text=text,
                experience=tuple(map(_as_minimum, years)),
                span=span(row),
            )
        )
    claim.records += [level_of_mark(mark, context) for mark in reader.levels]
    return claim


def _need_above(lead: str | None, words: Words) -> Need | None:
    """What the sentence that announces a requirement says, or the header of its column: `Essential`, `E`."""
    return (words.need(lead) or words.need_of_mark(lead)) if lead else None


def _need(text: str, words: Words) -> Need | None:
    """What a requirement's own words say, those of its first clause: `Sails well; knots are a plus` says nothing."""
    return words.need(_CLAUSE.split(_without_remarks(text, words))[0])


def _without_remarks(text: str, words: Words) -> str:
    """Return a requirement without the text in brackets beside it, unless the brackets only state a need:
    `Sails (preferred)`.
    """
    return _REMARK.sub(lambda remark: remark[0] if words.is_need(remark[1]) else "", text)


def _as_minimum(years: Experience) -> Experience:
    """A single number of years that is required is the least that is asked for, not the most as well."""
    is_single = years.min_years is not None and years.min_years == years.max_years
    return years.model_copy(update={"max_years": None}) if is_single else years

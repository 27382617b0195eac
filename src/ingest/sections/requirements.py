"""Requirements: what a candidate must or should bring, with the years of experience that each one asks for."""

from __future__ import annotations

from ingest.outline.model import Section
from ingest.rare import rare
from ingest.records import Experience, Requirement
from ingest.sections.claim import Claim, Context, span
from ingest.sections.experience import read_experiences, states_years
from ingest.sections.items import read_items
from ingest.text.normalise import width

_REMARK = rare(r"\s*[(（][^()（）]*[)）]")
WORD_OR_TWO = 22  # columns, with the brackets


def read_requirements(section: Section, context: Context) -> Claim:
    """A requirement for each bullet or line. Its own words say whether it is required or preferred, else those of the
    sentence that announces it, else those of the nearest heading that do."""
    claim = Claim()
    words = context.grammars.words
    reader = read_items(section, context, claim, is_own=lambda text: states_years(text, context.grammars))
    for row in reader.rows:
        above = (words.need(row.lead) if row.lead else None) or (words.need(row.group) if row.group else None)
        has_years = states_years(row.text, context.grammars)
        years = read_experiences(row.text, span(row), context.grammars, claim) if has_years else ()
        claim.records.append(
            Requirement(
                level=context.plain_or_none(row.level),
                level_basis=row.level_basis,
                level_title=context.plain_or_none(row.level_title),
                group=context.plain_or_none(row.group),
                kind=words.need(_without_remarks(row.text)) or above or section.need,
                ordinal=row.ordinal,
                parent=row.parent,
                text=context.plain(row.text),
                experience=tuple(map(_as_minimum, years)),
                span=span(row),
            )
        )
    return claim


def _without_remarks(text: str) -> str:
    """A requirement without what is in brackets beside it; a word or two stay: `Sails (preferred)`."""
    return _REMARK.sub(lambda remark: "" if width(remark[0]) > WORD_OR_TWO else remark[0], text)


def _as_minimum(years: Experience) -> Experience:
    """A single number of years that is required is the least that is asked for, not the most as well."""
    is_single = years.min_years is not None and years.min_years == years.max_years
    return years.model_copy(update={"max_years": None}) if is_single else years

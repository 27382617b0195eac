"""What the words of headings mean on their page."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Heading
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.outline.model import Section
from ingest.outline.role_names import is_role_name, level_of
from ingest.punctuation import COLONS
from ingest.records import DIMENSIONS

LEAST = 2
DEEP = 7  # a heading without marks is below any other
OF_A_VACANCY = frozenset(("hiring", "benefits", "legal", "pay", "conditions", "organisation"))
SENTENCE_WORDS = 5  # of a heading that is read as a sentence,
LONGEST_LEAD = 12  # and of one that announces a list without a colon: a longer one says something itself


def meanings_of(sections: Sequence[Section], language: str | None, grammars: Grammars) -> list[Meaning | None]:
    """What each heading means in a page of a language: what its own words do, unless the page shows otherwise."""
    meanings = _without_lone(sections, [_meaning_of(section, language, grammars) for section in sections], grammars)
    if _is_over_roles(sections, meanings, grammars):
        meanings[0] = None
    return _with_other_jobs(sections, meanings, grammars)


def known_words(text: str, language: str | None, grammars: Grammars) -> Meaning | None:
    """What the words of a heading mean, if they are of the page's language, of English or of none; of another language
    only several words: one may be a word of the page's. `Additional information` may be above anything."""
    meaning = grammars.words.heading(text, language)
    if meaning is not None and meaning.kind in OF_A_VACANCY and grammars.words.is_vague(text):
        return None
    if meaning is not None and meaning.slot is not None and "," in meaning.slot and text.endswith(COLONS):
        kind = grammars.words.cues.announced_by(text)  # `Reporting to the Head, responsibilities include:`
        meaning = meaning if kind is None else Meaning(kind, need=grammars.words.need(text))
    if meaning is None or language is None or meaning.language in (language, "en", "und"):
        return meaning
    return meaning if meaning.slot is None and len(text.split()) > 1 else None


def _meaning_of(section: Section, language: str | None, grammars: Grammars) -> Meaning | None:
    """What a heading's own words mean in a page of a language; a sentence that announces something means that."""
    heading = section.heading
    if heading is None:
        return None
    meaning = known_words(heading.text, language, grammars) or _told_below(section, language, grammars)
    if heading.basis == "bare" and heading.section is None and _is_key(heading.text, grammars):
        # of a level block, or a column of a table that a tool wrote one cell a line
        return meaning if meaning is not None and meaning.kind == "requirements" and section.is_list else None
    if meaning is not None and meaning.kind == "level" and heading.section is None:
        return (
            meaning if level_of(heading.text, grammars) or (not meaning.arguments and ":" not in heading.text) else None
        )
    if meaning is None and (
        heading.text.endswith(COLONS) or SENTENCE_WORDS <= len(heading.text.split()) <= LONGEST_LEAD
    ):
        kind = grammars.words.cues.announced_by(heading.text)
        return Meaning(kind, need=grammars.words.need(heading.text)) if kind else None
    return meaning


def _told_below(section: Section, language: str | None, grammars: Grammars) -> Meaning | None:
    """What the words of `Additional information` mean, where a third of the texts below them or more speak of that."""
    meaning = grammars.words.heading(section.title, language) if grammars.words.is_vague(section.title) else None
    if meaning is None:
        return None
    mentions = grammars.words.cues.mentions
    texts = list(section.texts())
    of_it = sum(mentions(grammars.plain(text), {meaning.kind}) for text in texts)
    return meaning if of_it and 3 * of_it >= len(texts) else None


def _without_lone(
    sections: Sequence[Section], meanings: Sequence[Meaning | None], grammars: Grammars
) -> list[Meaning | None]:
    """The meanings, less those of headings such as `References` that a vacancy has, on a page without another one of
    a vacancy."""
    known = [i for i, meaning in enumerate(meanings) if meaning is not None]
    lone = {i for i in known if grammars.words.needs_others(sections[i].title)}
    others = {meaning.kind for i, meaning in enumerate(meanings) if meaning is not None and i not in lone}
    if OF_A_VACANCY & others:
        return list(meanings)
    return [None if i in lone else meaning for i, meaning in enumerate(meanings)]


def _with_other_jobs(
    sections: Sequence[Section], meanings: Sequence[Meaning | None], grammars: Grammars
) -> list[Meaning | None]:
    """The meanings, with that of furniture for each heading that nobody knows below `Similar jobs`: it names the job of
    another page."""
    found: list[Meaning | None] = []
    above: Heading | None = None
    for section, meaning in zip(sections, meanings, strict=True):
        heading = section.heading
        if heading is not None and grammars.words.heads_others(heading.text):
            above = heading
        elif heading is None or meaning is not None or (above and (heading.depth or DEEP) <= (above.depth or 0)):
            above = None
        found.append(Meaning("furniture") if above is not None and above is not heading else meaning)
    return found


def _is_over_roles(sections: Sequence[Section], meanings: Sequence[Meaning | None], grammars: Grammars) -> bool:
    """Whether the first heading, `Roles and responsibilities`, is above several roles, perhaps in groups: it is the
    page's name."""
    first = meanings[0] if meanings else None
    if first is None or first.kind != "responsibilities" or first.slot is not None:
        return False
    own = sections[0].heading
    others = [(section.heading, meaning) for section, meaning in zip(sections[1:], meanings[1:], strict=True)]
    if own is None or own.depth is None or sections[0].has_list:
        return False
    if any(other.depth and other.depth <= own.depth for other, _ in others if other):
        return False
    depths = {other.depth for other, _ in others if other}
    return any(
        sum(named) >= LEAST and sum(named) * 2 >= len(named)
        for depth in depths
        if (named := [is_role_name(o.text, grammars) for o, m in others if o and o.depth == depth and m is None])
    )


def _is_key(text: str, grammars: Grammars) -> bool:
    return grammars.column(text) in DIMENSIONS or grammars.attribute(text) is not None

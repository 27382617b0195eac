"""Evidence for and against a page about a role, in points: of its titles, its sections, its records and its words.

The points are the weights of a logistic model of public pages (of roles, and of handbooks, guides and minutes), as
whole numbers that a person can add up. The diagnostic names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from ingest import punctuation
from ingest.grammar import Grammars
from ingest.grammar.spoken import spoken
from ingest.outline.model import Section
from ingest.outline.names import may_name_role, names_group, names_several
from ingest.outline.outline import Role
from ingest.outline.title_names import is_name_in_title
from ingest.profiles.draft import Draft
from ingest.profiles.evidence_of_texts import (
    A_DUTY,
    FIRST,
    Evidence,
    about_holder,
    begins_with_name,
    is_address,
    of_code,
    of_texts,
)
from ingest.records import DIMENSIONS, Guideline, Kind

# What a person does, and has to bring; and the texts or items of a kind that are enough of it.
OF_A_PERSON: dict[Kind, int] = {"responsibilities": 2, "requirements": 2, "skills": 3}
LEAST_CELLS = 2  # of guidelines
LEAST_DUTIES, LEAST_ROLES, LEAST_NAMED = 2, 3, 2  # duties of a role, roles that have them, those with names of roles
OF_A_VACANCY: tuple[Kind, ...] = ("hiring", "benefits", "conditions", "legal")  # two of them are seldom on other pages
BESIDE: tuple[Kind, ...] = ("relationships", "career", "aliases")
# Kinds whose texts are about the role. Each fifth of the page's texts is a point, up to four.
OF_A_ROLE: tuple[Kind, ...] = (*OF_A_PERSON, "guidelines", "facts", "pay", "level", "description")
FIFTHS, MOST_FIFTHS = 5, 4
# Keys of facts that a post has and other pages do not, and those that forms for applicants have too.
OF_A_POST = frozenset(("closes", "posted", "vacancies", "salary", "employment_type", "hours", "reports_to", "grade"))
OF_AN_ANNOUNCEMENT = frozenset(("opens", "job_number"))
GIVEN = "I613"  # a title that a person said where to find
MENTIONS, MOST_MENTIONS = 2, 3  # phrases that only texts about a role have
ADVICE, MUCH_ADVICE = 5, 10  # texts that say what one should do, or what to do if something is so
WORST_WORDS = -8  # points of a page full of advice
# Levels are those of persons where one of so many words is a role's, or one of so many texts begins as duties do.
WORDS_A_NAME = 125


class PageEvidence:
    """All that speaks for and against a page being one about a role. Its words are looked at last, and only if asked:
    they are many, and seldom decide."""

    def __init__(self, roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> None:
        self._sections = [placed.section for role in roles for placed in role.sections]
        self._texts = [text for section in self._sections for text in section.texts()]
        self._drafts = drafts
        self._grammars = grammars

    @property
    def of_form(self) -> list[Evidence]:
        """What titles, sections, records and marks say, the title first."""
        name = self._drafts[0].name or ""
        is_named, is_plural = is_name_in_title(name, self._grammars), names_several(name, self._grammars)
        return [
            *_of_titles(self._drafts, self._grammars),
            *_of_sections(self._sections, self._drafts, is_named=is_named, is_plural=is_plural),
            *_of_records(self._page, self._texts, self._drafts, self._grammars),
            *of_texts(self._texts, self._said[len(self._texts) :], self._grammars),
            *of_code(len(self._texts), self._sections),
        ]

    @property
    def of_words(self) -> list[Evidence]:
        """What phrases say, and how texts begin: from `WORST_WORDS` points on."""
        return [
            *_of_words("".join(map(spoken, self._said)), self._texts, self._grammars),
            *_of_subject(self._drafts[0].name or "", self._texts, self._grammars),
        ]

    @property
    def _said(self) -> list[str]:
        return [*self._texts, *[section.heading.text for section in self._sections if section.heading]]

    @cached_property
    def _page(self) -> str:
        return " ".join(self._said)


def facts_of_post(drafts: Sequence[Draft]) -> frozenset[str]:
    """The keys of the facts that only posts have."""
    return frozenset(fact.key for draft in drafts for fact in draft.facts) & (OF_A_POST | OF_AN_ANNOUNCEMENT)


def _of_titles(drafts: Sequence[Draft], grammars: Grammars) -> Iterator[Evidence]:
    names = [draft.name or "" for draft in drafts]
    if is_name_in_title(names[0], grammars):
        yield Evidence("a title that names a role", 6)
        if names_several(names[0], grammars):
            yield Evidence("in the plural", -2)
    elif named := sum(is_name_in_title(name, grammars) for name in names):
        yield Evidence("headings that name roles", 3) if named > 1 else Evidence("a heading that names a role", 1)
    elif any(may_name_role(name, grammars) for name in names):
        yield Evidence("a title that may name a role", 4)
    elif drafts[0].title is None and drafts[0].level is not None:
        yield Evidence("a level", 4)
    elif names_group(names[0], grammars):
        yield Evidence("a title that groups have", -4)
    if any(found.code == GIVEN for found in drafts[0].diagnostics):
        yield Evidence("the title of its table", 2)
    does = [d.name or "" for d in drafts if d.shape == "role" and len(d.responsibilities) >= LEAST_DUTIES]
    if len(does) >= LEAST_ROLES and sum(is_name_in_title(name, grammars) for name in does) >= LEAST_NAMED:
        yield Evidence("what several roles do", 6)
    title = drafts[0].title or ""
    if title.endswith(punctuation.QUESTIONS) or grammars.words.roles.is_of_guide(title):
        yield Evidence("a title as guides have it", -6)
    if grammars.words.roles.without_template(title) != title:
        yield Evidence("a title that pages about roles have", 4)


def _of_sections(
    sections: Sequence[Section], drafts: Sequence[Draft], *, is_named: bool, is_plural: bool
) -> Iterator[Evidence]:
    told = Counter((section.kind, section.basis == "inferred") for section in sections for _ in section.texts())
    texts = Counter({kind: told[kind, False] + told[kind, True] for kind, _ in told})
    items = {kind: sum(len(getattr(draft, kind)) for draft in drafts) for kind in OF_A_PERSON}
    found = [kind for kind, least in OF_A_PERSON.items() if max(texts[kind], items[kind]) >= least]
    stated = [kind for kind in found if max(told[kind, False], items[kind] - told[kind, True]) >= OF_A_PERSON[kind]]
    if "responsibilities" in stated:
        yield Evidence("responsibilities", 3)
    if "skills" in stated:
        yield Evidence("skills", 1)
    beside = [kind for kind in OF_A_PERSON if kind in found or told[kind, False]]
    if len(beside) > 1:
        yield Evidence(" beside ".join(beside), 4)
    if is_named and (found or texts["guidelines"] >= LEAST_CELLS):
        yield Evidence("what the role does or asks for", 3)
    if sum(texts[kind] > 0 for kind in OF_A_VACANCY) > 1:
        yield Evidence("sections that vacancies have", 2)
    if any(texts[kind] for kind in BESIDE):
        yield Evidence("what is beside a role", 3)
    share = sum(texts[kind] for kind in OF_A_ROLE) / (texts.total() or 1)
    share = 0 if texts.keys() <= {"pay"} else share  # how pay is worked out
    if fifths := min(int(share * FIFTHS), MOST_FIFTHS):
        yield Evidence(f"{share:.0%} of the texts about a role", fifths)
    headed = [section.kind for section in sections if section.heading]
    if is_named and texts and not headed and not is_plural:
        yield Evidence("nothing beside the title", 3)
    if 2 * headed.count(None) <= len(headed):
        yield Evidence("few unknown headings", 1)


def _of_records(page: str, texts: Sequence[str], drafts: Sequence[Draft], grammars: Grammars) -> Iterator[Evidence]:
    if any(draft.classifications for draft in drafts):
        yield Evidence("an outside code", 5)
    if any(draft.pay for draft in drafts):
        yield Evidence("pay", 4)
    keys = facts_of_post(drafts)
    if keys & OF_A_POST:
        is_titled = any(fact.key == "title" for draft in drafts for fact in draft.facts)
        yield Evidence("facts of a post", 7 if is_titled else 5)
    elif keys:
        yield Evidence("facts of an announcement", 2)
    if any(map(_has_levels, drafts)) and _are_of_persons(page, texts, grammars):
        yield Evidence("several levels", 8)


def _of_words(page: str, texts: Sequence[str], grammars: Grammars) -> Iterator[Evidence]:
    mentions = grammars.words.roles.mentions(page)
    if mentions >= MENTIONS:
        yield Evidence("words about a role", min(mentions, MOST_MENTIONS))
    advice = grammars.words.roles.advising(texts, page)
    if advice >= ADVICE:
        yield Evidence("advice as in guides", WORST_WORDS if advice >= MUCH_ADVICE else WORST_WORDS // 2)


def _of_subject(name: str, texts: Sequence[str], grammars: Grammars) -> Iterator[Evidence]:
    if is_name_in_title(name, grammars):
        yield from about_holder(texts, name, grammars, is_plural=names_several(name, grammars))
        return
    if may_name_role(name, grammars) and begins_with_name(texts, name):
        yield Evidence("a text about its subject", 3)
    if any(map(grammars.words.roles.seeks, texts[:FIRST])):
        yield Evidence("a text that looks for somebody", 5)
    if any(map(is_address, texts[:FIRST])):
        yield Evidence("an address above all, as in a résumé", -6)


def _are_of_persons(page: str, texts: Sequence[str], grammars: Grammars) -> bool:
    duties = sum(grammars.words.cues.begins(text, "responsibilities") for text in texts)
    return duties * A_DUTY >= len(texts) or grammars.words.roles.names_in(page, WORDS_A_NAME)


def _has_levels(draft: Draft) -> bool:
    """Whether a profile describes several levels, or its guidelines are of several: of levels, or of names of roles
    beside which more stands than who holds them."""
    of = {rung.level or rung.level_title for rung in draft.guidelines if rung.level or _says_more_than_names(rung)}
    return len(draft.levels) > 1 or len(of) > 1


def _says_more_than_names(rung: Guideline) -> bool:
    """Whether a cell has words that no name of a person has: in small letters, or of a script without them."""
    texts: list[str] = [getattr(rung, field) or "" for field in DIMENSIONS]
    words = [word for text in (*texts, *rung.other.values()) for word in text.split()]
    return sum(word[:1].islower() or not (word.isascii() or word[:1].isupper()) for word in words) > 1

"""Evidence for and against a page about a role, in points: whose role it is about, what the page says of it, and how it
is written.

The points are the weights of a logistic model of public pages (of roles, and of handbooks, guides and minutes), as
whole numbers that a person can add up. The diagnostic names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from ingest import punctuation
from ingest.blocks import BulletList
from ingest.grammar import Grammars
from ingest.grammar.whole_words import spoken
from ingest.outline.model import Section
from ingest.outline.outline import Role
from ingest.outline.role_name_in_title import is_name_in_title
from ingest.outline.role_names import level_of, may_name_role, names_group, names_several
from ingest.profiles.draft import Draft
from ingest.profiles.evidence_of_texts import (
    FIRST,
    Evidence,
    begin_as_duties,
    begins_with_name,
    is_address,
    of_code,
    of_texts,
)
from ingest.records import DIMENSIONS, Guideline
from ingest.section_kinds import Kind

# What a person does, and has to bring; and the texts or items of a kind that are enough of it.
OF_A_PERSON: dict[Kind, int] = {"responsibilities": 2, "requirements": 2, "skills": 3}
LEAST_CELLS = 2  # of guidelines
# What each role of a family does or has to bring, and the roles that are enough of one.
OF_EACH_ROLE: tuple[Kind, ...] = ("responsibilities", "requirements", "guidelines")
LEAST_ROLES = 2
SEVERAL_DO, SEVERAL_ARE = Evidence("what several roles do", 6), Evidence("what several roles are", 6)
LEAST_WORDS = 2  # of a text that says more than names
LEAST_DESCRIBED = 3  # roles that are enough of a family though they are only described
OF_A_VACANCY: tuple[Kind, ...] = ("benefits", "pay", "conditions")
# Kinds whose texts are about the role. Each fifth of the page's texts is a point, up to four.
OF_A_ROLE: tuple[Kind, ...] = (*OF_A_PERSON, "guidelines", "facts", "pay", "level", "description")
FIFTHS, MOST_FIFTHS = 5, 4
# Keys of facts that a post has and other pages do not, each of so many points; and those that forms have too.
OF_A_POST = frozenset(("closes", "vacancies", "salary", "employment_type", "hours", "reports_to", "grade"))
OF_AN_ANNOUNCEMENT = frozenset(("posted", "opens", "job_number"))
A_FACT, MOST_FACTS = 2, 6
GIVEN = "I613"  # a title that a person said where to find
OF_A_SENTENCE = "W442"  # a title that no line states
MENTIONS, MOST_MENTIONS = 2, 4  # phrases that only texts about a role have
ADVICE, MUCH_ADVICE = 5, 10  # texts that say what one should do, or what to do if something is so
WORST_WORDS = -8  # points of a page full of advice
LEAST_LISTED = 0.25  # of the texts of a page, in lists of roles or levels that it is about
# Levels are those of persons where one of so many words is a role's, or one of so many texts begins as duties do.
WORDS_A_NAME = 125


class PageEvidence:
    """All that speaks for and against a page being one about a role. Its words and levels are looked at last, and only
    if asked: they are many, and seldom decide."""

    def __init__(self, roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> None:
        self._roles = roles
        self._sections = [placed.section for role in roles for placed in role.sections]
        own = (section for section in self._sections if not _is_questionnaire(section))
        self._texts = [text for section in own for text in section.texts()]
        self._drafts = drafts
        self._grammars = grammars

    @cached_property
    def of_names(self) -> list[Evidence]:
        """Whose role or roles the page is about, its title first."""
        titles = _of_titles(self._drafts, self._grammars)
        return [*titles, *_of_family(self._drafts, self._roles, self._grammars)]

    @property
    def is_of_several(self) -> bool:
        """Whether the page tells what several roles do or are."""
        return any(one in (SEVERAL_DO, SEVERAL_ARE) for one in self.of_names)

    @cached_property
    def of_levels(self) -> list[Evidence]:
        """What speaks for levels of persons; nothing speaks against them."""
        return list(_of_levels(self._page, self._texts, self._sections, self._drafts, self._grammars))

    @cached_property
    def of_content(self) -> list[Evidence]:
        """What the page says of who holds the role: what a person does, has to bring and is offered."""
        return [
            *_of_holder(self._drafts[0], self._texts, self._grammars),
            *_of_kinds(self._sections, self._drafts, is_named=self._is_named),
            *_of_post(self._drafts),
        ]

    @cached_property
    def of_form(self) -> list[Evidence]:
        """What else is on the page, and how it is written."""
        return [
            *_of_headings(self._sections),
            *of_texts(self._texts, self._said[len(self._texts) :], self._grammars),
            *of_code(len(self._texts), self._sections),
        ]

    @property
    def of_words(self) -> list[Evidence]:
        """What phrases say: from `WORST_WORDS` points on."""
        return list(_of_words("".join(map(spoken, self._said)), self._texts, self._grammars))

    @cached_property
    def _is_named(self) -> bool:
        return is_name_in_title(self._drafts[0].name or "", self._grammars)

    @property
    def _said(self) -> list[str]:
        return [*self._texts, *[section.heading.text for section in self._sections if section.heading]]

    @cached_property
    def _page(self) -> str:
        return " ".join(self._said)


def _is_questionnaire(section: Section) -> bool:
    """Whether a section asks its applicants something: its questions and advice are not those of a guide."""
    return section.kind == "hiring" and section.basis == "form"


def facts_of_post(drafts: Sequence[Draft]) -> frozenset[str]:
    """The keys of the facts that posts have, and announcements of them."""
    return frozenset(fact.key for draft in drafts for fact in draft.facts) & (OF_A_POST | OF_AN_ANNOUNCEMENT)


def _of_titles(drafts: Sequence[Draft], grammars: Grammars) -> Iterator[Evidence]:
    name, title = drafts[0].name or "", drafts[0].title or ""
    if is_name_in_title(name, grammars):
        is_of_text = any(found.code == OF_A_SENTENCE for found in drafts[0].diagnostics)
        yield Evidence("a sentence that names a role", 3) if is_of_text else Evidence("a title that names a role", 7)
        if names_several(name, grammars):
            yield Evidence("in the plural", -3)
    elif may_name_role(name, grammars):
        yield Evidence("a title that may name a role", 2)
    if _has_level_in_title(drafts[0], grammars):
        yield Evidence("a level in the title", 6)
    elif drafts[0].title is None and drafts[0].level is not None:
        yield Evidence("a level", 4)
    if any(found.code == GIVEN for found in drafts[0].diagnostics):
        yield Evidence("the title of its table", 2)
    if title.endswith(punctuation.QUESTIONS) or grammars.words.roles.is_of_guide(title):
        yield Evidence("a title as guides have it", -4)
    if grammars.words.roles.has_template(title):
        yield Evidence("a title that pages about roles have", 6)


def _of_family(drafts: Sequence[Draft], roles: Sequence[Role], grammars: Grammars) -> Iterator[Evidence]:
    """What speaks for a family: several of its roles are named, and each says what it does or has to bring."""
    does = [
        draft
        for draft, role in zip(drafts, roles, strict=True)
        if draft.shape == "role" and _says_more_than_names(" ".join(_texts_of_role(role)))
    ]
    named = sum(is_name_in_title(draft.name or "", grammars) for draft in does)
    whole = sum(_may_be_role(draft, grammars) for draft in does)
    described = _described(drafts, roles, grammars)
    if described >= LEAST_DESCRIBED:
        yield Evidence("many roles are named", 4)
    if len(drafts) > 1 and named and named + whole >= LEAST_ROLES:
        yield SEVERAL_DO
    elif described >= LEAST_DESCRIBED:
        yield SEVERAL_ARE
    elif any(map(_has_levels, drafts)):
        return
    elif names_group(drafts[0].name or "", grammars) and not is_name_in_title(drafts[0].name or "", grammars):
        yield Evidence("a title such as groups have:", -4)


def _may_be_role(draft: Draft, grammars: Grammars) -> bool:
    """Whether a draft has duties and demands below a name that may be a role's, and is not known to be one."""
    name = draft.name or ""
    is_whole = bool(draft.responsibilities and draft.requirements)
    return is_whole and may_name_role(name, grammars) and not is_name_in_title(name, grammars)


def _described(drafts: Sequence[Draft], roles: Sequence[Role], grammars: Grammars) -> int:
    """How many roles of a family are named, and described in more than names; 0 where too few are named."""
    named = [
        role
        for draft, role in zip(drafts, roles, strict=True)
        if draft.shape == "role" and is_name_in_title(draft.name or "", grammars)
    ]
    return sum(_is_described(role, grammars) for role in named) if len(named) >= LEAST_DESCRIBED else 0


def _is_described(role: Role, grammars: Grammars) -> bool:
    """Whether a role has more below it than names, and no price, as plans of customers have it."""
    texts = [text for placed in role.sections if placed.section.kind != "pay" for text in placed.section.texts()]
    return _says_more_than_names(" ".join(texts)) and not any(map(grammars.states_money, texts))


def _texts_of_role(role: Role) -> Iterator[str]:
    sections = (placed.section for placed in role.sections)
    return (text for section in sections if section.kind in OF_EACH_ROLE for text in section.texts())


def _of_levels(
    page: str, texts: Sequence[str], sections: Sequence[Section], drafts: Sequence[Draft], grammars: Grammars
) -> Iterator[Evidence]:
    labels = sum(draft.shape == "role" and level_of(draft.name or "", grammars) is not None for draft in drafts)
    has_levels = labels > 1 or any(map(_has_levels, drafts))
    are_of_persons = _are_of_persons(page, texts, grammars) or any(_are_of_roles(draft, grammars) for draft in drafts)
    if has_levels and _are_main(sections, drafts, len(texts)) and are_of_persons:
        yield Evidence("several levels", 6)
    if any(draft.classifications for draft in drafts):
        yield Evidence("an outside code", 5)


def _of_holder(draft: Draft, texts: Sequence[str], grammars: Grammars) -> Iterator[Evidence]:
    name = draft.name or ""
    is_named = is_name_in_title(name, grammars)
    if not is_named and any(map(is_address, texts[:1])):
        yield Evidence("an address above all, as in a résumé", -6)
    if any(map(grammars.words.roles.seeks, texts[:FIRST])):
        yield Evidence("a text that looks for somebody", 3 if is_named else 6)
    if (is_named or may_name_role(name, grammars)) and begins_with_name(texts, name):
        yield Evidence("a text about who holds it", 2)
    if (is_named or _has_level_in_title(draft, grammars)) and begin_as_duties(texts, grammars):
        yield Evidence("texts that begin as duties do", 4)


def _of_kinds(sections: Sequence[Section], drafts: Sequence[Draft], *, is_named: bool) -> Iterator[Evidence]:
    stated = Counter(section.kind for section in sections if section.basis != "inferred" for _ in section.texts())
    texts = Counter(section.kind for section in sections for _ in section.texts())
    items = {kind: sum(len(getattr(draft, kind)) for draft in drafts) for kind in OF_A_PERSON}
    found = [kind for kind, least in OF_A_PERSON.items() if max(texts[kind], items[kind]) >= least]
    told = [kind for kind, least in OF_A_PERSON.items() if stated[kind] >= least]
    beside = [kind for kind in OF_A_PERSON if kind in found or stated[kind]]
    if {"responsibilities", "requirements"} <= {*told}:
        yield Evidence("responsibilities beside requirements", 6)
    elif len(beside) > 1:
        is_of_one = len(drafts) == 1 and {"responsibilities", "requirements"} <= {*beside}
        yield Evidence(" beside ".join(beside), 4 if is_of_one else 3)
    elif told and told != ["skills"]:
        yield Evidence(told[0], 2)
    if is_named and (found or texts["guidelines"] >= LEAST_CELLS):
        yield Evidence("what the role does or asks for", 2)
    if told and any(stated[kind] for kind in OF_A_VACANCY):
        yield Evidence("what vacancies offer", 2)
    blocks = [block for section in sections for block in section.blocks]
    is_bare = not any(section.heading for section in sections)
    if is_named and is_bare and blocks and all(isinstance(block, BulletList) for block in blocks):
        yield Evidence("a list below the title", 2)
    share = sum(texts[kind] for kind in OF_A_ROLE) / (texts.total() or 1)
    share = 0 if texts.keys() <= {"pay"} else share  # how pay is worked out
    if fifths := min(int(share * FIFTHS), MOST_FIFTHS):
        yield Evidence(f"{share:.0%} of the texts about a role", fifths)


def _of_post(drafts: Sequence[Draft]) -> Iterator[Evidence]:
    if any(draft.pay for draft in drafts):
        yield Evidence("pay", 2)
    if any(asked.experience for draft in drafts for asked in draft.requirements):
        yield Evidence("years of experience", 2)
    if keys := facts_of_post(drafts) & OF_A_POST:
        is_titled = any(fact.key == "title" for draft in drafts for fact in draft.facts)
        yield Evidence("facts of a post", min(A_FACT * (len(keys) + is_titled), MOST_FACTS))


def _of_headings(sections: Sequence[Section]) -> Iterator[Evidence]:
    headed = [section.kind for section in sections if section.heading]
    if 2 * headed.count(None) <= len(headed):
        yield Evidence("few unknown headings", 2)


def _of_words(page: str, texts: Sequence[str], grammars: Grammars) -> Iterator[Evidence]:
    mentions = grammars.words.roles.mentions(page)
    if mentions >= MENTIONS:
        yield Evidence("words about a role", min(mentions, MOST_MENTIONS))
    advice = grammars.words.roles.advising(texts, page)
    if advice >= ADVICE:
        yield Evidence("advice as in guides", WORST_WORDS if advice >= MUCH_ADVICE else WORST_WORDS // 2)


def _are_of_persons(page: str, texts: Sequence[str], grammars: Grammars) -> bool:
    return begin_as_duties(texts, grammars) or grammars.words.roles.names_in(page, WORDS_A_NAME)


def _are_main(sections: Sequence[Section], drafts: Sequence[Draft], texts: int) -> bool:
    """Whether levels or roles that only items of lists name have a fair share of a page's texts; others have it."""
    if any(len({rung.level for rung in draft.guidelines if rung.level}) > 1 for draft in drafts):
        return True
    of_lists = (one for one in sections if one.level and one.basis == "form" and one.kind != "guidelines")
    listed = sum(len([*one.texts()]) for one in of_lists)
    return not listed or listed >= LEAST_LISTED * texts


def _has_level_in_title(draft: Draft, grammars: Grammars) -> bool:
    """Whether a title states a level: of a known ladder, or beside the name of a role, as `F15 — Caching` does not."""
    level = draft.level
    if level is None or (level.scheme is None and level.code and not is_name_in_title(draft.name or "", grammars)):
        return False
    return any(at in draft.spans.get("title", ()) for at in level.spans.get("label", ()))


def _has_levels(draft: Draft) -> bool:
    """Return whether a profile describes several levels or roles, or its guidelines or duties do.

    Guidelines may be of levels, or of names of roles with more content than who holds them.
    """
    of = {
        rung.level or rung.level_title for rung in draft.guidelines if rung.level or _says_more_than_names(_text(rung))
    }
    titles = {duty.level_title for duty in draft.responsibilities if duty.level_title}
    return len(draft.levels) > 1 or len(of) > 1 or len(titles) > 1


def _are_of_roles(draft: Draft, grammars: Grammars) -> bool:
    """Whether the columns or rows of guidelines are several names of roles, each with more than names."""
    titles = {rung.level_title for rung in draft.guidelines if rung.level_title and _says_more_than_names(_text(rung))}
    return sum(is_name_in_title(title, grammars) for title in titles) >= LEAST_ROLES


def _text(rung: Guideline) -> str:
    return " ".join([*(getattr(rung, field) or "" for field in DIMENSIONS), *rung.other.values()])


def _says_more_than_names(text: str) -> bool:
    """Whether a text has words that no name of a person has: in small letters, or of a script without them."""
    words = (word for word in text.split() if word[:1].islower() or not (word.isascii() or word[:1].isupper()))
    return len([*islice(words, LEAST_WORDS)]) == LEAST_WORDS

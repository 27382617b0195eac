"""Profile or not: what a page says, held against what policies, guides and lists look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.grammar import Grammars
from ingest.outline.names import is_role_name, may_name_role
from ingest.outline.outline import Role
from ingest.profiles.draft import Draft
from ingest.records import DIMENSIONS, Guideline, Kind

# Texts of a kind that are enough of it.
KINDS: dict[Kind, int] = {"responsibilities": 2, "requirements": 2, "skills": 3, "guidelines": 2, "facts": 2, "pay": 1}
OF_A_VACANCY = frozenset(("hiring", "benefits", "conditions", "career", "pay"))  # kinds that few other pages have
# What a person does, and has to bring.
OF_A_PERSON: frozenset[Kind] = frozenset(("responsibilities", "requirements", "skills"))
# Keys of facts that a post has and other pages do not, and how many of them make one.
OF_A_POST = frozenset((
    "closes", "opens", "posted", "job_number", "salary", "employment_type", "hours", "vacancies", "reports_to", "grade",
))  # fmt: skip
LEAST_OF_POST = 3
OF_THE_WORK = frozenset(("salary", "employment_type", "hours", "reports_to", "grade"))  # forms for applicants lack them
LEAST_BESIDE_TITLE = 2  # of these, beside a fact that states the title
SHARED: tuple[Kind, ...] = (*KINDS, "level", "description")  # kinds whose texts count for the share
LEAST_SHARE = 0.1  # of the texts, on a page whose own title names a role
LEAST_OF_FAMILY = 0.25  # where only headings on it do
LEAST_OF_LADDER = 0.6  # where only levels or several roles speak for it,
LEAST_OF_VACANCY = 0.4  # and where only its sections do


def why_no_profile(roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> str | None:
    """What speaks against a page being one about a role; None if it is one.

    A code, or a level in the title, is enough. Else the page needs sections of kinds that roles have: some of them
    below a title that names a role, most of its texts below several levels or roles, or two kinds beside one of a
    vacancy's or a title that ends as names of roles may. Facts that only posts have speak for a page, and a title that
    policies, guides and minutes have against it. A kind that only the words of lines tell is enough below a title that
    names a role.
    """
    if any(draft.code or _has_level_in_title(draft) for draft in drafts):
        return None
    sections = [placed.section for role in roles for placed in role.sections]
    told = Counter((section.kind, section.basis == "inferred") for section in sections for _ in section.texts())
    texts = Counter({kind: told[kind, False] + told[kind, True] for kind, _ in told})
    items = {kind: sum(len(getattr(draft, kind)) for draft in drafts) for kind in KINDS}
    found = [kind for kind, least in KINDS.items() if max(texts[kind], items[kind]) >= least]
    stated = [kind for kind in found if max(told[kind, False], items[kind] - told[kind, True]) >= KINDS[kind]]
    share = sum(texts[kind] for kind in SHARED) / (texts.total() or 1)
    keys = {fact.key for draft in drafts for fact in draft.facts}
    is_post = len(keys & OF_A_POST) >= LEAST_OF_POST
    if "title" in keys and len(keys & OF_THE_WORK) >= LEAST_BESIDE_TITLE:
        return None  # `Job title: Ranger`, `Grade: 4`, `Reports to: Warden`
    title = drafts[0].name or drafts[0].title or ""
    if not is_post and grammars.words.roles.is_of_other_page(title):
        return f"no code, no level, a title as guides, policies and minutes have it: {title[:60]}"
    is_named = any(is_role_name(draft.name or "", grammars) for draft in drafts)
    has_several = len(roles) > 2 or any(map(_has_levels, drafts))
    least = LEAST_SHARE if is_role_name(drafts[0].name or "", grammars) else LEAST_OF_FAMILY
    if is_named and (share >= least if found else share >= LEAST_OF_LADDER):
        return None
    if is_named and "pay" in found and "facts" in found:
        return None  # prose alone below what a post pays
    if is_named and not OF_A_PERSON.isdisjoint(stated) and not OF_A_VACANCY.isdisjoint(texts):
        return None  # most of a vacancy may be about how to apply
    whole = drafts[0].title or ""
    is_of_levels = grammars.words.roles.without_template(whole) != whole
    if has_several and (found or "level" in texts) and share >= (LEAST_OF_VACANCY if is_of_levels else LEAST_OF_LADDER):
        return None
    if len(found) > 1 and stated and (is_post or (len(OF_A_PERSON & {*found}) > 1 and share >= LEAST_OF_LADDER)):
        return None
    may_be_named = any(may_name_role(draft.name or "", grammars) for draft in drafts)
    names_person = sum(told[kind, False] > 0 for kind in OF_A_PERSON) > 1
    if (
        may_be_named
        and (stated or names_person)
        and share >= LEAST_OF_LADDER
        and sum(kind in texts for kind in KINDS) > 1
    ):
        return None
    is_meant = may_be_named or not OF_A_VACANCY.isdisjoint(texts)
    if len(stated) > 1 and is_meant and share >= LEAST_OF_VACANCY:
        return None
    named = "a title that names a role" if is_named else "no title that names a role"
    kinds = f"sections of {' and '.join(found)}" if found else "no section of a kind that roles have"
    return f"no code, no level, {named}, {kinds} ({share:.0%} of the texts)"


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


def _has_level_in_title(draft: Draft) -> bool:
    level = draft.level
    return level is not None and any(at in draft.spans.get("title", ()) for at in level.spans.get("label", ()))

"""Profile or not: whether the evidence of a page is enough for one about a role."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar import Grammars
from ingest.outline.outline import Role
from ingest.outline.role_names import is_of_something
from ingest.profiles.draft import Draft
from ingest.profiles.evidence import WORST_WORDS, PageEvidence, facts_of_post
from ingest.profiles.evidence_of_texts import Evidence
from ingest.punctuation import SPACED_DASHES

ENOUGH = 10  # points
FACTS_OF_POST = 3  # they outrank a title that other pages have
NO_SUBJECT = "no role is named"
NO_CONTENT = "nothing says what its holder does or has to bring"


def why_no_profile(roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> str | None:
    """What speaks against a page being one about a role; None if it is one.

    A code is enough. A title that guides, policies and minutes have speaks against the page unless it states facts that
    only posts have, or is that of a role: `Director of Policy`; so does one that lists of posts have, unless the page
    tells what several of them do or are. All other pages need points for their evidence, of
    which more than one is for what they say: a title alone is not enough.
    """
    if any(draft.code for draft in drafts):
        return None
    title = drafts[0].name or drafts[0].title or ""
    beside = next((part for dash in SPACED_DASHES if (part := (drafts[0].title or "").partition(dash)[2])), "")
    page = PageEvidence(roles, drafts, grammars)
    is_of_other_page = any(map(grammars.words.roles.is_of_other_page, (title, beside)))  # `Baker - interview process`
    is_of_other_page = is_of_other_page or (grammars.words.roles.is_of_list(title) and not page.is_of_several)
    if is_of_other_page and not is_of_something(title, grammars) and len(facts_of_post(drafts)) < FACTS_OF_POST:
        return f"no code; the title reads like that of a guide, a policy or minutes: {title[:60]}"
    has_content = any(one.points > 0 for one in page.of_content)
    if has_content and _is_enough([*page.of_names, *page.of_content], page.of_form, WORST_WORDS):
        return None
    of_subject = [*page.of_names, *page.of_levels]
    said = [*of_subject, *page.of_content]
    if has_content and _is_enough(said, page.of_form, WORST_WORDS):
        return None
    of_words = page.of_words
    if _is_enough([*said, *of_words], page.of_form):
        return None
    evidence = [*said, *page.of_form, *of_words]
    points = sum(one.points for one in evidence)
    seen = ", ".join(f"{one.seen} {one.points:+}" for one in evidence) or "nothing speaks for one"
    if not any(one.points > 0 for one in of_subject):
        seen += f"; {NO_SUBJECT}"
    if not has_content:
        seen += f"; {NO_CONTENT}"
    return f"no code, {points} of {ENOUGH} points: {seen}"


def _is_enough(said: Sequence[Evidence], of_form: Sequence[Evidence], worst: int = 0) -> bool:
    """Whether what is said, and the form that it has, are enough for a page about a role, even if the evidence that was
    not looked at is the worst."""
    points = sum(one.points for one in (*said, *of_form))
    return points + worst >= ENOUGH and sum(one.points > 0 for one in said) > 1

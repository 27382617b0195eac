"""Profile or not: whether the evidence of a page is enough for one about a role."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar import Grammars
from ingest.outline.names import is_of_something
from ingest.outline.outline import Role
from ingest.profiles.draft import Draft
from ingest.profiles.evidence import WORST_WORDS, PageEvidence, facts_of_post
from ingest.punctuation import SPACED_DASHES

ENOUGH = 10  # points
FACTS_OF_POST = 3  # they outrank a title that other pages have
NO_SUBJECT = "no role is named"
NO_CONTENT = "nothing says what its holder does or has to bring"


def why_no_profile(roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> str | None:
    """What speaks against a page being one about a role; None if it is one.

    A code is enough. A title that guides, policies and minutes have speaks against the page unless it states facts that
    only posts have, or is that of a role: `Director of Policy`. All other pages need points for their evidence, of
    which more than one is for what they say: a title alone is not enough.
    """
    if any(draft.code for draft in drafts):
        return None
    title = drafts[0].name or drafts[0].title or ""
    beside = next((part for dash in SPACED_DASHES if (part := (drafts[0].title or "").partition(dash)[2])), "")
    is_of_other_page = any(map(grammars.words.roles.is_of_other_page, (title, beside)))  # `Baker - interview process`
    if is_of_other_page and not is_of_something(title, grammars) and len(facts_of_post(drafts)) < FACTS_OF_POST:
        return f"no code, a title as guides, policies and minutes have it: {title[:60]}"
    page = PageEvidence(roles, drafts, grammars)
    evidence = [*page.of_subject, *page.of_content, *page.of_form]
    has_content = any(one.points > 0 for one in page.of_content)
    if not has_content or sum(one.points for one in evidence) + WORST_WORDS < ENOUGH:
        evidence += page.of_words
    points = sum(one.points for one in evidence)
    says = [one for one in evidence if one.points > 0 and one not in page.of_form]
    if points >= ENOUGH and len(says) > 1:
        return None
    seen = ", ".join(f"{one.seen} {one.points:+}" for one in evidence) or "nothing speaks for one"
    if not any(one.points > 0 for one in page.of_subject):
        seen += f"; {NO_SUBJECT}"
    if not has_content:
        seen += f"; {NO_CONTENT}"
    return f"no code, {points} of {ENOUGH} points: {seen}"

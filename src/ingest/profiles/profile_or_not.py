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


def why_no_profile(roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> str | None:
    """What speaks against a page being one about a role; None if it is one.

    A code is enough, and so is a level in the title if no more speaks against the page than for it. A title that
    guides, policies and minutes have speaks against the page unless it states facts that only posts have, or is that of
    a role: `Director of Policy`. All other pages need points for their evidence.
    """
    if any(draft.code for draft in drafts):
        return None
    title = drafts[0].name or drafts[0].title or ""
    beside = next((part for dash in SPACED_DASHES if (part := (drafts[0].title or "").partition(dash)[2])), "")
    is_of_other_page = any(map(grammars.words.roles.is_of_other_page, (title, beside)))  # `Baker - interview process`
    if is_of_other_page and not is_of_something(title, grammars) and len(facts_of_post(drafts)) < FACTS_OF_POST:
        return f"no code, no level, a title as guides, policies and minutes have it: {title[:60]}"
    enough = 0 if any(map(_has_level_in_title, drafts)) else ENOUGH
    page = PageEvidence(roles, drafts, grammars)
    evidence = page.of_form
    if sum(one.points for one in evidence) + WORST_WORDS < enough:
        evidence += page.of_words
    points = sum(one.points for one in evidence)
    if points >= enough:
        return None
    seen = ", ".join(f"{one.seen} {one.points:+}" for one in evidence) or "nothing speaks for one"
    level = "a level" if enough < ENOUGH else "no level"
    return f"no code, {level} in the title, {points} of {enough} points: {seen}"


def _has_level_in_title(draft: Draft) -> bool:
    level = draft.level
    return level is not None and any(at in draft.spans.get("title", ()) for at in level.spans.get("label", ()))

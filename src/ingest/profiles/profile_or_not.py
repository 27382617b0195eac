"""Profile or not: whether the evidence of a page is enough for one about a role."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar import Grammars
from ingest.outline.outline import Role
from ingest.profiles.draft import Draft
from ingest.profiles.evidence import WORST_WORDS, PageEvidence, facts_of_post

ENOUGH = 10  # points
FACTS_OF_POST = 3  # they outrank a title that other pages have


def why_no_profile(roles: Sequence[Role], drafts: Sequence[Draft], grammars: Grammars) -> str | None:
    """What speaks against a page being one about a role; None if it is one.

    A code is enough, and so is a level in the title. A title that guides, policies and minutes have speaks against the
    page unless it states facts that only posts have. All other pages need points for their evidence.
    """
    if any(draft.code for draft in drafts):
        return None
    title = drafts[0].name or drafts[0].title or ""
    if grammars.words.roles.is_of_other_page(title) and len(facts_of_post(drafts)) < FACTS_OF_POST:
        return f"no code, no level, a title as guides, policies and minutes have it: {title[:60]}"
    if any(map(_has_level_in_title, drafts)):
        return None
    page = PageEvidence(roles, drafts, grammars)
    evidence = page.of_form
    if sum(one.points for one in evidence) + WORST_WORDS < ENOUGH:
        evidence += page.of_words
    points = sum(one.points for one in evidence)
    if points >= ENOUGH:
        return None
    seen = ", ".join(f"{one.seen} {one.points:+}" for one in evidence) or "nothing speaks for one"
    return f"no code, no level in the title, {points} of {ENOUGH} points: {seen}"


def _has_level_in_title(draft: Draft) -> bool:
    level = draft.level
    return level is not None and any(at in draft.spans.get("title", ()) for at in level.spans.get("label", ()))

"""The kinds of sections, all in one list: what a part of a page may be about.

Words of headings are in `grammars/words/`, records in `records.py`, and the reader of each kind is named in
`sections/reader_registry.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Kind = Literal[
    "description",
    "responsibilities",
    "requirements",
    "skills",
    "guidelines",
    "level",
    "facts",
    "pay",
    "relationships",
    "measures",
    "conditions",
    "benefits",
    "organisation",
    "hiring",
    "legal",
    "career",
    "aliases",
    "classification",
    "provenance",
    "furniture",
]
"""What a section is about."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""All of them, in this order."""

KINDS_OF_WORDS = (*KINDS, "focus")
"""What the words of a heading may mean: the kinds, and the focus, which is part of a description."""

MEANINGS: Mapping[str, str] = {
    "description": "what the role is: summary, purpose",
    "focus": "what the role specializes in",
    "responsibilities": "what the person does: duties, tasks",
    "requirements": "what a candidate brings: qualification, experience",
    "skills": "named skills, competencies, tools",
    "guidelines": "expectations by level, in a table or below levels",
    "level": "the level itself",
    "facts": "keys and values: place, team, grade",
    "pay": "salary, scale, allowance",
    "relationships": "whom the role reports to, works with, leads",
    "measures": "what success looks like",
    "conditions": "hours, travel, place, physical demands",
    "benefits": "what is offered",
    "organisation": "about the employer or the team",
    "hiring": "how to apply, dates, contact",
    "legal": "equal opportunity, privacy, disclaimers",
    "career": "next roles, promotion",
    "aliases": "other titles",
    "classification": "codes in outside schemes",
    "provenance": "sources, authors, versions",
    "furniture": "menus, buttons, footers: nothing about the role",
}
"""What each of `KINDS_OF_WORDS` means, for those who write words."""

"""Groups of kinds that several rules of the outline go by."""

from __future__ import annotations

from collections.abc import Mapping

DESCRIBING = frozenset((None, "description"))
OPEN = frozenset((None, "description", "organisation"))
"""Kinds of sections in which a list may be of another kind: a sentence above it, or a bullet of it, says of which."""
DEMANDS = frozenset(("requirements", "skills"))
"""What a person brings."""
DUTIES_AND_DEMANDS = frozenset(("responsibilities", "requirements"))
"""Kinds whose items begin with words that tell them apart."""
ITEMISED = DUTIES_AND_DEMANDS | DEMANDS
"""Duties, demands and skills: what a page says of a person in a role, item by item."""
NOT_OF_THE_ROLE = frozenset(("hiring", "legal", "pay", "benefits", "organisation"))
BEGINNINGS: Mapping[str, str] = {
    "responsibilities": "responsibilities", "requirements": "requirements", "skills": "requirements",
}  # fmt: skip
"""The kind whose words the items of a section begin with, by the section's kind."""

"""Key-value lines as facts: the canonical key, the label as written, the value."""

from __future__ import annotations

from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.rare import rare

_NOT_SNAKE = rare(r"[\W_]+")


class StatedFact(NamedTuple):
    """A pair: the canonical key, the label as written, the value; whether the words know the key."""

    key: str
    label: str
    value: str
    is_known: bool


def facts_of(text: str, grammars: Grammars) -> tuple[StatedFact, ...]:
    """The pairs that a line states; nothing where it is a sentence with a colon in it."""
    return tuple(stated_fact(phrase.label, phrase.value, grammars) for phrase in grammars.read_facts(text) or ())


def stated_fact(label: str, value: str, grammars: Grammars) -> StatedFact:
    """A pair with its canonical key, or else its label in snake case."""
    known = grammars.words.fact_key(label)
    if known is None and grammars.words.fact_key(_without_scheme(label)) == "grade":
        return StatedFact(snake_case(label), label, value, is_known=True)
    return StatedFact(known or snake_case(label), label, value, known is not None)


def _without_scheme(label: str) -> str:
    """A key without the letters of a scheme before it: `GS Grade Level`."""
    letters, _, rest = label.partition(" ")
    return rest if letters.isupper() and letters.isalpha() else ""


def snake_case(label: str) -> str:
    """A label as a key: `Job Announcement Number` is `job_announcement_number`."""
    return _NOT_SNAKE.sub("_", label.casefold()).strip("_")

"""Key–value lines: the canonical key, the label as written, the value."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.outline.role_names import is_role_name
from ingest.punctuation import COLON, COLONS, DASH, STOPS

_BEHIND_KEY = re.compile(rf"{COLON}| [{DASH}] ")
MOST_OF_LINE = 0.85  # characters of a line that is an amount; emoji and stops are left
AMOUNT_WIDTH = 80  # characters of a line that is an amount and little else
PROFICIENCIES = ("level", "proficiency", "proficiency level", "skill level")  # keys of how well a skill is mastered
_APOSTROPHES = ("'", "’")
_NOT_SNAKE = rare(r"[\W_]+")


class StatedFact(NamedTuple):
    """A pair: the canonical key, the label as written, the value; whether the words know the key."""

    key: str
    label: str
    value: str
    is_known: bool


def facts_of(text: str, grammars: Grammars) -> tuple[StatedFact, ...]:
    """The pairs that a line states; nothing where it is a sentence with a colon in it, or where the colon is that of a
    name for all genders: `Baker:in`."""
    found = grammars.read_facts(text) or ()
    stated = (
        stated_fact(phrase.label, phrase.value, grammars)
        for phrase in found
        if not text.startswith((f"{phrase.label}:in ", f"{phrase.label}:innen "))
    )
    return tuple(fact for fact in stated if not _says_duty(fact, grammars))


def _says_duty(fact: StatedFact, grammars: Grammars) -> bool:
    """Whether a key that may name a department has a duty for its value: `Function: Keep the gate and greet guests.`"""
    is_sentence = fact.key == "department" and fact.value.endswith(tuple(STOPS)) and " " in fact.value
    return is_sentence and grammars.words.opening_verbs.begins(fact.value, "responsibilities")


def stated_fact(label: str, value: str, grammars: Grammars) -> StatedFact:
    """A pair with its canonical key, or else its label in snake case."""
    known = grammars.words.fact_key(label)
    if known == "grade" and any(phrase.min is not None for phrase in grammars.read_pay(value)):
        known = "salary"  # `Salary scale: £21,176 – £27,625`
    if known is None and grammars.words.fact_key(_without_scheme(label)) == "grade":
        return StatedFact(snake_case(label), label, value, is_known=True)
    return StatedFact(known or snake_case(label), label, value, known is not None)


def _without_scheme(label: str) -> str:
    """A key without the letters of a scheme before it: `GS Grade Level`."""
    letters, _, rest = label.partition(" ")
    return rest if letters.isupper() and letters.isalpha() else ""


def snake_case(label: str) -> str:
    """A label as a key: `Job Announcement Number` is `job_announcement_number`, `Boat's name` is `boats_name`."""
    return _NOT_SNAKE.sub(lambda found: "" if found[0] in _APOSTROPHES else "_", label.casefold()).strip("_")


def cut_key(text: str) -> tuple[str, str, str]:
    """A text at its first colon or spaced dash: the key, what is between, the value."""
    cut = _BEHIND_KEY.search(text)
    return (text[: cut.start()], cut[0], text[cut.end() :]) if cut else (text, "", "")


def states_amount(text: str, grammars: Grammars) -> bool:
    """Whether a line is an amount of money and says nothing else but whose it is, `£60,154`, `$11.53 - $13.94 hourly`,
    `Baker II - Range 7: $16.30`, `Grade 3 £25,185`; or pay, behind which more may follow: `Salary $43,680`."""
    if len(text) > AMOUNT_WIDTH or not any(map(str.isdigit, text)):
        return False
    plain = grammars.plain(text)
    phrases = grammars.read_pay(plain)
    if len(phrases) != 1:
        return False
    before, _, behind = plain.partition(phrases[0].text)
    if grammars.words.fact_key(before) == "salary":
        return True
    of_role = before.rstrip().endswith(COLONS) and is_role_name(cut_key(before)[0], grammars)
    is_of_one = of_role or grammars.levels.read(before.strip(), where="fact") is not None
    said = phrases[0].text + behind if is_of_one else plain
    return len(phrases[0].text) >= MOST_OF_LINE * len(said)


def states_attribute(text: str, grammars: Grammars) -> bool:
    """Whether a line is a known attribute of a level with its value: `Scope: A region`."""
    key, _, value = cut_key(text)
    return bool(value) and grammars.attribute(key) is not None


def is_proficiency_key(text: str) -> bool:
    """Whether a key says how well a skill is mastered."""
    return text.strip("*_ ").casefold() in PROFICIENCIES


def states_proficiency(text: str) -> bool:
    """Whether a line says how well a skill is mastered, and nothing else: `Level: practitioner`."""
    key, colon, value = text.strip("*_ ").partition(":")
    return bool(colon) and is_proficiency_key(key) and 0 < len(value.split()) <= 3

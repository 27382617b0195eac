"""Evidence of how the texts of a page are written: about who holds the role, or as forms and résumés are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ingest.blocks import CodeBlock
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.punctuation import DASHES, QUESTIONS
from ingest.text.normalise import CENTURIES, is_year

LEAST_QUESTIONS = 2
# Of so many texts one is a question, a line of code or only a link: more are no page about a role.
A_QUESTION, A_CODE_LINE, A_LINK = 10, 10, 7
A_BOX = 5  # one of so many texts has a box to tick: more are a form or a checklist
A_DUTY = 4  # one of so many texts, or more, begins as duties do
ADDRESS_WORDS = 15
QUESTION_WORDS = 7  # of a question that what stands behind it answers
FIRST = 3  # texts in which a page says what its subject is
ARTICLE = 3  # letters of what may stand before a name: `The Baker`
BEFORE_NAME = 12  # characters: `As a Baker, you …`, `The Baker …`
LEAST_PERIODS = 3  # from one year to another; a résumé has one for each post
YEAR = 4  # digits of one
DIAGRAMS = ("mermaid", "plantuml", "dot")  # languages of fenced blocks that draw who reports to whom, and are no code


class Evidence(NamedTuple):
    """What was seen, and the points that it gives or takes."""

    seen: str
    points: int


def of_texts(texts: Sequence[str], headings: Sequence[str], grammars: Grammars) -> Iterator[Evidence]:
    """What questions, links, boxes to tick and periods say; a repeated text counts once."""
    once = list(dict.fromkeys(texts))
    asked = [text for text in once if any(mark in text and f"{mark} " in f"{text} " for mark in QUESTIONS)]
    questions = len(asked)
    if questions >= LEAST_QUESTIONS and questions * A_QUESTION > len(once):
        questions -= sum(grammars.words.cues.given_away_as("hiring", list(filter(_answers_itself, asked))))
    if questions >= LEAST_QUESTIONS and questions * A_QUESTION > len(once):
        yield Evidence("questions", -8)
    if sum(map(_is_link, texts)) * A_LINK > len(texts):
        yield Evidence("a list of links", -3)
    if sum(text.lstrip().startswith(("[ ]", "[x]")) for text in texts) * A_BOX > len(texts):
        yield Evidence("boxes to tick", -4)
    if sum(_states_period(text, grammars) for text in (*once, *headings)) >= LEAST_PERIODS:
        yield Evidence("periods as in a résumé", -8)


def _answers_itself(text: str) -> bool:
    """Whether a text begins with a short question and goes on: `Interested? Send us your application!`"""
    question, _, answer = text.replace(QUESTIONS[-1], QUESTIONS[0]).partition(QUESTIONS[0])
    return bool(answer.strip()) and len(question.split()) <= QUESTION_WORDS


def of_code(texts: int, sections: Sequence[Section]) -> Iterator[Evidence]:
    """Return the evidence of lines of code, relative to the number of texts."""
    blocks = (block for section in sections for block in section.blocks if isinstance(block, CodeBlock))
    code = (block.text for block in blocks if not block.text.lstrip("`~ ").startswith(DIAGRAMS))
    if sum(text.count("\n") + 1 for text in code) * A_CODE_LINE > texts:
        yield Evidence("code", -12)


def begin_as_duties(texts: Sequence[str], grammars: Grammars) -> bool:
    """Whether one of so many texts, or more, begins as duties do."""
    least = -(-max(len(texts), 1) // A_DUTY)
    duties = (text for text in texts if grammars.words.opening_verbs.begins(text, "responsibilities"))
    return len([*islice(duties, least)]) == least


def begins_with_name(texts: Sequence[str], name: str) -> bool:
    """Whether one of a page's first texts has its subject's name right at its beginning: `The Baker kneads …`."""
    name = name.casefold().partition(" (")[0].strip()
    first, _, rest = name.partition(" ")
    name = rest if rest and len(first) <= ARTICLE else name
    begins = [f" {text.strip('*_ ').casefold()} "[: BEFORE_NAME + len(name) + 1] for text in texts[:FIRST]]
    return bool(name) and any(f" {name}" in begin for begin in begins)


def is_address(text: str) -> bool:
    """Whether a text is little more than where somebody is reached: `ada@bells.example · 0123 456`."""
    words = text.split()
    return any("@" in word and "." in word for word in words) and len(words) <= ADDRESS_WORDS


def _is_link(text: str) -> bool:
    text = text.strip()
    return text.startswith("[") and text.rstrip(".,;:!").endswith(")") and text.count("](") == 1


def _states_period(text: str, grammars: Grammars) -> bool:
    """Whether a text says from which year to which: `2019 – 2021`, `05/2020 - present`."""
    if not any(map(text.__contains__, CENTURIES)):
        return False
    for dash in DASHES:
        text = text.replace(dash, " - ")
    words = text.casefold().replace("(", " ").replace(")", " ").split()
    dashes = [at for at, word in enumerate(words) if word == "-" and at and _is_year(words[at - 1])]
    ends = [word for at in dashes for word in words[at + 1 : at + 3]]
    return any(_is_year(word) or grammars.words.roles.is_now(word.strip(".,;*_|")) for word in ends)


def _is_year(word: str) -> bool:
    """Whether a word ends with a year: `05/2020`."""
    return is_year(word.strip(".,;*_|")[-YEAR:])

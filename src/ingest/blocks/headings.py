"""Which lines are headings. The grammar nominates; here a line's surroundings decide.

Order of claims: code, marked, underlined, bold, known vocabulary, level label (in responsibilities only), bare.
"""

from __future__ import annotations

import re

from ingest.bullet_marks import BULLETS
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.punctuation import BOLD, COLONS, DIVIDERS, ENDS, QUESTIONS, SENTENCE_INSIDE
from ingest.text.normalise import fits, width, without_anchors, without_trailing_links

BARE_WIDTH = 60  # columns a bare heading may take,
BARE_WIDTH_OVER_LIST = 80  # more where a list or a table is right below it,
INTRO_WIDTH = 40  # and less right under another heading: a longer line there is that heading's intro
DEEPEST_TEXT = 4  # columns from a bullet's mark to its text
INDENTED = 4  # a line this far to the right belongs to what is above it
BOLD_WIDTH = 80
LABEL_WIDTH = 48
WORDS_OF_A_NAME = 3
LEAST_SHOUTED = 8  # letters of a line in capitals that is no abbreviation

_ENDS_SENTENCE = tuple(end for end in ENDS if end not in (*COLONS, *QUESTIONS))
_SENTENCE_INSIDE = re.compile(SENTENCE_INSIDE)
_GOES_ON = re.compile(r"\s(?:a|an|the|our|your|my|their|and|or|of|with)$")  # nothing ends with these words
ANCHORS = (" #", " ¶", " §", "¶")  # signs of links to a heading itself, which tools leave behind it
_ATTRIBUTES = rare(r"\s*\{[#.][^{}]*\}$")
BETWEEN = rare(rf"\s(?:\s*[{DIVIDERS}]\s+|\s+)")  # what is between things on one line
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?$")


def heading_text(text: str, grammars: Grammars) -> str:
    """Links as their texts, anchors (`Baker ¶`) and attributes (`{#skills .wide}`) dropped; behind a level a link is no
    part of the title: `Baker — P4 [Edit](…)`."""
    if text.endswith("}"):
        text = _ATTRIBUTES.sub("", text)
    elif text.endswith(ANCHORS):
        text = text[:-1].rstrip()
    if "](" not in text:
        return text.strip()
    beside = without_trailing_links(text).strip("*_` ")
    return beside if grammars.title(beside) else without_anchors(text)


def states_code(text: str, grammars: Grammars) -> bool:
    """Whether one of the things on a line is a profile's code."""
    return "." in text and any(grammars.code(part) for part in BETWEEN.split(text))


def underline_fits(text: str, underline: str) -> bool:
    """Whether dashes under a text are about as long as it; else they are a rule."""
    return abs(width(text) - len(underline)) <= max(2, width(text) // 5)


def ends_sentence(above: str, heading: str) -> bool:
    """Return whether a heading glued to a letter is a heading, and not the end of a name as in `LifeSkills`.

    It is if it has more than one word, or if the text before it is the rest of a sentence, or as long as one.
    """
    bare = above.lstrip(f"{BULLETS}1234567890.) \t")
    return " " in heading or bare[:1].islower() or (bare == above and len(bare.split()) > WORDS_OF_A_NAME)


def _is_amount(text: str) -> bool:
    """Whether a line is numbers and hardly a word: `$48,796 to $71,326`, `03-30-18`, but not `Level 3` or `L10`."""
    return 2 * sum(map(str.isalpha, text)) < sum(map(str.isdecimal, text))


def is_bold_heading(text: str, grammars: Grammars) -> bool:
    """Return whether a line in bold is a heading, given the text inside its marks.

    A code, a text with other bold parts, a long one that the words do not know, and a sentence are not headings.
    """
    if "**" in text or "__" in text or text.rstrip("*_").endswith(_ENDS_SENTENCE) or grammars.code(text):
        return False
    return fits(text, BOLD_WIDTH) or grammars.heading(text) is not None


def is_bare(text: str, *, before_list: bool, under_heading: bool) -> bool:
    """Return whether a nominated line reads as a heading, given the lines directly above and below it."""
    if (
        text[:1].islower()
        or text.startswith((*BOLD, ">", "#"))
        or _GOES_ON.search(text)
        or _SENTENCE_INSIDE.search(text)
        or _NUMBER.match(text)
        or _is_amount(text)
    ):
        return False
    if under_heading:
        return fits(text, INTRO_WIDTH)
    return fits(text, BARE_WIDTH_OVER_LIST if before_list else BARE_WIDTH)


def heads_list(text: str, grammars: Grammars) -> bool:
    """Whether a line over a list is the words of a heading with a colon: `Benefits:`."""
    meaning = grammars.words.heading(text) if text.endswith(COLONS) else None
    return meaning is not None and meaning.kind not in ("furniture", "level")

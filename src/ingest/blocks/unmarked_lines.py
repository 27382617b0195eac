"""What a line without marks is: decided by the blocks above it, the line below it, and the habits of its page."""

from __future__ import annotations

import re
from typing import Literal

from ingest.blocks import headings
from ingest.blocks.block_tokens import Token
from ingest.blocks.lists import Bullet, is_mark
from ingest.blocks.model import Block, BulletList, Heading, Paragraph
from ingest.blocks.page_conventions import Habits
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.punctuation import COLONS, QUESTIONS, SENTENCE_ENDS
from ingest.text import breaks_anywhere
from ingest.text.normalise import fits, unescape
from ingest.text.sentences import begins_low, ends_open, is_continuation, is_unfinished

Kind = Literal["rest", "opener", "paragraph", "furniture", "known", "label", "bare"]
ITEMS = ("responsibilities", "requirements", "skills")  # sections whose lines may be items without marks
HEADINGS = ("marked", "underlined")  # tokens that are headings wherever they stand
HEADED = (*ITEMS, "benefits", "conditions", "hiring", "pay")  # kinds whose lines may be indented below their heading
VALUED = frozenset(("conditions", "pay", "hiring", "organisation"))  # kinds whose headings may be over one value
APART = frozenset((*HEADED, "organisation", "legal"))  # kinds whose headings lose their marks on pages with others
ADDRESSES = ("http://", "https://", "www.")  # what addresses of the web begin with
LONGEST = 20_000  # characters; a text that goes on from line to line is not longer
# `[name]: https://…`: where a link leads that stands elsewhere
_REFERENCE = rare(r"\[[^\[\]^][^\[\]]*\]:\s+<?(?:\w+:|[/#.])\S*(?:\s+[\"'(].*)?$")
_CODE_SPAN = re.compile(r"`[^`]+`$")


class Surroundings:
    """The surroundings of the line that is being read. `page` holds the physical lines, `blocks` those above it."""

    def __init__(self, grammars: Grammars, page: list[str], blocks: list[Block], habits: Habits) -> None:
        self.grammars = grammars
        self.page = page
        self.blocks = blocks
        self.section: str | None = None  # that the last heading opened
        self.bare_headings = True  # whether a heading of this page may have no marks
        self.habits = habits
        self.dimensions: frozenset[int] = frozenset()  # lines that are headings because levels begin anew below them

    def kind_of(self, text: str, token: Token, following: Token | None) -> Kind:
        """The rest of the sentence above it, a heading that opens an indented list, a heading (of the vocabulary, a
        level's label, or bare), page furniture, or a paragraph."""
        if token.start in self.dimensions:
            return "known"
        if self._continues_paragraph(text, token):
            return "rest"
        if self._opens_indented(text, token, following):
            return "opener"
        if not self.grammars.plain(text) or _REFERENCE.match(text) or self.grammars.page.leftover.fullmatch(text):
            return "furniture"
        if self._is_term(token, following) or self._is_definition(token) or self.grammars.code(text):
            return "paragraph"
        if self.grammars.is_furniture(unescape(text)):
            return "furniture"
        if self.habits.questions is not None and token.start >= self.habits.questions:
            return "paragraph"
        broken_off = self._is_broken_off(following)
        is_part = isinstance(self._above, Heading) and (
            broken_off or (token.is_pair and _is_level(self._above)) or self._is_label(text, self._above)
        )
        if not is_part and self.grammars.opens_section(text):
            return "paragraph" if token.is_pair and self._is_fact_of_level(text, following) else "known"
        if self._leads_in(text, token, following) or self._is_apart(text, token, following):
            return "known"
        if self._is_in_style(text, token, following):
            return "bare"
        in_duties = self.section == "responsibilities" and fits(text, headings.LABEL_WIDTH) and not broken_off
        if in_duties and self.grammars.label(text) is not None:
            return "label"
        return "bare" if self._is_bare(text, token, following) else "paragraph"

    def _is_fact_of_level(self, text: str, following: Token | None) -> bool:
        """Whether `Level: P4` is a key with its value, and no heading of a level's block: no attribute is below it."""
        _, _, value = text.partition(":")
        if self.grammars.levels.read(value.strip(), where="fact") is None:
            return False
        if following is None or following.kind in HEADINGS:
            return True
        label = following.text.strip().partition(":")[0]
        is_key = following.is_pair and self.grammars.attribute(label) is None
        return is_key or (following.is_text and self.grammars.opens_section(following.text.strip()))

    def goes_on(self, last: Bullet, token: Token, following: Token | None) -> bool:
        """A line right below a bullet belongs to it if it is indented under the bullet's text, or begins in lower
        case or with a number where the bullet has not come to an end."""
        if not last.text or len(last.text) > LONGEST or token.start in self.dimensions:
            return False
        if is_mark(last.text):
            return not token.gap
        if token.indent > last.indent + 1:
            is_apart = token.indent > last.indent + headings.DEEPEST_TEXT and following is not None and following.gap
            over_list = is_apart and following is not None and following.kind == "list"
            return not token.gap and not (over_list and headings.heads_list(token.text.strip(), self.grammars))
        if not is_unfinished(last.text):
            return False
        if self.page[last.end - 1].endswith("  ") and not self.page[token.end - 1].endswith("  "):
            return not token.gap  # a line break as Markdown writes it; where all lines end so, it means nothing
        if token.gap:
            return begins_low(token.text.strip())
        return (
            is_continuation(token.text.strip()) or self._is_broken_off(following) or _is_code_inside(token, following)
        )

    def _continues_paragraph(self, text: str, token: Token) -> bool:
        """A line in lower case, or of a script without cases, under a line of prose that has not come to an end."""
        above = self._above
        if token.gap or not isinstance(above, Paragraph) or above.end != token.start - 1 or above.mark:
            return False
        if not is_unfinished(above.text) or token.indent > above.indent or len(above.text) > LONGEST:
            return False
        if not (self.habits.spaced or breaks_anywhere(above.text, text) or is_continuation(text)):
            return False
        if self._is_key(above) or self._is_below_title(text, above) or self._is_next_pair(text, above):
            return False
        if len(self.blocks) > 1 and self._is_key(self.blocks[-2]):
            return is_continuation(text)  # the value of a key, cut in two
        if breaks_anywhere(above.text, text):
            known = self.grammars.words.heading(text) or self.grammars.words.fact_key(text.partition(":")[0])
            return known is None and not fits(above.text, headings.BARE_WIDTH)
        if begins_low(text):  # `Decision` over `rights` is a key
            return " " in above.text or self.grammars.attribute(f"{above.text} {text}") is not None
        return self.habits.spaced and self._is_rest(text, above)

    def _is_rest(self, text: str, above: Paragraph) -> bool:
        """Whether a sentence goes on from a wide line without an end, where blank lines part the paragraphs."""
        if ends_open(above.text) and not above.text.startswith("[") and not self._begins_other(text):
            return True
        if self.section == "skills" and text.startswith("(") and text.endswith(")"):
            return True  # an aside of a long name, `(ISO 9001)`; elsewhere it may be a value of its own
        if text.lstrip("*_`\"“'(")[:1].isupper():
            return False  # an item of a list without marks begins so
        wide = not fits(self.page[above.end - 1].strip(), headings.BARE_WIDTH)
        says = text.endswith(SENTENCE_ENDS) or not fits(text, headings.BARE_WIDTH)
        return wide and says and self.grammars.title(above.text) is None and self.grammars.code(text) is None

    def _begins_other(self, text: str) -> bool:
        """Return whether a line is independent of the line above it: a heading, a key with its value, a code."""
        is_key = self.grammars.is_pair(text) or self.grammars.title(text) is not None
        return is_key or self.grammars.code(text) is not None or self.grammars.opens_section(text)

    def _is_below_title(self, text: str, above: Paragraph) -> bool:
        """Whether the line above is a title that has come to its end: a page's first line with a level at its end, or
        one with its code below it. A code of a level that no title has is a file at the end of a sentence: `notes.V2`.
        """
        title, code = self.grammars.title(above.text), self.grammars.code(text)
        opens = len(self.blocks) == 1
        if title is not None and (opens or (code is not None and code.level == title.level)):
            return code is not None or above.text.endswith(title.level.code)
        return opens and code is not None and self.grammars.title(f"{above.text} {code.level.code}") is not None

    def _is_next_pair(self, text: str, above: Paragraph) -> bool:
        """Whether a line is a key with its value below another one: a known key, `pay: 9` over `hours: 40`, or both in
        one word of small letters, as front matter has them: `title: Baker` over `image: loaf.png`."""
        if not self.grammars.is_pair(text) or not self.grammars.is_pair(above.text):
            return False
        key, over = text.partition(":")[0], above.text.partition(":")[0]
        are_small = key.islower() and over.islower() and " " not in key + over
        return are_small or self.grammars.words.fact_key(key) is not None

    def _is_key(self, block: Block) -> bool:
        """Whether a block is a key of the level block, alone on its line."""
        return isinstance(block, Heading | Paragraph) and self.grammars.attribute(block.text) is not None

    @property
    def _above(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    def _is_bare(self, text: str, token: Token, following: Token | None) -> bool:
        above = self._above
        if not token.may_be_heading or not self.bare_headings or token.indent >= headings.INDENTED:
            return False
        if self._is_broken_off(following) or (self.section == "level" and token.is_pair):
            return False
        if isinstance(above, Heading) and self._is_value(text, above, following):
            return False
        if self.section == "responsibilities" and isinstance(above, Heading) and self.grammars.label(above.text):
            return False  # a level's title, below its code
        if token.is_pair and self._is_among_facts(token, following):
            return False
        if headings.states_code(text, self.grammars):
            return False
        if self._is_level_over_heading(text, following):
            return True
        over_list = following is not None and following.kind in ("list", "table")
        if self.habits.shouts and self._is_shouted(text, following):
            return headings.is_bare(text, before_list=over_list, under_heading=False)
        if not over_list and self.habits.spaced and self._is_in_run(token):
            return False
        if not over_list and (self._begins_lines(text, following) or not self._is_as_others(text, token, following)):
            return False
        if isinstance(above, Paragraph) and not over_list and (above.text == text or self.grammars.code(above.text)):
            return False  # right below the code, or said twice: a short description
        return headings.is_bare(
            text,
            before_list=over_list,
            under_heading=isinstance(above, Heading),
        )

    def _is_value(self, text: str, heading: Heading, following: Token | None) -> bool:
        """Whether a line is all that a heading such as `Location` has below it: the next one is a heading, too."""
        words = self.grammars.words
        if following is None or not following.is_text or words.heading(text) is not None:
            return False
        meaning, below = words.heading(heading.text), following.text.strip()
        if meaning is None or meaning.kind not in VALUED:
            return False
        return words.heading(below) is not None or words.fact_key(below) is not None

    def _is_shouted(self, text: str, following: Token | None) -> bool:
        """Whether a line in capitals is among lines that are not, on a page some of whose headings are in capitals."""
        if not text.isupper() or " " not in text or text.endswith(SENTENCE_ENDS):
            return False
        if sum(map(str.isalpha, text)) < headings.LEAST_SHOUTED or following is None or not following.is_text:
            return False
        above = self._above
        is_alone = not (isinstance(above, Paragraph) and above.text.isupper())
        return is_alone and not following.text.isupper()

    def _is_level_over_heading(self, text: str, following: Token | None) -> bool:
        """Return whether a line is only a level's label, directly above the heading of a section: `GRADE 1`
        over `TYPICAL FUNCTIONS`.
        """
        if following is None or not following.is_text or following.gap or not text[-1:].isdecimal():
            return False
        if not fits(text, headings.LABEL_WIDTH) or self.grammars.words.heading(following.text.strip()) is None:
            return False
        read = self.grammars.levels.read(text, where="heading")
        return read is not None and read.label == text

    def _leads_in(self, text: str, token: Token, following: Token | None) -> bool:
        """Return whether a line introduces lines without marks: the words of a heading with a colon, or an
        announcement.

        Examples: `Education:`, `We are looking for people who have:`.
        """
        if not text.endswith(COLONS) or not self.bare_headings or self.section == "level":
            return False
        if following is None or not following.is_text or token.indent >= headings.INDENTED:
            return False
        if not fits(text, headings.BARE_WIDTH_OVER_LIST) or token.is_pair:
            return False
        meaning = self.grammars.words.heading(text)
        if meaning is None:
            return self.grammars.words.cues.announced_by(text) is not None
        return meaning.kind not in ("furniture", "level", "focus")

    def _is_label(self, text: str, above: Heading) -> bool:
        """Return whether a line that could head a description is only a line directly below the heading of a list.

        Example: `## Aufgaben` over `Deine Rolle`.
        """
        meaning, said = self.grammars.words.heading(above.text), self.grammars.words.heading(text)
        return meaning is not None and said is not None and meaning.kind in ITEMS and said.kind == "description"

    def _is_apart(self, text: str, token: Token, following: Token | None) -> bool:
        """Return whether a line of known words is a heading between blank lines, above a text, on a page that marks its
        other headings.

        Examples: `Wer wir sind`, `Interested?`. A single word is not enough.
        """
        if self.bare_headings or not token.gap or following is None or not (following.is_text and following.gap):
            return False
        is_alone = " " not in text and not text.endswith(QUESTIONS) and text.isascii()
        meaning = None if is_alone else self.grammars.words.heading(text)
        return meaning is not None and meaning.kind in APART and meaning.slot is None

    def _is_in_style(self, text: str, token: Token, following: Token | None) -> bool:
        """Whether a line is written as the known headings of its page are: apart from others in capitals with a colon,
        or as a name with one."""
        if not (self.habits.colons and self.bare_headings and text.endswith(COLONS)):
            return False
        if following is None or not following.is_text or not fits(text, headings.BARE_WIDTH):
            return False
        if self.habits.capitals and text.isupper() and token.gap:
            return True
        is_below_text = isinstance(self._above, Paragraph | BulletList) and (token.gap or not self.habits.apart)
        is_name = len(text.split()) <= headings.WORDS_OF_A_NAME and text[:1].isupper()
        if not (is_below_text and is_name) or begins_low(following.text.strip()):
            return False
        return not ends_open(text.rstrip("".join(COLONS)))  # `Knowledge of:`

    def _is_in_run(self, token: Token) -> bool:
        """Whether a line is right below another one that is no heading, one of several items without marks, and has
        none of a heading's words."""
        above = self._above
        if token.gap or not isinstance(above, Paragraph) or above.end != token.start - 1:
            return False
        return self.grammars.words.heading(token.text.strip()) is None

    def _is_as_others(self, text: str, token: Token, following: Token | None) -> bool:
        """Whether a line is written as the page writes its headings. The names of roles and levels right above one are
        written as they are."""
        if not self.blocks or self.habits.allow(text, gap=token.gap):
            return True
        above = self._above
        is_among_lines = isinstance(above, Paragraph) and not token.gap
        if is_among_lines or (self.habits.apart and not token.gap):
            return False
        if following is None:
            return True  # what may be a heading has something below it: here the heading of the next part
        is_right_above = following.is_text and not following.gap
        return is_right_above and self.grammars.words.heading(following.text.strip()) is not None

    def _begins_lines(self, text: str, following: Token | None) -> bool:
        """Whether a line is the first of several below the heading of a list, none of them apart from the next, on a
        page that sets its headings apart: they are items without marks. `Essential` over such items is no item."""
        above = self._above
        if following is None or not (following.is_text and following.may_be_heading) or following.gap:
            return False
        if self.grammars.words.heading(text) is not None:
            return False
        if not self.habits.apart or not isinstance(above, Heading):
            return False
        return (above.section or self.grammars.words.cues.announced_by(above.text)) in ITEMS

    def _is_among_facts(self, token: Token, following: Token | None) -> bool:
        """Whether the line right above or right below is a key with its value as well: `Family: Bread`."""
        above = self._above
        if isinstance(above, Paragraph) and above.end == token.start - 1 and self.grammars.is_pair(above.text):
            return True
        return following is not None and following.is_pair and not following.gap

    def _is_broken_off(self, following: Token | None) -> bool:
        """Whether the line right below begins in lower case: the two are one sentence, broken at some inline mark."""
        if following is None or not following.is_text or following.gap:
            return False
        below = following.text.strip()
        return begins_low(below) and not _is_address(below) and not self.grammars.is_furniture(below)

    def _opens_indented(self, text: str, token: Token, following: Token | None) -> bool:
        """A heading of the vocabulary at the margin, below a blank line: what is indented below it is its list."""
        if following is None or not following.is_text or following.indent < token.indent + 2:
            return False
        if not token.gap or token.indent:
            return False
        if self.grammars.opens_section(text):
            return not following.gap or text.endswith(COLONS) or text.isupper()
        meaning = self.grammars.words.heading(text) if text.endswith(COLONS) else None
        return meaning is not None and meaning.kind in HEADED

    @staticmethod
    def _is_term(token: Token, following: Token | None) -> bool:
        """A line over a definition, marked by a colon or by deeper indentation, is its term and no heading."""
        if following is None or following.gap:
            return False
        if following.kind == "definition":
            return True
        return following.is_text and following.indent >= token.indent + 2

    def _is_definition(self, token: Token) -> bool:
        """A line indented under the line above it says more about it."""
        above = self._above
        return isinstance(above, Paragraph) and above.end == token.start - 1 and token.indent >= above.indent + 2


def _is_address(text: str) -> bool:
    """Return whether a line is a single web or mail address: nothing continues it."""
    return " " not in text and ("@" in text or text.startswith(ADDRESSES))


def _is_level(heading: Heading) -> bool:
    """Return whether a heading is only `Level`: its code may be below it, behind a key."""
    return heading.section == "level" and not heading.arguments


def _is_code_inside(token: Token, following: Token | None) -> bool:
    """Whether a line is a code span and no more, over one that begins in lower case: both are of one sentence."""
    if following is None or not following.is_text or _CODE_SPAN.match(token.text.strip()) is None:
        return False
    return begins_low(following.text.strip())

"""Paragraphs that give themselves away: by a heading's words and a colon, as an amount, or by the phrases in them."""

from __future__ import annotations

from typing import NamedTuple, cast

from ingest.blocks import Paragraph
from ingest.grammar import Grammars
from ingest.grammar.words import Need
from ingest.outline.key_values import facts_of, states_amount
from ingest.outline.meanings import known_words
from ingest.outline.model import Section
from ingest.punctuation import BETWEEN_SENTENCES, COLONS, STOPS
from ingest.rare import rare
from ingest.records import Kind, KindBasis

SENTENCE = rare(BETWEEN_SENTENCES)
PROSE_WORDS = 5  # behind `Qualifications:`, from which on they are demands and no value
LABEL_WIDTH = 48  # characters of a heading's words before a colon
SHOUTED_WORDS, LEAST_SHOUTED = 8, 4  # of one in capitals that no words know: more are a sentence, fewer letters a name
LEAST_OF_LEGAL = 3  # words behind one of legal matters; fewer are a value: `EEO: 4`
RUN_IN = frozenset((
    "responsibilities", "requirements", "skills", "pay", "benefits", "conditions", "hiring", "legal", "relationships",
    "organisation", "career", "aliases",
))  # fmt: skip
# Sections among whose paragraphs one of another kind may be.
HOSTS = frozenset((
    None, "description", "responsibilities", "requirements", "skills", "benefits", "conditions", "organisation",
    "facts", "hiring", "legal",
))  # fmt: skip
LISTED = frozenset(("responsibilities", "requirements", "skills"))  # sections whose items may be about anything,
OF_THE_END = frozenset(("legal", "hiring"))  # except what is at the end of most pages
DESCRIBING = frozenset((None, "description"))
# Sections of which no `Summary: …` is a part.
UNDESCRIBED = frozenset(("conditions", "hiring", "legal", "benefits", "pay", "facts", "relationships"))
OF_THE_ROLE = DESCRIBING | LISTED
NOT_OF_THE_ROLE = frozenset(("hiring", "legal", "pay", "benefits", "organisation"))
OPEN = (None, "description", "organisation")  # kinds of sections whose lists are of another kind if a sentence says so
# Keys of facts that no duty or demand begins with, however it is written.
NO_ITEMS = frozenset((
    "salary", "job_number", "posted", "opens", "closes", "vacancies", "contact", "employer", "reports_to", "flsa",
    "union",
))  # fmt: skip
# And those that none begins with on a plain line; in bold they may head a list of keys.
NO_PLAIN_ITEMS = NO_ITEMS | {
    "hours", "location", "employment_type", "allowance", "benefits", "start", "duration", "trial_period",
}  # fmt: skip
OPENING_KEYS = frozenset("【［〔")  # brackets of keys: `【給与】月給`
FACT_WIDTH = 120  # characters of a fact among items


class Told(NamedTuple):
    """What a single paragraph or list is about, and how that is known; no kind where it is about too many things."""

    kind: Kind | None
    basis: KindBasis | None
    need: Need | None = None


def kind_of_paragraph(block: Paragraph, section: Section, language: str | None, grammars: Grammars) -> Told | None:
    """The kind of a paragraph that begins with a heading's words and a colon, or whose phrases give it away; none for
    one of a description that begins with other words in capitals, is a remark, or a key alone: `EVALUATION: …`,
    `Note: …`, `Position number:`."""
    told = _told(block, section, language, grammars)
    if told is None and section.kind in DESCRIBING:
        is_key = block.text.endswith(COLONS) and grammars.words.fact_key(block.text) is not None
        return Told(None, None) if is_key or _is_apart(block.text, grammars) else None
    is_of_ladder = section.kind == "level" and section.level is not None
    if told is None and is_of_ladder and grammars.is_remark(block.text.partition(":")[0]):
        return Told(None, None)
    return told


def _told(block: Paragraph, section: Section, language: str | None, grammars: Grammars) -> Told | None:
    plain = grammars.plain(block.text)
    label, colon, said = plain.partition(":")
    key = grammars.words.fact_key(label)
    is_long = section.kind in LISTED and len(plain) > FACT_WIDTH  # `Compensation: This is a salaried position, and …`
    is_key = key not in (None, "experience") and not is_long
    is_key = is_key and not (key == "education" and len(said.split()) >= PROSE_WORDS)
    is_dimension = label.casefold() in section.dimensions  # of a level, which its reader takes
    may_begin = (section.level is not None and not is_dimension) or (section.kind in HOSTS and section.kind != "skills")
    if (
        may_begin
        and colon
        and said.strip()
        and len(label) <= LABEL_WIDTH
        and not (is_key or states_amount(said, grammars))
    ):
        meaning = known_words(label, language, grammars)
        is_run_in = meaning is not None and (
            (meaning.kind in RUN_IN and not (meaning.kind == "legal" and len(said.split()) < LEAST_OF_LEGAL))
            or (meaning.kind == "description" and (label.isupper() or section.kind in UNDESCRIBED))
        )
        if meaning is not None and is_run_in and meaning.kind != section.kind:
            return Told(cast(Kind, meaning.kind), "stated", meaning.need)
        if meaning is not None and meaning.kind == "description" and section.kind in DESCRIBING:
            return None  # it says so, whatever else it speaks of
    if section.kind in LISTED and (is_key or plain[:1] in OPENING_KEYS) and _is_fact_among_items(block, grammars):
        return Told("facts", "form")
    if section.kind in OPEN and states_amount(block.text, grammars):
        return Told("pay", "inferred")
    if section.kind in HOSTS and not (is_key and facts_of(block.text, grammars)):
        kind, kinds, first, phrases = grammars.words.cues.given_away_by(plain, SENTENCE.split)
        if kind is None and section.kind in OF_THE_ROLE and not kinds.isdisjoint(NOT_OF_THE_ROLE):
            return None if kinds & {"description", section.kind} else Told(None, None)
        if kind is not None and section.kind in DESCRIBING and not _may_leave(plain, kind, kinds, first, grammars):
            return None
        if kind == "conditions" and not _is_of_conditions(plain, section, kinds, phrases):
            return None
        if kind == "legal" and section.kind in LISTED and section.blocks == (block,) and section.basis == "stated":
            return None  # all that the heading has: `Special requirements` over what will be checked
        if kind == "requirements" and section.kind == "conditions" and section.basis == "stated":
            return None  # conditions that name a licence are conditions
        if kind not in (None, "description", section.kind) and (section.kind not in LISTED or kind in OF_THE_END):
            return Told(cast(Kind, kind), "inferred")
    return None


def _is_apart(text: str, grammars: Grammars) -> bool:
    """Whether a text is a remark, `Note: …`, or begins with a heading in capitals that no words know, and states no
    pair."""
    label, colon, said = text.partition(":")
    if not colon or not said.strip() or len(label.split()) > SHOUTED_WORDS:
        return False
    if grammars.is_remark(label):
        return True
    if not label.isupper() or sum(map(str.isalpha, label)) < LEAST_SHOUTED or facts_of(text, grammars):
        return False
    return grammars.words.heading(label) is None


def _is_fact_among_items(block: Paragraph, grammars: Grammars) -> bool:
    """Whether a line among duties or demands is a fact of the role: `Pay range: $91,224 to $145,958`."""
    facts = facts_of(block.text, grammars) if len(block.text) <= FACT_WIDTH else ()
    keys = NO_ITEMS if block.text.startswith(("**", "__")) else NO_PLAIN_ITEMS
    return bool(facts) and all(fact.key in keys for fact in facts)


def _is_of_conditions(text: str, section: Section, kinds: frozenset[str], phrases: int) -> bool:
    """Whether a paragraph with phrases of conditions is about them: `This full-time position teaches …` describes the
    role as well, and a title may name its hours."""
    if not text.endswith((*STOPS, *COLONS)):
        return False
    return section.kind != "description" or (kinds == {"conditions"} and phrases > 1)


def _may_leave(text: str, kind: str, kinds: frozenset[str], first: frozenset[str], grammars: Grammars) -> bool:
    """Whether a paragraph in a description may be something else that is about the role as well: one that does not
    begin so only describes the role, as `We seek a baker. You must have …` does."""
    if kind in NOT_OF_THE_ROLE:
        return True
    return "description" not in kinds and (kind in first or (kind in LISTED and grammars.words.cues.begins(text, kind)))

"""Sentences that announce the list below them: `In this role, you will:`, `Duties include, but are not limited to:`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple, cast

from ingest.blocks import Block, BulletList, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Need
from ingest.outline.heading_meanings import known_words
from ingest.outline.kind_groups import DUTIES_AND_DEMANDS, ITEMISED, OPEN
from ingest.outline.kinds_by_words import (
    LABEL_WIDTH,
    RUN_IN,
    Told,
    kind_of_list,
    kind_of_paragraph,
    kinds_of_runs,
    split_items,
)
from ingest.outline.model import Section
from ingest.punctuation import COLONS
from ingest.records import Basis, KindBasis
from ingest.section_kinds import Kind
from ingest.text.normalise import fits, without_links
from ingest.text.sentences import has_ended, is_one_sentence, split_sentences

LEAD_WORDS = 4  # at the end of a sentence below duties, that have to announce demands
FIRST_WORDS = 2  # or at its beginning
LEAD_WIDTH = 80  # columns of a line that may be a heading whose marks are gone
HEADING_WIDTH = 120  # characters of a sentence that is only a heading
MOST_OF_NAME = 3  # words of a heading that nobody knows
BEGUN_ITEMS = 3  # bullets of a description that have to begin as duties do
LEADING = frozenset(("responsibilities", "requirements", "benefits", "hiring", "conditions", "pay"))
MARKED = frozenset(("marked", "underlined", "bold"))  # how headings stand on pages that mark them
UNENDED = frozenset((None, "description", "hiring", "legal", "facts"))  # sections that go on below how to apply
# Kinds of lists that no duty or demand is in, and that a sentence may announce though it is no heading.
OF_OFFERS = frozenset(("benefits", "hiring"))


class Lead(NamedTuple):
    """What a sentence announces, whether its words are those of a heading, and how the kind is known."""

    kind: Kind
    need: Need | None
    is_heading: bool
    basis: KindBasis = "stated"


def lead_of(text: str, language: str | None, grammars: Grammars) -> Lead | None:
    """The kind that a paragraph's last sentence announces."""
    plain = without_links(text).strip(" *_")
    if not plain.endswith(COLONS):
        return _bare_lead(plain, language, grammars)
    last = split_sentences(plain)[-1]
    meaning = known_words(last, language, grammars)
    if meaning is not None and meaning.kind not in ("level", "focus", "furniture"):
        return Lead(cast(Kind, meaning.kind), meaning.need, last == plain and len(plain) <= HEADING_WIDTH)
    kind = grammars.words.cues.announced_by(last)
    return Lead(cast(Kind, kind), grammars.words.need(last), False) if kind else None


def _bare_lead(text: str, language: str | None, grammars: Grammars) -> Lead | None:
    """What a line right above a list announces with the words of a heading and no others: `What we look for`."""
    if len(text) > LABEL_WIDTH or text[:1].islower() or has_ended(text):
        return None
    meaning = known_words(text, language, grammars)
    if meaning is None or meaning.slot is not None or meaning.arguments or meaning.kind not in RUN_IN:
        return None
    return Lead(cast(Kind, meaning.kind), meaning.need, True)


def led_in(section: Section, language: str | None, grammars: Grammars) -> Kind | None:
    """The kind of the first list of a section that a sentence announces."""
    for block, below in pairwise(section.blocks):
        if isinstance(block, Paragraph) and isinstance(below, BulletList):
            lead = lead_of(block.text, language, grammars)
            if lead is not None:
                return lead.kind
    return None


def _kind_of_announced(blocks: Sequence[Block], section: Section, grammars: Grammars) -> Told | None:
    """The kind of a list below a sentence with a colon: by its own words in a section without a kind, else by the
    phrases of the sentence, below legal matters too: `Our benefits package includes the following:`."""
    lead, *lists = [block for block in blocks if isinstance(block, Paragraph | BulletList)]
    if not isinstance(lead, Paragraph) or len(lists) != 1 or not (_is_open(section) or section.kind == "legal"):
        return None
    told = kind_of_list(cast(BulletList, lists[0]), grammars) if _is_open(section) else None
    if told is not None:
        return told
    kind = grammars.words.cues.given_away_by(grammars.plain(lead.text), split_sentences).kind
    return Told(cast(Kind, kind), "inferred") if kind in OF_OFFERS and kind != section.kind else None


def _is_open(section: Section) -> bool:
    return section.kind is None


def _is_list_of_role(section: Section, block: BulletList, grammars: Grammars) -> bool:
    """Whether bullets below a heading such as `Job description` describe nothing: there is nothing else below it, or
    they begin as duties do."""
    if section.kind != "description":
        return False
    if all(isinstance(other, BulletList) for other in section.blocks):
        return True
    told = kind_of_list(block, grammars) if len(block.items) >= BEGUN_ITEMS else None
    return told is not None and told.kind == "responsibilities"


def _addresses_person(section: Section, block: BulletList, grammars: Grammars) -> bool:
    """Whether bullets below a heading such as `Role` say what the person does: `You build carts`."""
    items = [grammars.plain(item.text) for item in block.items if item.depth == 0]
    if section.kind != "description" or section.heading is None or len(items) < BEGUN_ITEMS:
        return False
    cues, verbs = grammars.words.cues, grammars.words.opening_verbs
    return all(cues.speaks_of_person((text,)) and not verbs.begins(text, "requirements") for text in items)


def _is_beside_list(block: Paragraph, section: Section) -> bool:
    """Whether a paragraph right above the items of a section announces none: `(The tasks below are examples.)`."""
    return section.kind in ITEMISED and has_ended(block.text) and not block.text.endswith(COLONS)


def _is_below_duties(section: Section, at: int, grammars: Grammars) -> bool:
    """Whether a list of demands is right below a list of duties: the heading between them was lost."""
    if section.kind != "responsibilities" or at == 0:
        return False
    above, block = section.blocks[at - 1 : at + 1]
    if not isinstance(above, BulletList) or not isinstance(block, BulletList) or len(block.items) < BEGUN_ITEMS:
        return False
    told, before = kind_of_list(block, grammars), kind_of_list(above, grammars)
    if told is None or before is None:
        return False
    return told.kind == "requirements" and before.kind == section.kind


def _may_turn(section: Section, block: Block, lead: Lead, grammars: Grammars) -> bool:
    """Whether a sentence that announces a list may begin something else: in an open section, and below duties where it
    is alone and announces demands, `The ideal candidate will have these qualifications:`."""
    if section.kind in OPEN:
        return True
    if lead.kind in OF_OFFERS and section.kind in ITEMISED:
        return isinstance(block, Paragraph) and is_one_sentence(block.text)
    if section.kind != "responsibilities" or lead.kind != "requirements" or not isinstance(block, Paragraph):
        return False
    first = " ".join(block.text.split()[:FIRST_WORDS])  # `Required qualifications for a Baker II:`
    is_told = _ends_with(lead.kind, block.text, grammars) or grammars.words.cues.announced_by(first) == lead.kind
    return is_one_sentence(block.text) and is_told


def _ends_with(kind: str, text: str, grammars: Grammars) -> bool:
    """Whether the last words of a sentence alone announce a kind: `… should have the ability to:`."""
    return grammars.words.cues.announced_by(" ".join(text.split()[-LEAD_WORDS:])) == kind


def _leads_to_duties(lead: Lead, text: str, below: Block, grammars: Grammars) -> bool:
    """Whether what is sought in a person is what they do, `We are looking for a baker to:` above `Heat the oven`, and
    not what they have the ability to."""
    if lead.kind != "requirements" or lead.is_heading or not isinstance(below, BulletList):
        return False
    says_who = all(item.text.split(maxsplit=1)[0].endswith("s") for item in below.items if item.depth == 0)
    if _ends_with("requirements", text, grammars) and not says_who:
        return False
    told = kind_of_list(below, grammars)
    return told is not None and told.kind == "responsibilities"


def _ends_need(lead: Lead, section: Section) -> bool:
    """Whether the words of a heading begin requirements again, below those that are preferred: `REQUIREMENTS:`."""
    return lead.is_heading and section.need is not None and lead.need != section.need


def _is_label_of_duties(section: Section, lead: Lead, below: Block, grammars: Grammars) -> bool:
    """Whether the words of a heading only label some of the duties that it is among: `Communications:` over `Writes
    letters`."""
    if section.kind != "responsibilities" or lead.kind in ITEMISED or not isinstance(below, BulletList):
        return False
    told = kind_of_list(below, grammars)
    return told is not None and told.kind == section.kind


def _is_label_of_heading(section: Section, lead: Lead) -> bool:
    """Whether the words of a heading right below the section's own, which says something else, only lead in its list:
    `## Benefits` over `What awaits you:`."""
    return lead.is_heading and section.kind in LEADING and lead.kind in LEADING


def _unknown_heading(section: Section, at: int, grammars: Grammars) -> Heading | None:
    """A line with a colon between two lists as a heading that no words know: the items below it do not begin as the
    section's do.

    Below duties and demands a name may be one, `Rahmenbedingungen:`; where the page marks no headings, so may any line,
    `What work here offers:`. A page's beginning describes its role, but not in several lists.
    """
    is_beginning = section.heading is None and section.kind is None
    is_of_items = section.kind in ITEMISED and section.heading is not None
    block, below = section.blocks[at : at + 2]
    if not (is_beginning or is_of_items) or not isinstance(block, Paragraph) or not isinstance(below, BulletList):
        return None
    if section.heading is not None and section.heading.basis in MARKED:
        is_name = len(block.text.split()) <= MOST_OF_NAME and section.basis == "stated"
        if not is_name or section.kind not in DUTIES_AND_DEMANDS or grammars.words.need(block.text):
            return None
    if not fits(block.text, LEAD_WIDTH) or not block.text.endswith(COLONS) or not is_one_sentence(block.text):
        return None
    if not _is_behind_list(section.blocks, at):
        return None
    told = kind_of_list(below, grammars)
    if told is not None and told.kind == section.kind:
        return None
    return _as_heading(block, "bare")


def _is_behind_list(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block is right below a list, or below a sentence with a list somewhere above it."""
    last = blocks[at - 1] if at else None
    if not isinstance(last, Paragraph) or not has_ended(last.text):
        return isinstance(last, BulletList)
    return any(isinstance(block, BulletList) for block in islice(blocks, at - 1))


def split_leads(section: Section, language: str | None, grammars: Grammars, *, infers: bool) -> list[Section]:
    """The section, and apart from it each list that a sentence announces as something else.

    In a section of items only the words of a heading count; in an open one any sentence does that says it. `infers`
    says whether the words that items begin with may tell their kind.
    """
    pieces = _Splitter(section, language, grammars, infers).split()
    return [part for piece in pieces for part in split_items(piece, grammars)]


class _Splitter:
    """A section while what its sentences announce is taken out of it."""

    def __init__(self, section: Section, language: str | None, grammars: Grammars, infers: bool) -> None:
        self.section = section
        self.blocks = section.blocks
        self.language = language
        self.grammars = grammars
        self.infers = infers
        self.pieces: list[Section] = []
        self.rest: list[Block] = []
        self.loose: list[Block] = []  # below the list of another heading: nothing says what it is about
        # whether the words of a heading began another list among the items, or a paragraph said how to apply
        self.is_ended = False

    def split(self) -> list[Section]:
        """The section with the blocks that stay in it, and the pieces taken out of it in page order."""
        at = 0
        while at < len(self.blocks):
            end = self._behind_lists(at)
            if told := self._told_alone(at, end):
                self._take_alone(at, told)
                at += 1
            elif (lead := self._lead(at, end)) and self._begins(at, lead):
                self._take_led(at, end, lead)
                at = end
            else:
                at = self._leave(at, end, is_own=lead is not None and lead.kind == self.section.kind)
        is_left = self.rest or self.section.heading or not self.pieces
        kept = [self.section._replace(blocks=tuple(self.rest))] if is_left else []
        if self.loose:
            self.pieces.append(self.section.loose(self.loose))
        return [*kept, *self.pieces]

    def _behind_lists(self, at: int) -> int:
        """The index behind a block, and behind the lists right below it if it is a paragraph."""
        end = at + 1
        if isinstance(self.blocks[at], Paragraph):
            while end < len(self.blocks) and isinstance(self.blocks[end], BulletList):
                end += 1
        return end

    def _told_alone(self, at: int, end: int) -> Told | None:
        """What a paragraph that announces nothing, or a list that nothing announces, says of its kind by itself."""
        block = self.blocks[at]
        if isinstance(block, Paragraph):
            is_alone = end == at + 1 or _is_beside_list(block, self.section)
            told = kind_of_paragraph(block, self.section, self.language, self.grammars) if is_alone else None
            is_of_run = told is not None and told.basis == "inferred" and told.kind == self._runs.get(block.start)
            return None if is_of_run else told  # the run is taken whole
        if not self.infers or not isinstance(block, BulletList):
            return None
        if _addresses_person(self.section, block, self.grammars):
            return Told("responsibilities", "inferred")
        is_free = _is_open(self.section) or _is_list_of_role(self.section, block, self.grammars)
        is_told = is_free or _is_below_duties(self.section, at, self.grammars)
        return kind_of_list(block, self.grammars) if is_told else None

    @cached_property
    def _runs(self) -> Mapping[int, Kind]:
        """The kinds of the lines of runs that begin alike, by their first lines."""
        return kinds_of_runs(self.section, self.grammars) if self.infers else {}

    def _take_alone(self, at: int, told: Told) -> None:
        """Take a block out of the section; one of no kind is near it without belonging to it. So are an address and a
        deadline below one on how to apply."""
        self.is_ended |= told.kind == "hiring" and self.section.kind not in UNENDED
        if told.kind is None:
            self.pieces.append(self.section.loose(self.blocks[at : at + 1]))
        else:
            is_list = self.section.kind is None and isinstance(self.blocks[at], BulletList)
            self._take(at, at + 1, told, self.section.title or None if is_list else None)

    def _take(self, at: int, end: int, told: Told, group: str | None) -> None:
        blocks = self.blocks[at:end]
        self.pieces.append(self.section.apart(blocks, told.kind, told.basis, need=told.need, group=group))

    def _lead(self, at: int, end: int) -> Lead | None:
        """What a paragraph announces of the lists right below it; None if its words only label some of the items."""
        block = self.blocks[at]
        if not isinstance(block, Paragraph) or end == at + 1:
            return None
        lead = lead_of(block.text, self.language, self.grammars)
        if lead is None:
            return None
        below = self.blocks[at + 1]
        if _is_label_of_duties(self.section, lead, below, self.grammars):
            return None
        if at == 0 and _is_label_of_heading(self.section, lead):
            return None
        if _leads_to_duties(lead, block.text, below, self.grammars):
            return lead._replace(kind="responsibilities", need=None, basis="inferred")
        return lead

    def _begins(self, at: int, lead: Lead) -> bool:
        """Whether what a sentence announces is something else than the section is about."""
        if lead.kind == self.section.kind and not _ends_need(lead, self.section):
            return False
        return lead.is_heading or _may_turn(self.section, self.blocks[at], lead, self.grammars)

    def _take_led(self, at: int, end: int, lead: Lead) -> None:
        """Take lists out of the section with the sentence that announces them: as their heading if it has the words of
        one, as their first text if it is alone; of several sentences the first ones are the section's."""
        block = self.blocks[at]
        assert isinstance(block, Paragraph), block
        heading = None
        body = self.blocks[at + 1 : end]
        if lead.is_heading:
            self.is_ended = self.section.kind in ITEMISED
            heading = _as_heading(block, "known")
        elif is_one_sentence(block.text):
            body = (block, *body)
        else:
            self.rest.append(block)
        alone = self.section._replace(heading=heading, blocks=body)
        self.pieces.append(alone._replace(kind=lead.kind, basis=lead.basis, need=lead.need))

    def _leave(self, at: int, end: int, *, is_own: bool) -> int:
        """Leave a block in the section, with the lists below it if it ends with a colon, unless these are below a
        heading that no words know, or begin as items of another kind do. Return the index behind what was read."""
        section, block = self.section, self.blocks[at]
        below = self.blocks[at + 1] if end > at + 1 else None
        head = None if below is None or is_own else _unknown_heading(section, at, self.grammars)
        if head is not None:
            told = kind_of_list(cast(BulletList, below), self.grammars) if self.infers else None
            kind, basis = (told.kind, told.basis) if told else (None, None)
            other = section._replace(heading=head, blocks=self.blocks[at + 1 : end], need=None)
            self.pieces.append(other._replace(kind=kind, basis=basis, group=head.text if kind else None))
            return end
        is_apart = self.infers and isinstance(below, BulletList) and _is_list_of_role(section, below, self.grammars)
        is_announced = isinstance(block, Paragraph) and block.text.endswith(COLONS) and not is_apart
        end = end if is_announced else at + 1
        blocks = self.blocks[at:end]
        announced = _kind_of_announced(blocks, section, self.grammars) if self.infers and len(blocks) > 1 else None
        if announced is not None:
            self._take(at, end, announced, self.section.title or None)
        elif self.is_ended and len(blocks) == 1 and isinstance(block, Paragraph):
            self.loose += blocks
        else:
            self.rest += blocks
        return end


def _as_heading(block: Paragraph, basis: Basis) -> Heading:
    """A sentence that announces a list as the heading of it."""
    return Heading(block.text.rstrip(f" {''.join(COLONS)}"), None, basis, block.start, block.end)

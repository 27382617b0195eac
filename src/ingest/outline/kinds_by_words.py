"""Sentences that announce the list below them: `In this role, you will:`, `Duties include, but are not limited to:`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from ingest.blocks import Block, BulletList, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.words import Need
from ingest.outline.key_values import facts_of, states_amount
from ingest.outline.kinds import known_words
from ingest.outline.model import Section
from ingest.punctuation import BETWEEN_SENTENCES, COLONS, STOPS
from ingest.rare import rare
from ingest.records import Kind, KindBasis
from ingest.text.normalise import without_links
from ingest.text.sentences import has_ended

LEAD_WORDS = 4  # at the end of a sentence below duties, that have to announce demands
HEADING_WIDTH = 120  # characters of a sentence that is only a heading
_SENTENCE = rare(BETWEEN_SENTENCES)
BEGUN_ITEMS = 3  # bullets of a description that have to begin as duties do
PROSE_WORDS = 5  # behind `Qualifications:`, from which on they are demands and no value
LABEL_WIDTH = 48  # characters of a heading's words before a colon
RUN_IN = frozenset((
    "responsibilities", "requirements", "skills", "pay", "benefits", "conditions", "hiring", "legal", "relationships",
    "organisation", "career", "aliases",
))  # fmt: skip
# Sections among whose paragraphs one of another kind may be.
HOSTS = frozenset((
    None, "description", "responsibilities", "requirements", "skills", "benefits", "conditions", "organisation",
    "facts", "hiring", "legal",
))  # fmt: skip
OF_AN_OFFER = frozenset(("hiring", "benefits"))  # kinds of lists that no duty or demand is in
LISTED = frozenset(("responsibilities", "requirements", "skills"))  # sections whose items may be about anything,
OF_THE_END = frozenset(("legal", "hiring"))  # except what is at the end of most pages
DESCRIBING = frozenset((None, "description"))
OF_THE_ROLE = DESCRIBING | LISTED
NOT_OF_THE_ROLE = frozenset(("hiring", "legal", "pay", "benefits", "organisation"))
OPEN = (None, "description", "organisation")  # kinds of sections whose lists are of another kind if a sentence says so
# Keys of facts that no duty or demand begins with, however it is written.
NO_ITEMS = frozenset((
    "salary", "job_number", "posted", "opens", "closes", "vacancies", "contact", "employer", "reports_to", "flsa",
    "union",
))  # fmt: skip
FACT_WIDTH = 120  # characters of a fact among items


class Lead(NamedTuple):
    """What a sentence announces; whether its words are those of a heading."""

    kind: Kind
    need: Need | None
    is_heading: bool


def lead_of(text: str, language: str | None, grammars: Grammars) -> Lead | None:
    """The kind that a paragraph's last sentence announces."""
    plain = without_links(text).strip(" *_")
    if not plain.endswith(COLONS):
        return _bare_lead(plain, language, grammars)
    last = _SENTENCE.split(plain)[-1]
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


class _Told(NamedTuple):
    """What a single paragraph or list is about, and how that is known; no kind where it is about too many things."""

    kind: Kind | None
    basis: KindBasis | None
    need: Need | None = None


def _kind_of_paragraph(block: Paragraph, section: Section, language: str | None, grammars: Grammars) -> _Told | None:
    """The kind of a paragraph that begins with a heading's words and a colon, or whose phrases give it away."""
    plain = grammars.plain(block.text)
    label, colon, said = plain.partition(":")
    key = grammars.words.fact_key(label)
    is_key = key not in (None, "experience") and not (key == "education" and len(said.split()) >= PROSE_WORDS)
    may_begin = section.level is not None or (section.kind in HOSTS and section.kind != "skills")
    if may_begin and colon and said.strip() and len(label) <= LABEL_WIDTH and not is_key:
        meaning = known_words(label, language, grammars)
        is_run_in = meaning is not None and (
            meaning.kind in RUN_IN or (meaning.kind == "description" and label.isupper())
        )
        if meaning is not None and is_run_in and meaning.kind != section.kind:
            return _Told(cast(Kind, meaning.kind), "stated", meaning.need)
    if section.kind in LISTED and is_key and _is_fact_among_items(block, grammars):
        return _Told("facts", "form")
    if section.kind in OPEN and states_amount(block.text, grammars):
        return _Told("pay", "inferred")
    if section.kind in HOSTS and not (is_key and facts_of(block.text, grammars)):
        kind, kinds, first = grammars.words.cues.given_away_by(plain, _SENTENCE.split)
        if kind is None and section.kind in OF_THE_ROLE and not kinds.isdisjoint(NOT_OF_THE_ROLE):
            return None if kinds & {"description", section.kind} else _Told(None, None)
        if kind is not None and section.kind in DESCRIBING and not _may_leave(plain, kind, kinds, first, grammars):
            return None
        if kind == "conditions" and (section.kind == "description" or not plain.endswith((*STOPS, *COLONS))):
            return None  # `This full-time position teaches …` describes it as well; a title may name its hours
        if kind == "requirements" and section.kind == "conditions" and section.basis == "stated":
            return None  # conditions that name a licence are conditions
        if kind not in (None, "description", section.kind) and (section.kind not in LISTED or kind in OF_THE_END):
            return _Told(cast(Kind, kind), "inferred")
    return None


def _is_fact_among_items(block: Paragraph, grammars: Grammars) -> bool:
    """Whether a line among duties or demands is a fact of the role: `Pay range: $91,224 to $145,958`."""
    facts = facts_of(block.text, grammars) if len(block.text) <= FACT_WIDTH else ()
    return bool(facts) and all(fact.key in NO_ITEMS for fact in facts)


def _may_leave(text: str, kind: str, kinds: frozenset[str], first: frozenset[str], grammars: Grammars) -> bool:
    """Whether a paragraph in a description may be something else that is about the role as well: one that does not
    begin so only describes the role, as `We seek a baker. You must have …` does."""
    if kind in NOT_OF_THE_ROLE:
        return True
    return "description" not in kinds and (kind in first or (kind in LISTED and grammars.words.cues.begins(text, kind)))


def _kind_of_list(block: BulletList, grammars: Grammars) -> _Told | None:
    """The kind of a list that no sentence announces, where nearly all of its outer items begin alike."""
    kind = grammars.words.cues.begun_by([grammars.plain(item.text) for item in block.items if item.depth == 0])
    return _Told(cast(Kind, kind), "inferred") if kind else None


def _kind_of_announced(blocks: Sequence[Block], grammars: Grammars) -> _Told | None:
    """The kind of a list below a sentence with a colon that does not say it."""
    lists = [block for block in blocks[1:] if isinstance(block, BulletList)]
    return _kind_of_list(lists[0], grammars) if len(lists) == 1 else None


def _is_open(section: Section) -> bool:
    return section.kind is None and not section.is_bare


def _is_list_of_role(section: Section, block: BulletList, grammars: Grammars) -> bool:
    """Whether bullets below a heading such as `Job description` describe nothing: there is nothing else below it, or
    they begin as duties do."""
    if section.kind != "description":
        return False
    if all(isinstance(other, BulletList) for other in section.blocks):
        return True
    told = _kind_of_list(block, grammars) if len(block.items) >= BEGUN_ITEMS else None
    return told is not None and told.kind == "responsibilities"


def _is_beside_list(block: Paragraph, section: Section) -> bool:
    """Whether a paragraph right above the items of a section announces none: `(The tasks below are examples.)`."""
    return section.kind in LISTED and has_ended(block.text) and not block.text.endswith(COLONS)


def _is_below_duties(section: Section, at: int, grammars: Grammars) -> bool:
    """Whether a list of demands is right below a list of duties: the heading between them was lost."""
    if section.kind != "responsibilities" or at == 0:
        return False
    above, block = section.blocks[at - 1 : at + 1]
    if not isinstance(above, BulletList) or not isinstance(block, BulletList) or len(block.items) < BEGUN_ITEMS:
        return False
    told, before = _kind_of_list(block, grammars), _kind_of_list(above, grammars)
    if told is None or before is None:
        return False
    return told.kind == "requirements" and before.kind == section.kind


def _may_turn(section: Section, block: Block, lead: Lead, grammars: Grammars) -> bool:
    """Whether a sentence that announces a list may begin something else: in an open section, and below duties where it
    is alone and announces demands, `The ideal candidate will have these qualifications:`."""
    if section.kind in OPEN:
        return True
    if lead.kind in OF_AN_OFFER and section.kind in LISTED:
        return isinstance(block, Paragraph) and _SENTENCE.search(block.text) is None
    if section.kind != "responsibilities" or lead.kind != "requirements" or not isinstance(block, Paragraph):
        return False
    end = " ".join(block.text.split()[-LEAD_WORDS:])
    return _SENTENCE.search(block.text) is None and grammars.words.cues.announced_by(end) == lead.kind


def _is_label_of_duties(section: Section, lead: Lead, below: Block, grammars: Grammars) -> bool:
    """Whether the words of a heading only label some of the duties that it is among: `Communications:` over `Writes
    letters`."""
    if section.kind != "responsibilities" or lead.kind in LISTED or not isinstance(below, BulletList):
        return False
    told = _kind_of_list(below, grammars)
    return told is not None and told.kind == section.kind


def _without_relationships(block: BulletList, grammars: Grammars) -> tuple[BulletList | None, BulletList | None]:
    """A list of duties, and the bullets among them that say whom the role reports to."""
    texts = [grammars.plain(item.text) for item in block.items]
    told = grammars.words.cues.given_away_as("relationships", texts)
    if not any(told):
        return block, None
    parts = []
    for wanted in (False, True):
        items = tuple(item for item, found in zip(block.items, told, strict=True) if found is wanted)
        parts.append(BulletList(items, items[0].start, items[-1].end) if items else None)
    return parts[0], parts[1]


def split_leads(section: Section, language: str | None, grammars: Grammars, *, infers: bool) -> list[Section]:
    """The section, and apart from it each list that a sentence announces as something else.

    In a section of items only the words of a heading count; in an open one any sentence does that says it. `infers`
    says whether the words that items begin with may tell their kind.
    """
    pieces: list[Section] = []
    rest: list[Block] = []
    blocks = section.blocks
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at + 1
        while isinstance(block, Paragraph) and end < len(blocks) and isinstance(blocks[end], BulletList):
            end += 1
        told = None
        if isinstance(block, Paragraph) and (end == at + 1 or _is_beside_list(block, section)):
            told = _kind_of_paragraph(block, section, language, grammars)
        elif (
            infers
            and isinstance(block, BulletList)
            and (_is_open(section) or _is_list_of_role(section, block, grammars))
        ):
            told = _kind_of_list(block, grammars)
        elif infers and _is_below_duties(section, at, grammars):
            told = _kind_of_list(cast(BulletList, block), grammars)
        if told is not None and told.kind is None:
            pieces.append(Section(None, (block,), level=section.level, is_loose=True))
            at += 1
            continue
        if told is not None:
            is_below_unknown = section.heading is not None and section.kind is None and isinstance(block, BulletList)
            group = section.heading.text if section.heading and is_below_unknown else None
            alone = section._replace(heading=None, blocks=(block,), group=group)
            pieces.append(alone._replace(kind=told.kind, basis=told.basis, need=told.need))
            at += 1
            continue
        lead = lead_of(block.text, language, grammars) if isinstance(block, Paragraph) and end > at + 1 else None
        if lead is not None and _is_label_of_duties(section, lead, blocks[at + 1], grammars):
            lead = None
        if (
            lead is None
            or lead.kind == section.kind
            or not (lead.is_heading or _may_turn(section, block, lead, grammars))
        ):
            below = blocks[at + 1] if end > at + 1 else None
            lists_duties = infers and isinstance(below, BulletList) and _is_list_of_role(section, below, grammars)
            is_announced = isinstance(block, Paragraph) and block.text.endswith(COLONS) and not lists_duties
            end = end if is_announced else at + 1
            announced = _kind_of_announced(blocks[at:end], grammars) if infers and _is_open(section) else None
            if announced is None:
                rest += blocks[at:end]
            else:
                group = section.heading.text if section.heading else None
                alone = section._replace(heading=None, blocks=tuple(blocks[at:end]), group=group)
                pieces.append(alone._replace(kind=announced.kind, basis=announced.basis, need=announced.need))
        else:
            assert isinstance(block, Paragraph)
            heading = None
            body = list(blocks[at + 1 : end])
            if lead.is_heading:
                heading = Heading(block.text.rstrip(f" {''.join(COLONS)}"), None, "known", block.start, block.end)
            elif _SENTENCE.search(block.text) is None:
                body.insert(0, block)
            else:
                rest.append(block)
            pieces.append(
                section._replace(heading=heading, blocks=tuple(body), kind=lead.kind, basis="stated", need=lead.need)
            )
        at = end
    kept = [section._replace(blocks=tuple(rest))] if rest or section.heading or not pieces else []
    return [part for piece in (*kept, *pieces) for part in _apart(piece, grammars)]


def _apart(section: Section, grammars: Grammars) -> list[Section]:
    """Duties without the bullets among them that say whom the role reports to, and these."""
    if section.kind != "responsibilities":
        return [section]
    kept: list[Block] = []
    told: list[Block] = []
    for block in section.blocks:
        duties, others = _without_relationships(block, grammars) if isinstance(block, BulletList) else (block, None)
        kept += [duties] if duties is not None else []
        told += [others] if others is not None else []
    if not told:
        return [section]
    alone = section._replace(heading=None, blocks=tuple(told), group=None, need=None)
    return [section._replace(blocks=tuple(kept)), alone._replace(kind="relationships", basis="inferred")]

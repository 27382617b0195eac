"""Blocks whose own words tell their kind: `Qualifications: …`, an amount, phrases, the way that lines begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple, cast

from ingest.blocks import Block, BulletList, Item, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Need
from ingest.outline.heading_meanings import known_words
from ingest.outline.key_values import facts_of, states_amount
from ingest.outline.kind_groups import DEMANDS, DESCRIBING, ITEMISED, NOT_OF_THE_ROLE, OPEN
from ingest.outline.model import Section
from ingest.punctuation import BOLD, COLONS, STOPS
from ingest.records import KindBasis
from ingest.section_kinds import Kind
from ingest.text.sentences import split_sentences

OF_OTHERS = frozenset(("organisation", "benefits"))  # where one phrase of demands may be about others
PROSE_WORDS = 5  # behind `Qualifications:`, from which on they are demands and no value
LABEL_WIDTH = 48  # characters of a heading's words before a colon
SHOUTED_WORDS, LEAST_SHOUTED = 8, 4  # of one in capitals that no words know: more are a sentence, fewer letters a name
LEAST_OF_LEGAL = 3  # words behind one of legal matters; fewer are a value: `EEO: 4`
RUN_IN = frozenset((
    "responsibilities", "requirements", "skills", "pay", "benefits", "conditions", "hiring", "legal", "relationships",
    "organisation", "career", "aliases",
))  # fmt: skip
# Kinds whose words may name a duty: `Training: Assist with showing staff …`.
NAMES_OF_DUTIES = frozenset(("requirements", "hiring", "career"))
# Sections among whose paragraphs one of another kind may be.
HOSTS = frozenset((
    None, "description", "responsibilities", "requirements", "skills", "benefits", "conditions", "organisation",
    "facts", "hiring", "legal",
))  # fmt: skip
OF_THE_END = frozenset(("legal", "hiring"))  # what is at the end of most pages, below the last items too
# Sections of which no `Summary: …` is a part.
UNDESCRIBED = frozenset(("conditions", "hiring", "legal", "benefits", "pay", "facts", "relationships"))
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
# What bullets of a kind may be about instead: whom the role reports to, among duties; benefits, among pay.
PARTED: Mapping[Kind, Kind] = {"responsibilities": "relationships", "pay": "benefits"}
LEAST_BENEFITS = 3  # one of so many bullets without an amount has to name a benefit, for all of them to be benefits
# Kinds of sections in which lines without marks may be items; among duties only knowledge and abilities are demands.
WITH_LINES = OPEN | {"relationships", "legal", "responsibilities"}
LEAST = 3  # lines of a run that begin alike,
SHARE = 0.75  # and the share of its lines that do
LEAST_OF_SOMEBODY = 4  # lines of a list below demands that says what somebody does
LONGEST = 800  # characters of a line


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
        return Told(None, None) if is_key or _heads_something_else(block.text, grammars) else None
    is_of_ladder = section.kind == "level" and section.level is not None
    if told is None and is_of_ladder and grammars.is_remark(block.text.partition(":")[0]):
        return Told(None, None)
    return told


def _told(block: Paragraph, section: Section, language: str | None, grammars: Grammars) -> Told | None:
    plain = grammars.plain(block.text)
    label, colon, said = plain.partition(":")
    key = grammars.words.fact_key(label)
    is_long = section.kind in ITEMISED and len(plain) > FACT_WIDTH  # `Compensation: This is a salaried position, and …`
    is_key = key not in (None, "experience") and not is_long
    is_key = is_key and not (key == "education" and len(said.split()) >= PROSE_WORDS)
    if colon and not is_key and (told := _run_in(label, said, section, language, grammars)) is not None:
        return told
    if section.kind in ITEMISED and (is_key or plain[:1] in OPENING_KEYS) and is_fact_among_items(block.text, grammars):
        return Told("facts", "form")
    if section.kind in OPEN and states_amount(block.text, grammars):
        return Told("pay", "inferred")
    if section.kind in HOSTS and not (is_key and facts_of(block.text, grammars)):
        return _given_away(plain, section, grammars, is_alone=section.blocks == (block,))
    return None


def _run_in(label: str, said: str, section: Section, language: str | None, grammars: Grammars) -> Told | None:
    """The kind of a paragraph that begins with the words of a heading, which say something else than its section."""
    is_dimension = label.casefold() in section.dimensions  # of a level, which its reader takes
    may_begin = (section.level is not None and not is_dimension) or (section.kind in HOSTS and section.kind != "skills")
    is_key_behind = not said.strip() or said.endswith(COLONS)
    if not may_begin or is_key_behind or len(label) > LABEL_WIDTH or states_amount(said, grammars):
        return None
    meaning = known_words(label, language, grammars)
    if meaning is None or meaning.kind == section.kind:
        return None
    if meaning.kind in NAMES_OF_DUTIES and _names_duty(label, said, section, grammars):
        return None
    if meaning.kind == "description":
        is_run_in = label.isupper() or section.kind in UNDESCRIBED
    else:
        is_run_in = meaning.kind in RUN_IN and (meaning.kind != "legal" or len(said.split()) >= LEAST_OF_LEGAL)
    return Told(cast(Kind, meaning.kind), "stated", meaning.need) if is_run_in else None


def _names_duty(label: str, said: str, section: Section, grammars: Grammars) -> bool:
    """Whether a word before a colon names a duty, as those before other duties of the section do: `Training: Assist
    with …` beside `Counting: Count …`; a word in the plural, `Requirements: …`, heads what is behind it."""
    if section.kind != "responsibilities" or " " in label or label.endswith("s") or not _is_duty(said, grammars):
        return False
    pairs = (block.text.partition(":") for block in section.blocks if isinstance(block, Paragraph))
    return any(
        _is_duty(behind, grammars) and len(name) <= LABEL_WIDTH and grammars.words.heading(name) is None
        for name, colon, behind in pairs
        if colon
    )


def _is_duty(said: str, grammars: Grammars) -> bool:
    begins, said = grammars.words.opening_verbs.begins, said.strip()
    return begins(said, "responsibilities") and not begins(said, "requirements")


def _given_away(plain: str, section: Section, grammars: Grammars, *, is_alone: bool) -> Told | None:
    """The kind of a paragraph whose phrases speak of something else than its section; `is_alone` says that this has no
    other block."""
    kind, kinds, first, phrases = grammars.words.cues.given_away_by(plain, split_sentences)
    if kind is None:
        speaks_of_others = section.kind in DESCRIBING | ITEMISED and not kinds.isdisjoint(NOT_OF_THE_ROLE)
        return Told(None, None) if speaks_of_others and not kinds & {"description", section.kind} else None
    if kind in ("description", section.kind) or (section.kind in ITEMISED and kind not in OF_THE_END):
        return None
    is_stated = section.basis == "stated"
    stays = (
        (section.kind in DESCRIBING and not _may_leave(plain, kind, kinds, first, grammars))
        or (kind == "conditions" and not _is_of_conditions(plain, section, kinds, phrases))
        # all that the heading has: `Special requirements` over what will be checked
        or (kind == "legal" and section.kind in ITEMISED and is_alone and is_stated)
        # conditions that name a licence are conditions; `We have 40 years of experience`
        or (kind == "requirements" and is_stated and section.kind == "conditions")
        or (
            kind == "requirements"
            and is_stated
            and section.kind in OF_OTHERS
            and phrases == 1
            and grammars.words.cues.announced_by(plain) != kind
        )
    )
    return None if stays else Told(cast(Kind, kind), "inferred")


def _heads_something_else(text: str, grammars: Grammars) -> bool:
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


def is_fact_among_items(text: str, grammars: Grammars) -> bool:
    """Whether a line among duties or demands is a fact of the role: `Pay range: $91,224 to $145,958`."""
    facts = facts_of(text, grammars) if len(text) <= FACT_WIDTH else ()
    keys = NO_ITEMS if text.startswith(BOLD) else NO_PLAIN_ITEMS
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
    return "description" not in kinds and (
        kind in first or (kind in ITEMISED and grammars.words.opening_verbs.begins(text, kind))
    )


def are_amounts(block: Block, grammars: Grammars) -> bool:
    """Whether each bullet of a list is an amount, with or without the role that is paid it."""
    return isinstance(block, BulletList) and all(states_amount(item.text, grammars) for item in block.items)


def kind_of_list(block: BulletList, grammars: Grammars) -> Told | None:
    """The kind of a list that no sentence announces, where nearly all of its outer items begin alike, or all of them
    are amounts: `Baker 2: $2,999 - $3,887`."""
    if are_amounts(block, grammars):
        return Told("pay", "inferred")
    kind = kind_of_items(block.items, grammars)
    return Told(kind, "inferred") if kind else None


def kind_of_items(items: Sequence[Item], grammars: Grammars) -> Kind | None:
    """Responsibilities or requirements, where nearly all outer bullets begin as these do, or else nearly all of those
    that have no bullets below them: `Data (15 %):` over `Files flight plans`."""
    begun_by = grammars.words.opening_verbs.begun_by
    kind = begun_by([grammars.plain(item.text) for item in items if item.depth == 0])
    if kind is None and any(item.depth for item in items) and not any(item.mark[:1].isdecimal() for item in items):
        inner = [item for item, below in zip_longest(items, items[1:]) if below is None or below.depth <= item.depth]
        kind = begun_by([grammars.plain(item.text) for item in inner])
    return cast("Kind | None", kind)


def _parted(block: BulletList, kind: Kind, grammars: Grammars) -> tuple[BulletList | None, BulletList | None]:
    """A list of duties or of pay, and the bullets among them that are about something else."""
    texts = [grammars.plain(item.text) for item in block.items]
    told = grammars.words.cues.given_away_as(PARTED[kind], texts)
    if kind == "pay" and any(told):
        free = [not grammars.read_pay(text) for text in texts]
        told = free if LEAST_BENEFITS * sum(told) >= sum(free) else [False] * len(free)
    if not any(told):
        return block, None
    kept = [item for item, is_other in zip(block.items, told, strict=True) if not is_other]
    others = [item for item, is_other in zip(block.items, told, strict=True) if is_other]
    return BulletList.of(kept) if kept else None, BulletList.of(others)


def split_items(section: Section, grammars: Grammars) -> list[Section]:
    """A section without the bullets among its items that are about something else, and these: whom the role reports to,
    among duties; benefits, among pay."""
    if section.kind is None or section.kind not in PARTED:
        return [section]
    kept: list[Block] = []
    told: list[Block] = []
    for block in section.blocks:
        items, others = _parted(block, section.kind, grammars) if isinstance(block, BulletList) else (block, None)
        kept += [items] if items is not None else []
        told += [others] if others is not None else []
    if not told:
        return [section]
    return [section._replace(blocks=tuple(kept)), section.apart(told, PARTED[section.kind], "inferred")]


class _Run(NamedTuple):
    """The blocks from number `first` to the one before `behind`, and what they are."""

    first: int
    behind: int
    kind: Kind


def kinds_of_runs(section: Section, grammars: Grammars) -> dict[int, Kind]:
    """The kinds of lines that are duties or demands by how they and their neighbours begin, by the lines' numbers."""
    runs = _runs_of_lines(section, grammars)
    return {block.start: run.kind for run in runs for block in section.blocks[run.first : run.behind]}


def split_runs(section: Section, grammars: Grammars) -> list[Section]:
    """The section, and apart from it the runs of lines that are duties or demands by how they begin."""
    runs = _runs_of_lines(section, grammars)
    if section.level is None and section.kind in DEMANDS:
        runs = _second_list(section.blocks, grammars)
    if not runs:
        return [section]
    rest = [block for at, block in enumerate(section.blocks) if not any(run.first <= at < run.behind for run in runs)]
    group = (section.title or None) if section.kind is None else None
    blocks = [section.blocks[run.first : run.behind] for run in runs]
    pieces = [section.apart(own, run.kind, "inferred", group=group) for run, own in zip(runs, blocks, strict=True)]
    return [*section.left(rest), *pieces]


def _runs_of_lines(section: Section, grammars: Grammars) -> list[_Run]:
    """The runs of lines of a section whose lines may be items."""
    is_open = section.level is None and section.kind in WITH_LINES
    return _alike(section.blocks, section.kind, grammars) if is_open else []


def _alike(blocks: Sequence[Block], own: Kind | None, grammars: Grammars) -> list[_Run]:
    """Runs of paragraphs of which nearly all begin as duties do, or as demands."""
    begins: list[Kind | None] = []
    for block in blocks:
        begins.append(_begins(block, own, begins[-1] if begins else None, grammars))
    runs: list[_Run] = []
    at = 0
    while at < len(blocks):
        kind = begins[at]
        behind = _end_of_run(blocks, begins, at) if kind else at
        if kind is not None and kind != own and behind > at:
            first = _begin_of_list(blocks, begins, at) if own == "responsibilities" else at
            runs.append(_Run(first, behind, kind))
            at = behind
        else:
            at += 1
    return runs


def _begin_of_list(blocks: Sequence[Block], begins: Sequence[Kind | None], at: int) -> int:
    """Where the list begins that a run among duties is the rest of: behind the blank line above it, if none of the
    lines between begins as duties do."""
    first = at
    while first and isinstance(blocks[first - 1], Paragraph) and begins[first - 1] is None:
        if _is_below_gap(blocks, first):
            return first
        first -= 1
    return first if first and _is_below_gap(blocks, first) else at


def _second_list(blocks: Sequence[Block], grammars: Grammars) -> list[_Run]:
    """The list that a blank line parts from the demands above it and that says what somebody does: `Assists voters`."""
    breaks = [at for at in range(1, len(blocks)) if _is_below_gap(blocks, at)]
    for first, behind in zip(breaks, (*breaks[1:], len(blocks)), strict=False):
        if behind - first >= LEAST_OF_SOMEBODY and all(
            _says_what_somebody_does(b, grammars) for b in blocks[first:behind]
        ):
            return [_Run(first, behind, "responsibilities")]
    return []


def _says_what_somebody_does(block: Block, grammars: Grammars) -> bool:
    """Return whether a line without a mark begins with the verb of a duty in the third person: `Keeps`, `Records`."""
    if _begins(block, "responsibilities", None, grammars) is None or not isinstance(block, Paragraph):
        return False
    return grammars.words.opening_verbs.tell_what_somebody_does(grammars.plain(block.text))


def _end_of_run(blocks: Sequence[Block], begins: Sequence[Kind | None], first: int) -> int:
    """Where the longest run ends that begins at a line; `first` where there are too few lines alike."""
    alike = behind = 0
    for at in range(first, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph) or block.mark or block.text.endswith(COLONS):
            break
        if at > first + 1 and _is_below_gap(blocks, at) != _is_below_gap(blocks, first + 1):
            if at == first + 2 and not _is_below_gap(blocks, at):
                return first  # the run begins below
            if _is_below_gap(blocks, at):
                break  # a blank line where none stood between the lines before
        if begins[at] == begins[first]:
            alike += 1
            if alike >= SHARE * (at + 1 - first):
                behind = at + 1
        elif alike < SHARE * (at - first):
            break
    return behind if sum(kind == begins[first] for kind in begins[first:behind]) >= LEAST else first


def _is_below_gap(blocks: Sequence[Block], at: int) -> bool:
    return blocks[at].start > blocks[at - 1].end + 1


def _begins(block: Block, own: Kind | None, above: Kind | None, grammars: Grammars) -> Kind | None:
    """What a line begins as; one that may be either, as `Understanding …`, is what the line `above` it is."""
    if not isinstance(block, Paragraph) or block.mark or len(block.text) > LONGEST or block.text.endswith((":", "?")):
        return None
    plain = grammars.plain(block.text)
    begins = grammars.words.opening_verbs.begins
    is_demand = begins(plain, "abilities" if own == "responsibilities" else "requirements")
    if begins(plain, "responsibilities"):
        return "requirements" if is_demand and above == "requirements" else "responsibilities"
    return "requirements" if is_demand else None

"""Stray paragraphs: they are near a section without belonging to it.

These are what an employer says about itself above the first sentence about the role, and what follows the list of a
section. Only their place would give them a kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import cast

from ingest.blocks import Block, BulletList, Paragraph, Table
from ingest.grammar import Grammars
from ingest.grammar.whole_words import has_spaceless, spoken
from ingest.lazy_patterns import rare
from ingest.outline.kind_groups import BEGINNINGS, DESCRIBING
from ingest.outline.model import Section
from ingest.outline.role_names import mentions_role
from ingest.punctuation import COLONS, DASH
from ingest.text.sentences import has_ended, split_sentences

# `(Open to all employees)`, and what somebody else said: `"The best team" – Joe, Nurse`
_ASIDE = rare(rf"(?:>\s*)?(?:[(\[（][^()]*[)\]）]$|[\"“„«][^\"”«]*[\"”“»]\s*[{DASH}]\s*\S)")
FEW_WORDS = 4  # of a line above the role that describes nothing
SUBJECT_WORDS = 6  # of a paragraph, among which the name of a role says that it is about one
LABEL_WIDTH = 48  # characters of words before a colon, as in `Nice to have: a boat`,
DEMAND_WIDTH = 120  # and of a sentence whose words say need
END_WIDTH = 60  # of the words of a heading that ends a page
INDENTED = 2  # columns, from which on a paragraph goes on with the list above it
# Sections that a list ends; what they say below it has no kind.
ENDED_BY_LISTS = frozenset((
    None, "description", "responsibilities", "requirements", "skills", "benefits", "conditions", "organisation",
    "measures", "hiring",
))  # fmt: skip
OF_PAY = frozenset(("pay", "benefits"))
LEAST_LINES = 3  # of a list without marks


def split_loose(piece: Section, whole: Section, title: str | None, grammars: Grammars) -> list[Section]:
    """Return a piece of a section without the paragraphs that are only near it, and these paragraphs separately.

    `whole` is the section before other pieces were cut out of it, whose lists count. `title` is that of the role.
    """
    if piece.level is not None or piece.is_loose:
        return [piece]
    loose = frozenset[int]()
    if piece.heading is None and piece.kind is None:
        loose = _beside_role(piece, title, grammars) | _unsaid_lists(piece.blocks)
    if piece.kind == "description" and piece.heading is not None:
        loose |= _beside_description(piece.blocks, title, grammars)
    if piece.kind == "pay" and piece.heading is not None:
        piece = piece._replace(blocks=tuple(_with_notes_apart(piece.blocks, grammars)))
        loose |= _beside_pay(piece.blocks[1:], grammars)
    if piece.kind == "legal" and piece.heading is not None:
        loose |= _list_of_others(piece.blocks, grammars)
    if piece.kind == "conditions" and piece.heading is not None:
        loose |= _beyond_place(piece.heading.text, piece.blocks, grammars)
    loose |= _behind_end(piece.blocks, grammars)
    if piece.kind in ENDED_BY_LISTS:
        loose |= _below_lists(piece, whole, title, grammars)
    if not loose:
        return [piece]
    pieces = []
    for is_loose, run in groupby(piece.blocks, lambda block: block.start in loose):
        blocks = tuple(run)
        if is_loose:
            pieces.append(piece.loose(blocks))
        elif not pieces or all(one.is_loose for one in pieces):
            pieces.append(piece._replace(blocks=blocks))
        else:
            pieces.append(piece._replace(heading=None, blocks=blocks))
    if piece.heading is not None and all(one.is_loose for one in pieces):
        pieces.insert(0, piece._replace(blocks=()))
    return pieces


def _beside_role(piece: Section, title: str | None, grammars: Grammars) -> frozenset[int]:
    """The paragraphs of a page's beginning that are not about the role, by their first lines: those above the first one
    that names it, those in brackets, what the employer says of itself, and what tells nothing of a role. If no
    paragraph names the role, only the last three."""
    above: list[int] = []
    asides: list[int] = []
    beside: list[int] = []
    names_role = is_of_employer = False
    for block in piece.blocks:
        if not isinstance(block, Paragraph):
            break
        is_about_role = mentions_role(block.text, title, grammars)
        if _is_aside(block.text) and not grammars.is_pair(block.text):
            asides.append(block.start)
        elif names_role:
            is_of_employer = not is_about_role and (is_of_employer or _speaks_of_employer(block, grammars))
            is_line = not (is_about_role or has_ended(block.text) or block.text.endswith(COLONS))
            is_beside = is_of_employer or is_line or not (is_about_role or _tells_of_role(block, title, grammars))
            beside += [block.start] if is_beside else []
        elif is_about_role:
            names_role = True
            beside += above
        elif _speaks_of_employer(block, grammars) or not _tells_of_role(block, title, grammars):
            beside.append(block.start)
        above.append(block.start)
    return frozenset((*asides, *beside))


def _unsaid_lists(blocks: Sequence[Block]) -> frozenset[int]:
    """The lists of a page's beginning that a sentence announces without saying as what, by their first lines; not those
    that go on with it in small letters."""
    return frozenset(
        block.start
        for above, block in pairwise(blocks)
        if isinstance(above, Paragraph)
        and isinstance(block, BulletList)
        and above.text.endswith(COLONS)
        and not all(item.text[:1].islower() for item in block.items)
    )


def _speaks_of_employer(block: Paragraph, grammars: Grammars) -> bool:
    return grammars.words.cues.speaks_of_employer(grammars.plain(block.text))


def _beside_description(blocks: Sequence[Block], title: str | None, grammars: Grammars) -> frozenset[int]:
    """The paragraphs of a description that tell nothing of the role, by their first lines: what adverts say of a school
    or a project, and whom to write to; and its lists that no sentence announces."""
    beside: list[int] = []
    is_announced = False
    for block in blocks:
        if isinstance(block, Paragraph):
            beside += [] if _tells_of_role(block, title, grammars) else [block.start]
            is_announced = block.text.endswith(COLONS)
        elif isinstance(block, BulletList):
            beside += [] if is_announced else [block.start]
            is_announced = False
    return frozenset(beside)


def _beside_pay(blocks: Sequence[Block], grammars: Grammars) -> frozenset[int]:
    """The paragraphs below the first text of pay that say nothing of it, by their first lines: what a form states
    next, what an employer says of itself; and the lists below these that begin with something else than pay."""
    beside: list[int] = []
    is_announced = False
    for block in blocks:
        first = "".join(item.text for item in block.items[:1]) if isinstance(block, BulletList) else ""
        is_apart = is_announced and bool(first) and not _tells_of_pay(first, grammars)
        if isinstance(block, Paragraph):
            is_apart = not _tells_of_pay(block.text, grammars)
            is_announced = is_apart
        beside += [block.start] if is_apart else []
    return frozenset(beside)


def _list_of_others(blocks: Sequence[Block], grammars: Grammars) -> frozenset[int]:
    """The list right below a legal heading of which no item speaks of legal matters, though texts below it do: that of
    a heading above, as columns of a page were read."""
    first = blocks[0] if len(blocks) > 1 else None
    if not isinstance(first, BulletList) or len(first.items) < LEAST_LINES:
        return frozenset()
    given = grammars.words.cues.given_away_by
    if any("legal" in given(grammars.plain(item.text)).kinds for item in first.items):
        return frozenset()
    others = [block for block in blocks[1:] if isinstance(block, Paragraph)]
    says = any("legal" in given(grammars.plain(block.text), split_sentences).kinds for block in others)
    return frozenset({first.start}) if says else frozenset()


def _beyond_place(heading: str, blocks: Sequence[Block], grammars: Grammars) -> frozenset[int]:
    """The blocks below the place of work that say nothing of it, by their first lines: sentences without a condition,
    and what begins as a duty or a demand."""
    first = blocks[0] if blocks else None
    if grammars.words.fact_key(heading) != "location" or not isinstance(first, Paragraph) or has_ended(first.text):
        return frozenset()
    cues, verbs = grammars.words.cues, grammars.words.opening_verbs
    beyond: list[int] = []
    for block in blocks[1:]:
        said = block.items[:1] if isinstance(block, BulletList) else (block,)
        text = grammars.plain("".join(getattr(one, "text", "") for one in said))
        is_other = verbs.begins(text, "responsibilities") or verbs.begins(text, "requirements")
        if is_other or (has_ended(text) and "conditions" not in cues.given_away_by(text, split_sentences).kinds):
            beyond.append(block.start)
    return frozenset(beyond)


def _with_notes_apart(blocks: Sequence[Block], grammars: Grammars) -> Iterator[Block]:
    """The blocks of pay, with the items of a list below `NOTES:` as several, of pay and of nothing that is known."""
    for above, block in pairwise((None, *blocks)):
        assert block is not None
        is_announced = isinstance(above, Paragraph) and above.text.endswith(COLONS)
        if not is_announced or not isinstance(block, BulletList):
            yield block
            continue
        for _, run in groupby(block.items, lambda item: _tells_of_pay(item.text, grammars)):
            yield BulletList.of(run)


def _tells_of_pay(text: str, grammars: Grammars) -> bool:
    plain = grammars.plain(text)
    if grammars.states_money(plain) or grammars.words.cues.mentions(plain, OF_PAY):
        return True
    return grammars.levels.read(plain, where="fact") is not None


def _tells_of_role(block: Paragraph, title: str | None, grammars: Grammars) -> bool:
    """Whether a paragraph names the role or another one, says what somebody does, speaks to whom it is for, or states a
    key with a value. Of a script that does not part its words nobody knows."""
    text = grammars.plain(block.text)
    cues, verbs = grammars.words.cues, grammars.words.opening_verbs
    return (
        mentions_role(text, title, grammars)
        or "description" in cues.given_away_by(text).kinds
        or cues.speaks_of_person(split_sentences(text))
        or (verbs.begins(text, "responsibilities") and not text.endswith(COLONS))
        or (has_ended(text) and any(map(grammars.words.roles.ends, spoken(text).split()[:SUBJECT_WORDS])))
        or grammars.is_pair(block.text)
        or has_spaceless(text)
    )


def _is_aside(text: str) -> bool:
    """Whether a line is in brackets, quotes somebody, or is a few words that end no sentence: `Apply`, `Full time`."""
    is_short = len(text.split()) <= FEW_WORDS and not has_spaceless(text)
    return _ASIDE.match(text) is not None or (is_short and not has_ended(text))


def _behind_end(blocks: Sequence[Block], grammars: Grammars) -> frozenset[int]:
    """What stands from a line on that heads the jobs of other pages, by first lines: `People also viewed`. On a page
    whose headings have marks it is none, and yet nothing below it is of the section."""
    for at, block in enumerate(blocks):
        may_head = at and isinstance(block, Paragraph) and len(block.text) <= END_WIDTH
        if may_head and grammars.words.heads_others(cast(Paragraph, block).text):
            return frozenset(below.start for below in blocks[at:])
    return frozenset()


def _below_lists(piece: Section, whole: Section, title: str | None, grammars: Grammars) -> frozenset[int]:
    """The paragraphs below the last list that a blank line sets apart from it, by their first lines; one that begins as
    the items of the section do, or names the role that a description is about, is none of them. In a section without
    blank lines those are apart that are sentences."""
    ends = [block.end for block in whole.blocks if isinstance(block, BulletList | Table)] or _end_of_lines(whole)
    if not ends:
        return frozenset()
    is_tight = _is_tight(whole)
    tail = [block for block in piece.blocks if block.start > ends[-1] + (not is_tight)]
    if not all(isinstance(block, Paragraph) and not block.mark and block.indent < INDENTED for block in tail):
        return frozenset()
    if is_tight:
        tail = [block for block in tail if isinstance(block, Paragraph) and has_ended(block.text)]
    elif any(block.start == ends[-1] + 1 for block in whole.blocks):
        return frozenset()
    return frozenset(block.start for block in tail if not _goes_on(block, piece, title, grammars))


def _is_tight(whole: Section) -> bool:
    """Whether no blank line is in a section, from its heading to its end, and it has a list with marks."""
    blocks = (whole.heading, *whole.blocks)
    if any(above is None or below is None or below.start != above.end + 1 for above, below in pairwise(blocks)):
        return False
    return any(isinstance(block, BulletList) and any(item.mark for item in block.items) for block in whole.blocks)


def _end_of_lines(whole: Section) -> list[int]:
    """Return the end of the lines below the heading that form a list without marks, with no blank lines between
    them.
    """
    if whole.kind not in BEGINNINGS:
        return []
    lines = list(takewhile(lambda pair: pair[1].start == pair[0].end + 1, pairwise(whole.blocks)))
    last = lines[-1][1] if len(lines) >= LEAST_LINES - 1 else None
    return [last.end] if last is not None and last is not whole.blocks[-1] else []


def _goes_on(block: Block, piece: Section, title: str | None, grammars: Grammars) -> bool:
    assert isinstance(block, Paragraph), block
    text = grammars.plain(block.text)
    if piece.kind in DESCRIBING:
        return mentions_role(text, title, grammars)
    kind = BEGINNINGS.get(piece.kind or "")
    label, colon, _ = text.partition(":")
    meaning = grammars.words.heading(label) if colon and len(label) <= LABEL_WIDTH else None
    if meaning is not None and meaning.kind == piece.kind:
        return True
    if piece.kind == "requirements" and len(text) <= DEMAND_WIDTH and grammars.words.need(text):
        return True
    return kind is not None and grammars.words.opening_verbs.begins(text, kind)

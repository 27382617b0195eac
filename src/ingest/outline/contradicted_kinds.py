"""Sections whose texts contradict the kind that their heading or place gives them.

Benefits behind the last demand, below a heading that a tool lost; demands and no duty below `Responsibilities`, or
duties alone below `Requirements`; an advert in one paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, cast

from ingest.blocks import Block, BulletList, Item, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.whole_words import has_spaceless
from ingest.outline.kind_groups import BEGINNINGS, NOT_OF_THE_ROLE
from ingest.outline.model import Section
from ingest.punctuation import COLONS
from ingest.section_kinds import Kind
from ingest.text.sentences import split_sentences

# What else the last items of a section may be about.
AGAINST: Mapping[str, frozenset[str]] = {
    "responsibilities": NOT_OF_THE_ROLE | {"requirements"}, "requirements": NOT_OF_THE_ROLE, "skills": NOT_OF_THE_ROLE,
}  # fmt: skip
LEAST_TEXTS = 2  # that speak of another kind,
LEAST_DEMANDS = 3  # or that begin as demands among duties; a paragraph alone has to hold so many phrases
MOST_DUTIES = 0.75  # of the texts below a heading of demands, for these to be duties
LEAST_LEFT = 2  # texts of a section, for its last ones to be cut off
TIMELESS = frozenset(("responsibilities", "level"))  # sections whose items say nothing of years behind somebody
MIXED_WIDTH = 300  # characters of a paragraph that may speak of several things,
MOST_OF_TEXT = 0.4  # and the share of it that has to speak of one
MOST_OF_THEM = 2 / 3  # of the texts that speak of other kinds, for the kind to be known


class _Text(NamedTuple):
    """A paragraph, or an outer item of a list, as it is read; the block it is in, and its number among the items
    there."""

    text: str
    block: int
    item: int | None


def split_contradicted(section: Section, grammars: Grammars) -> list[Section]:
    """The section, and apart from it its last texts where none is of its kind and some speak of another one. Where no
    more than one text is left above these the heading counts, and the section says what its texts speak of."""
    kind = section.kind
    if section.level is not None or section.basis not in ("stated", "nested") or kind is None or kind not in AGAINST:
        return [section]
    texts = list(_texts(section.blocks, grammars))
    if kind == "requirements" and _are_duties(texts, grammars):
        return [section._replace(spoken_of=("responsibilities",))]
    told = _told_behind(texts, kind, grammars)
    first = min(told, default=None)
    if first is None or not _is_enough(told, texts):
        return [section]
    if first < LEAST_LEFT:
        return [section._replace(spoken_of=tuple(dict.fromkeys(spoken_of for spoken_of, _ in told.values())))]
    (other, most), *_ = Counter(spoken_of for spoken_of, _ in told.values()).most_common()
    is_known = most >= MOST_OF_THEM * len(told)
    if first > LEAST_LEFT and texts[first - 1].item is None and texts[first - 1].text.endswith(COLONS):
        first -= 1  # the sentence that announces them
    above, below = _cut(section.blocks, texts[first])
    apart = section.apart(below, cast(Kind, other), "inferred") if is_known else section.loose(below)
    return [section._replace(blocks=above), apart]


def split_years(section: Section, grammars: Grammars) -> list[Section]:
    """The section, and apart from it the bullets among duties, or of a level of a ladder, that say how long somebody
    has worked before: `Usually at least 2 years of experience`. They are demands."""
    if section.kind not in TIMELESS or section.basis not in ("stated", "nested") or not section.has_list:
        return [section]
    runs = list(_runs_by_years(section.blocks, grammars))
    if not any(asks for asks, _ in runs):
        return [section]
    pieces: list[Section] = []
    for asks, run in groupby(runs, itemgetter(0)):
        blocks = tuple(block for _, block in run)
        if asks:
            pieces.append(section.apart(blocks, "requirements", "inferred"))
        elif pieces:
            pieces.append(section._replace(heading=None, blocks=blocks, kind="responsibilities"))
        else:
            pieces.append(section._replace(blocks=blocks))
    is_headed = pieces[0].heading is section.heading
    return pieces if is_headed else [section._replace(blocks=()), *pieces]  # a demand is the first bullet


def _runs_by_years(blocks: Sequence[Block], grammars: Grammars) -> Iterator[tuple[bool, Block]]:
    """The blocks, each with whether it asks for years of experience; lists in parts, so that each part is of one
    kind."""
    for block in blocks:
        if not isinstance(block, BulletList) or not block.items:
            yield False, block
            continue
        asks = [_asks_for_years(item, grammars) for item in block.items]
        for asked, run in groupby(zip(asks, block.items, strict=True), itemgetter(0)):
            yield asked, BulletList.of(item for _, item in run)


def _asks_for_years(item: Item, grammars: Grammars) -> bool:
    """Whether a bullet states years of experience, and no duty."""
    text = grammars.plain(item.text)
    return not grammars.words.opening_verbs.begins(text, "responsibilities") and bool(grammars.years(text))


def split_mixed(section: Section, grammars: Grammars) -> list[Section]:
    """A description, and each long paragraph of it that speaks of several other things, or mostly of one, as a section
    that says of which."""
    describes = section.kind == "description" or (section.kind is None and section.heading is None)
    if section.level is not None or section.is_loose or not describes:
        return [section]
    pieces: list[Section] = []
    for block in section.blocks:
        spoken_of = _others_in(grammars.plain(block.text), grammars) if isinstance(block, Paragraph) else ()
        if pieces and not spoken_of and not pieces[-1].spoken_of:
            pieces[-1] = pieces[-1]._replace(blocks=(*pieces[-1].blocks, block))
        else:
            heading = None if pieces else section.heading
            pieces.append(section._replace(heading=heading, blocks=(block,), spoken_of=spoken_of))
    return pieces or [section]


def _others_in(text: str, grammars: Grammars) -> tuple[str, ...]:
    """The kinds beside a description that a long paragraph speaks of: several, or one in most of its sentences."""
    if len(text) < MIXED_WIDTH:
        return ()
    given = grammars.words.cues.given_away_by
    sentences = split_sentences(text)
    kinds = given(text, lambda _: sentences).kinds - {"description"}
    if len(kinds) == 1:
        said = sum(len(sentence) for sentence in sentences if not kinds.isdisjoint(given(sentence).kinds))
        kinds = kinds if said > MOST_OF_TEXT * len(text) else frozenset()
    return tuple(sorted(kinds))


def _texts(blocks: Sequence[Block], grammars: Grammars) -> Iterator[_Text]:
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield _Text(grammars.plain(block.text), at, None)
        elif isinstance(block, BulletList):
            for n, item in enumerate(block.items):
                if item.depth == 0:
                    yield _Text(grammars.plain(item.text), at, n)


def _told_behind(texts: Sequence[_Text], kind: str, grammars: Grammars) -> dict[int, tuple[str, int]]:
    """Of the texts behind the last one that is of the section's kind, those that speak of another: each with that kind,
    and how many phrases say so. Below a text in a script that does not part its words nobody knows."""
    told: dict[int, tuple[str, int]] = {}
    cues, verbs = grammars.words.cues, grammars.words.opening_verbs
    for at in range(len(texts) - 1, -1, -1):
        text = texts[at].text
        if verbs.begins(text, BEGINNINGS[kind]) or has_spaceless(text):
            break
        given = cues.given_away_by(text, split_sentences)
        if not given.kinds.isdisjoint({kind, BEGINNINGS[kind], "description"}):
            break
        if given.kind is not None and given.kind in AGAINST[kind]:
            told[at] = given.kind, given.phrases
        elif "requirements" in AGAINST[kind] and verbs.begins(text, "requirements"):
            told[at] = "requirements", 0
    return told


def _are_duties(texts: Sequence[_Text], grammars: Grammars) -> bool:
    """Whether nearly all of several texts begin as duties do."""
    duties = sum(grammars.words.opening_verbs.begins(text, "responsibilities") for text, *_ in texts)
    return duties >= LEAST_DEMANDS and duties >= MOST_DUTIES * len(texts)


def _is_enough(told: Mapping[int, tuple[str, int]], texts: Sequence[_Text]) -> bool:
    """Whether several texts speak of another kind, or the last paragraph does with several phrases."""
    if len(told) == 1:
        ((at, (_, phrases)),) = told.items()
        return at == len(texts) - 1 > 0 and texts[at].item is None and phrases >= LEAST_TEXTS
    demands = sum(kind == "requirements" for kind, _ in told.values())
    return len(told) - demands >= LEAST_TEXTS or demands >= LEAST_DEMANDS


def _cut(blocks: Sequence[Block], first: _Text) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks above a text, and those from it on."""
    above, below = list(blocks[: first.block]), list(blocks[first.block :])
    block = below[0]
    if first.item and isinstance(block, BulletList):
        above.append(BulletList.of(block.items[: first.item]))
        below[0] = BulletList.of(block.items[first.item :])
    return tuple(above), tuple(below)

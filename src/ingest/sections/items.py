"""Items of a section: bullets, unmarked lines and rows, under labels of levels and sub-headings, or without any."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Item, Paragraph, Table
from ingest.grammar import Grammars
from ingest.grammar_terminals import LEVEL_CODE
from ingest.lazy_patterns import rare
from ingest.outline.model import Section
from ingest.punctuation import CLAUSE_ENDS, COLONS, DASH
from ingest.records import LevelBasis
from ingest.section_kinds import Kind
from ingest.sections.damaged_bullets import report_odd_bullets
from ingest.sections.item_intros import LEAST_UNMARKED, is_first_item, may_have_intro, starts_set_apart
from ingest.sections.item_tables import read_item_table
from ingest.sections.level_labels import Label, find_label, has_number, label_of_mark
from ingest.sections.prose import take_intro, take_placeholders
from ingest.sections.reader_interface import Claim, Context, Lined
from ingest.sections.unmarked_items import as_bullets
from ingest.text.normalise import fits, link_texts, without_links
from ingest.text.sentences import has_ended

MOST_LEVELS = 10  # that items of one list begin with, one each; more are numbers of items: `D1: …` to `D21: …`
LABEL_LENGTH = 48
LONGEST_LABEL = 12  # characters of `TODO` and the like
TITLE_WORDS = 3
TITLE_WIDTH = 30  # columns: where words are not set apart, only width tells a title from a sentence
_TITLE = rare(rf"[^\W\d_a-z][^\d{''.join(CLAUSE_ENDS)}]*$")  # letters, no end mark
_PREFIXED = re.compile(rf"(?:\*\*)?(?P<level>{LEVEL_CODE})(?:\*\*)?\s*[:{DASH}](?:\*\*)?\s+(?P<text>\S.*)$")


IsOwn = Callable[[str], bool]


def never(text: str) -> bool:
    """No sentence above a list is an item of its own."""
    return False


class ItemRow(NamedTuple):
    """One item, before it is a record: its level, the sub-heading above it, its number, that of the item around it."""

    level: str | None
    level_basis: LevelBasis | None
    level_title: str | None
    group: str | None
    ordinal: int
    parent: int | None
    text: str
    start: int
    end: int
    lead: str | None = None  # the sentence above it that announces it and its neighbours


class ItemReader:
    """Walks a section's blocks with the label of a level and the sub-heading that hold for the next item."""

    def __init__(
        self, section: Section, grammars: Grammars, claim: Claim, *, is_by_level: bool = False, is_own: IsOwn = never
    ) -> None:
        self.grammars = grammars
        self.is_own = is_own
        self.is_by_level = is_by_level
        self.claim = claim
        self.rows: list[ItemRow] = []
        self.labelled = False
        mark, heading = section.level, section.heading
        # What the labels of items name, or the section's own heading: `Senior Baker requirements`.
        self.levels = [mark] if mark is not None and heading is not None and heading.start == mark.start else []
        self.unmarked: list[Paragraph] = []  # paragraphs that were read as items
        self._above = (
            label_of_mark(section.level) if section.level else None
        )  # the level that the whole section belongs to
        self._label = self._above
        self._group = section.group
        self._is_marked = section.heading is not None and section.heading.depth is not None
        self._has_lists = any(isinstance(block, BulletList | Table) for block in section.blocks)
        self._heading: Heading | None = None  # a sub-heading of which it is open whether items are below it
        self._lead: str | None = None
        self._set_apart = starts_set_apart(section)
        self._begun = False  # whether the label has items already
        self._place: Lined | None = None  # where the label is
        self._seen = 0  # rows of which it is known whether they have an end mark
        self._any_ended = self._last_ended = False

    def take(self, block: Block) -> None:
        """Take a paragraph as an item."""
        assert isinstance(block, Paragraph), block
        self._row(block.text, block)

    def begin_below(self, intros: Sequence[Paragraph]) -> None:
        """Begin below the sentences that were taken from the section's top; the last may announce its first list."""
        if intros and intros[-1].text.endswith(COLONS):
            self._lead = intros[-1].text

    def read(self, block: Block, following: Block | None) -> None:
        """Take one block: a label, a sub-heading, bullets, a table, a definition, an unmarked item; others are kept."""
        if isinstance(block, Heading | Paragraph):
            self._lead = None
        if not isinstance(block, Heading) and self._is_excluded(block, following):
            self._keep(block)
        elif isinstance(block, BulletList):
            self._bullets(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Heading | Paragraph) and (label := self._label_in(block)):
            self._open(label, block)
        elif isinstance(block, Heading):
            self.close()
            self._label, self._group, self._place = self._above, block.text, None
            self._own_heading()
            self._heading = block
        elif isinstance(block, Paragraph) and (self._defines(block) if block.mark else self.is_own(block.text)):
            self._row(block.text, block)
        elif self._place and isinstance(block, Paragraph) and not self._begun and isinstance(following, BulletList):
            self._below_label(block)
        elif isinstance(block, Paragraph) and self._announces(block, following):
            self.claim.intros.append(block)
        elif isinstance(block, Paragraph) and not block.mark and self._is_item(block):
            self._row(block.text, block)
            self.unmarked.append(block)
        else:
            self.close()
            self._label, self._place = self._above, None  # what follows is of something else
            self._keep(block)
        if isinstance(block, Paragraph) and self._announces(block, following):
            self._lead = block.text

    def _is_excluded(self, block: Block, following: Block | None) -> bool:
        """Whether a block is what the page says is not asked for or not done, or the sentence that announces it."""
        above = self._lead or self._group
        if isinstance(block, Paragraph) and self._announces(block, following):
            above = block.text
        return above is not None and self.grammars.words.excludes(above)

    def _keep(self, block: Block) -> None:
        """Keep a block that is no item, with the sub-heading right above it."""
        if self._heading is not None:
            self.claim.rest.append(self._heading)
            self._heading = None
        self.claim.rest.append(block)

    def _defines(self, block: Paragraph) -> bool:
        """Whether a definition says more of the label above it."""
        return bool(block.mark) and self.labelled and self._label is not None

    def _is_item(self, block: Paragraph) -> bool:
        """Whether a paragraph is an item of its own, and no link to more: blank lines set it apart, or marks tell
        headings from text and no list is in the section. Below a bullet that breaks off it may be the rest of it; where
        levels are announced and gone, nothing says whose it is."""
        if self.is_by_level or self._place or link_texts(block.text) or (self.rows and self._breaks_off()):
            return False
        label, colon, _ = self.grammars.plain(block.text).partition(":")
        if colon and self.grammars.is_remark(label):
            return False  # `Note: levels are reviewed every two years.`
        return block.start in self._set_apart or (self._is_marked and not self._has_lists)

    def _breaks_off(self) -> bool:
        """Whether the last item has no end mark, though others have one."""
        while self._seen < len(self.rows):
            self._last_ended = has_ended(self.rows[self._seen].text)
            self._any_ended = self._any_ended or self._last_ended
            self._seen += 1
        return self._any_ended and not self._last_ended

    @staticmethod
    def _announces(block: Paragraph, following: Block | None) -> bool:
        """Whether a paragraph announces the list below it."""
        return block.text.endswith(COLONS) and isinstance(following, BulletList)

    def _own_heading(self) -> None:
        """Own the sub-heading that something was read below: as a line that only heads its list it has no owner yet."""
        if self._heading is not None:
            self.claim.owned.append(self._heading)
            self._heading = None

    def _label_in(self, block: Heading | Paragraph) -> Label | None:
        """The level that a line names for the items below it."""
        if isinstance(block, Paragraph) and (block.mark or len(block.text) > LABEL_LENGTH):
            return None
        label = find_label(block.text, self.grammars)
        return None if label and isinstance(block, Paragraph) and self._is_named_by(label) else label

    def _is_named_by(self, below: Label) -> bool:
        """Whether a label right below the last one is its title: `IC1` over `Associate`, a number over a name."""
        above = self._label if self._place and not self._begun else None
        return above is not None and has_number(above.key) and not has_number(below.key)

    def _note(self, label: Label, lined: Lined) -> None:
        """A level that the page names as the label of items."""
        if label.mark is not None:
            self.levels.append(label.mark._replace(title=label.title, start=lined.start, end=lined.end))

    def _below_label(self, block: Paragraph) -> None:
        """Between a label and its bullets: the label's title, or a sentence on the level."""
        assert self._label is not None
        if _TITLE.match(block.text) and len(block.text.split()) <= TITLE_WORDS and fits(block.text, TITLE_WIDTH):
            title = f"{self._label.title} {block.text}" if self._label.title else block.text
            self._label = self._label._replace(title=title)
            if self.levels:
                self.levels[-1] = self.levels[-1]._replace(title=title, end=block.end)
            self.claim.owned.append(block)
            self.claim.say("W417", block, f"{self._label.key}: {title}")
        else:
            self.claim.intros.append(block)
            self.claim.say("W423", block, block.text[:60])

    def _open(self, label: Label, lined: Lined) -> None:
        self.close()
        self._own_heading()
        self.claim.owned.append(lined)
        self._label, self._group, self._begun, self.labelled = label, None, False, True
        self._place = lined
        self._note(label, lined)
        if label.glued:
            detail = f"{label.key} and {label.title}"
            self.claim.say("W409", lined, detail)

    def finish(self) -> None:
        """Finish after the last block."""
        self._own_heading()
        self.close()

    def close(self) -> None:
        """Say of the last label that nothing is below it."""
        if self._label and not self._begun and self._place:
            title = f" — {self._label.title}" if self._label.title else ""
            detail = f"{self._label.key}{title}"
            self.claim.say("I604", self._place, detail)

    def _bullets(self, block: BulletList) -> None:
        if 0 < len(block.items) <= MOST_LEVELS and all(_PREFIXED.match(item.text) for item in block.items):
            self._prefixed(block)
            return
        parents: list[int] = []  # ordinals of the bullets that the next one may be nested under
        margin = 0
        labels = self._bullet_labels(block.items)
        for at, item in enumerate(block.items):
            if label := labels.get(at):
                self._open(label, item)
                parents, margin = [], item.depth + 1 if at + 1 < len(block.items) else 0
                margin = margin if block.items[at + 1].depth > item.depth else 0
                continue
            if self._says_nothing(item.text):
                self.claim.rest.append(BulletList.of((item,)))
                continue
            depth = max(0, item.depth - margin)
            del parents[depth:]
            self._row(item.text, item, parents[-1] if parents else None)
            parents.append(len(self.rows))

    def _says_nothing(self, text: str) -> bool:
        """Whether a bullet is a picture, or only says what is to be written: `→`, `TODO`, `TBD: winter duties`."""
        label = text.partition(":")[0]
        if len(label) > LONGEST_LABEL:
            return False
        is_picture = not text.isascii() and not any(map(str.isalnum, text))
        return is_picture or ((label == text or label.isupper()) and self.grammars.is_placeholder(label))

    def _bullet_labels(self, items: tuple[Item, ...]) -> dict[int, Label]:
        """Return the bullets that are labels of levels.

        Bullets above nested bullets are, if most bullets of their depth with nested bullets are: `Lead` beside
        `Planting` and `Machines` is a subject. A nested one above none is one of the things that the bullet above it
        names: `EC2` below `Clouds, such as:`.
        """
        labels = {at: label for at in range(len(items)) if (label := self._bullet_label(items, at))}
        if not labels:
            return labels
        heads = {at for at, (item, below) in enumerate(pairwise(items)) if below.depth > item.depth}
        all_of, named = (Counter(items[at].depth for at in found) for found in (heads, heads & labels.keys()))
        return {
            at: label
            for at, label in labels.items()
            if (named[items[at].depth] * 2 > all_of[items[at].depth] if at in heads else items[at].depth == 0)
        }

    def _bullet_label(self, items: tuple[Item, ...], at: int) -> Label | None:
        """A bullet that says nothing but a level, or heads bullets nested under it, is a label."""
        item = items[at]
        following = items[at + 1] if at + 1 < len(items) else None
        label = find_label(item.text, self.grammars) if len(item.text) <= LABEL_LENGTH and following else None
        if label and following and (label.title is None or following.depth > item.depth):
            return label
        return None

    def _prefixed(self, block: BulletList) -> None:
        """`P1: Reads claims.`: every bullet names its own level."""
        for item in block.items:
            match = _PREFIXED.match(item.text)
            assert match is not None, item
            label = find_label(match["level"], self.grammars)
            if label:
                self._label, self.labelled = label, True
                self._note(label, item)
            self._row(match["text"], item)

    def _table(self, table: Table) -> None:
        """A table whose cells are items."""
        runs = read_item_table(table, self.claim, self.grammars)
        if runs is None:
            self.claim.rest.append(table)
            return
        group, lead = self._group, self._lead
        for run in runs:
            if run.label is not None:
                self._label, self.labelled = run.label, True
                self._note(run.label, run.named_by)
            self._group, self._lead = run.group or group, run.lead or lead
            for text, row in run.items:
                self._row(text, row)
        self._group, self._lead = group, lead

    def _row(self, text: str, lined: Lined, parent: int | None = None) -> None:
        label = self._label
        self._begun = True
        self._own_heading()
        self.rows.append(
            ItemRow(
                level=label.key if label else None,
                level_basis="stated" if label and label.key else None,
                level_title=label.title if label else None,
                group=self._group,
                ordinal=len(self.rows) + 1,
                parent=parent,
                text=without_links(text),
                start=lined.start,
                end=lined.end,
                lead=self._lead,
            )
        )


def read_items(
    section: Section,
    context: Context,
    claim: Claim,
    *,
    is_by_level: bool = False,
    is_own: IsOwn = never,
    kind: Kind | None = None,
) -> ItemReader:
    """The items of a section, read into `rows`. `is_by_level` says that the heading announces levels, which pages
    explain in a sentence below it; `is_own` which sentences are items even where they announce others; `kind` what the
    items are, where the first sentence above them may be one of them."""
    section = section._replace(blocks=_without_furniture(section.blocks, claim, context))
    reader = ItemReader(section, context.grammars, claim, is_by_level=is_by_level, is_own=is_own)
    are_named = (kind == "requirements" and section.need is not None) or _are_lines(section.blocks, kind, context)
    blocks = as_bullets(section.blocks, is_by_level, claim, context.grammars, are_named=are_named)
    has_lists = any(isinstance(block, BulletList | Table) for block in blocks)
    if may_have_intro(section, blocks, context.grammars, is_listed=is_by_level or has_lists):
        opens = bool(blocks) and isinstance(blocks[0], Paragraph) and is_own(blocks[0].text)
        if kind is not None and not is_by_level and is_first_item(blocks, kind, context):
            reader.take(blocks[0])
            blocks = list(blocks[1:])
        elif not opens:
            blocks = take_intro(blocks, claim, context.grammars)
    else:
        blocks = take_placeholders(blocks, claim, context.grammars)
    reader.begin_below(claim.intros)
    for at, block in enumerate(blocks):
        reader.read(block, blocks[at + 1] if at + 1 < len(blocks) else None)
    reader.finish()
    if len(reader.unmarked) >= LEAST_UNMARKED:
        first, last = reader.unmarked[0], reader.unmarked[-1]
        claim.say("W434", first, f"{len(reader.unmarked)} lines", last=last)
    claim.diagnostics += report_odd_bullets(reader.rows)
    return reader


def _without_furniture(blocks: tuple[Block, ...], claim: Claim, context: Context) -> tuple[Block, ...]:
    """Return the blocks without marks of the page that are a list of their own: `* Required Question`."""
    aside = [
        block
        for block in blocks
        if isinstance(block, BulletList)
        and len(blocks) > len(block.items) == 1
        and context.grammars.is_furniture(block.items[0].text)
    ]
    claim.furniture += aside
    held = set(map(id, aside))
    return tuple(block for block in blocks if id(block) not in held) if aside else blocks


def _are_lines(blocks: Sequence[Block], kind: Kind | None, context: Context) -> bool:
    """Whether there are several texts, and each ends without a stop or begins as items of the kind do."""
    if kind is None or len(blocks) < LEAST_UNMARKED or not all(isinstance(block, Paragraph) for block in blocks):
        return False
    ended = [block.text for block in blocks if isinstance(block, Paragraph) and has_ended(block.text)]
    return all(context.grammars.words.opening_verbs.begins(context.plain(text), kind) for text in ended)

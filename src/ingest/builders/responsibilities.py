"""Responsibilities: bullets under level labels, or without any."""

from __future__ import annotations

import re
from typing import Any

from ingest.blocks import Block, BulletList, Heading, Item, Paragraph, Table
from ingest.blocks.text import fits, without_links
from ingest.builders.claim import Claim, Context, Lined, span
from ingest.builders.intro import take_intro
from ingest.builders.odd_bullets import report_odd_bullets
from ingest.builders.progression import infer_levels
from ingest.builders.ragged import whole_rows
from ingest.builders.section import Section
from ingest.builders.unmarked import as_bullets
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars, Label
from ingest.rare import rare

LABEL_LENGTH = 48
LEAST_COLUMNS = 2  # of levels beside each other
TITLE_WORDS = 3
TITLE_WIDTH = 30  # columns: where words are not set apart, only width tells a title from a sentence
_TITLE = rare(r"[^\W\d_a-z][^\d.!?:;。！？]*$")  # letters, no end mark
_PREFIXED = re.compile(r"(?:\*\*)?(?P<level>[A-Z]{1,4}\d{1,2})(?:\*\*)?\s*(?::|[—–-])(?:\*\*)?\s+(?P<text>\S.*)$")


def build_responsibilities(section: Section, context: Context) -> Claim:
    """Every bullet, with the level of the label above it; without labels, with the level that the guidelines prove."""
    claim = Claim()
    reader = _Reader(context.grammars, claim)
    unmarked = as_bullets(section.blocks, _is_by_level(section), claim, context.grammars)
    blocks = take_intro(unmarked, claim, context.grammars)
    for at, block in enumerate(blocks):
        reader.read(block, blocks[at + 1] if at + 1 < len(blocks) else None)
    reader.close()
    claim.diagnostics += report_odd_bullets(reader.rows)
    if reader.rows and not reader.labelled:
        _infer(reader.rows, section, context, claim)
    claim.values["responsibilities"] = reader.rows
    return claim


def _is_by_level(section: Section) -> bool:
    """Whether the heading announces levels, which pages explain in a sentence below it."""
    return section.heading is not None and "level" in section.heading.text.casefold()


def absorbs_responsibilities(section: Section, last: Block | None, grammars: Grammars) -> bool:
    """A level label goes on with the section, whatever its mark."""
    return section.heading is not None and grammars.label(section.heading.text) is not None


def is_label_of_duties(section: Section, above: str, grammars: Grammars) -> bool:
    """`Level P1` over bullets that hold no attribute is no level block, but a label among responsibilities."""
    heading = section.heading
    if above != "responsibilities" or heading is None or heading.section != "level":
        return False
    if grammars.label(heading.text) is None or not any(isinstance(block, BulletList) for block in section.blocks):
        return False
    texts = [item.text for block in section.blocks if isinstance(block, BulletList) for item in block.items]
    return not any(grammars.attribute(text.partition(":")[0]) for text in texts)


class _Reader:
    """Walks the section's blocks with the label that holds for the next bullet."""

    def __init__(self, grammars: Grammars, claim: Claim) -> None:
        self.grammars = grammars
        self.claim = claim
        self.rows: list[dict[str, Any]] = []
        self.labelled = False
        self._label: Label | None = None
        self._begun = False  # whether the label has bullets already
        self._place: Lined | None = None  # where the label stands

    def read(self, block: Block, following: Block | None) -> None:
        """Take one block: a label, bullets, a table, a definition; anything else is kept."""
        if isinstance(block, BulletList):
            self._bullets(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Heading | Paragraph) and self._is_label(block):
            self.claim.owned.append(block)
        elif isinstance(block, Paragraph) and self._label and block.mark:
            self._row(block.text, block)
            self.claim.owned.append(block)
        elif isinstance(block, Paragraph) and self._label and not self._begun and isinstance(following, BulletList):
            self._below_label(block)
        else:
            self.close()
            self._label = None  # what stands between says that the next bullets are of something else
            self.claim.rest.append(block)

    def _is_label(self, block: Heading | Paragraph) -> bool:
        label = self.grammars.label(block.text)
        if label is None or (isinstance(block, Paragraph) and (block.mark or len(block.text) > LABEL_LENGTH)):
            return False
        self._open(label, block)
        return True

    def _below_label(self, block: Paragraph) -> None:
        """Between a label and its bullets: the label's title, or a sentence on the level."""
        assert self._label is not None
        if _TITLE.match(block.text) and len(block.text.split()) <= TITLE_WORDS and fits(block.text, TITLE_WIDTH):
            title = f"{self._label.text} {block.text}" if self._label.text else block.text
            self._label = self._label._replace(text=title)
            self.claim.owned.append(block)
            self.claim.diagnostics.append(
                diagnose("W417", block.start, block.end, f"{self._label.level.code}: {title}")
            )
        else:
            self.claim.intros.append(block)
            self.claim.diagnostics.append(diagnose("W423", block.start, block.end, block.text[:60]))

    def _open(self, label: Label, lined: Lined) -> None:
        self.close()
        self._label, self._begun, self.labelled = label, False, True
        self._place = lined
        if label.glued:
            detail = f"{label.level.code} and {label.text}"
            self.claim.diagnostics.append(diagnose("W409", lined.start, lined.end, detail))

    def close(self) -> None:
        """Say of the last label that nothing stands under it."""
        if self._label and not self._begun and self._place:
            title = f" — {self._label.text}" if self._label.text else ""
            detail = f"{self._label.level.code}{title}"
            self.claim.diagnostics.append(diagnose("I604", self._place.start, self._place.end, detail))

    def _bullets(self, block: BulletList) -> None:
        self.claim.owned.append(block)
        if block.items and all(_PREFIXED.match(item.text) for item in block.items):
            self._prefixed(block)
            return
        parents: list[int] = []  # ordinals of the bullets that the next one may be nested under
        margin = 0
        for at, item in enumerate(block.items):
            label = self._bullet_label(block.items, at)
            if label:
                self._open(label, item)
                parents, margin = [], item.depth + 1 if at + 1 < len(block.items) else 0
                margin = margin if block.items[at + 1].depth > item.depth else 0
                continue
            depth = max(0, item.depth - margin)
            del parents[depth:]
            self._row(item.text, item, parents[-1] if parents else None)
            parents.append(len(self.rows))

    def _bullet_label(self, items: tuple[Item, ...], at: int) -> Label | None:
        """A bullet that says nothing but a level, or heads bullets nested under it, is a label."""
        item = items[at]
        following = items[at + 1] if at + 1 < len(items) else None
        label = self.grammars.label(item.text) if len(item.text) <= LABEL_LENGTH and following else None
        if label and following and (label.text is None or following.depth > item.depth):
            return label
        return None

    def _prefixed(self, block: BulletList) -> None:
        """`P1: Reads claims.`: every bullet names its own level."""
        for item in block.items:
            match = _PREFIXED.match(item.text)
            assert match is not None, item
            label = self.grammars.label(match["level"])
            if label:
                self._label, self.labelled = label, True
            self._row(match["text"], item)

    def _table(self, table: Table) -> None:
        """A table with a column of levels and one of responsibilities; a title may stand between."""
        width = table.width
        if self._across(table):
            return
        fields = [self.grammars.column(cell) for cell in table.header.cells] if table.header else []
        rows = [row for row in table.rows if len(row.cells) == width]
        labels = [self.grammars.label(row.cells[0]) for row in rows]
        header = table.header
        if header and width == len(header.cells) and self.grammars.label(header.cells[0]) and fields[0] != "level":
            table = table._replace(header=None, rows=(header, *table.rows))  # no header: its first row is a level's
            rows, labels = list(table.rows), [self.grammars.label(row.cells[0]) for row in table.rows]
            fields = []
        known = width == 2 or (len(fields) == width == 3 and "responsibility" in fields and "title" in fields)
        if not known or not rows or not all(labels):
            self.claim.rest.append(table)
            return
        text_at = fields.index("responsibility") if "responsibility" in fields else 1
        title_at = fields.index("title") if width == 3 else None
        self.labelled = True
        for row, label in zip(whole_rows(table, width, self.claim), labels, strict=True):
            assert label is not None
            title = label.text if title_at is None else row.cells[title_at] or None
            self._label = label._replace(text=title)
            self._row(row.cells[text_at], row)

    def _across(self, table: Table) -> bool:
        """A column a level, each cell a responsibility; only where no cell is missing, or it may have moved."""
        labels = [self.grammars.label(cell) for cell in table.header.cells] if table.header else []
        if len(labels) < LEAST_COLUMNS or not all(labels) or len(labels) != table.width:
            return False
        if any(len(row.cells) != len(labels) or not all(row.cells) for row in table.rows):
            return False
        self.labelled = True
        for at, label in enumerate(labels):
            self._label = label
            for row in table.rows:
                self._row(row.cells[at], row)
        self.claim.owned.append(table)
        return True

    def _row(self, text: str, lined: Lined, parent: int | None = None) -> None:
        label = self._label
        self._begun = True
        self.rows.append(
            {
                "level": label.level.code if label else None,
                "level_basis": "stated" if label else None,
                "level_title": label.text if label else None,
                "ordinal": len(self.rows) + 1,
                "parent": parent,
                "text": without_links(text),
                "span": span(lined),
            }
        )


def _infer(rows: list[dict[str, Any]], section: Section, context: Context, claim: Claim) -> None:
    outer = [row for row in rows if row["parent"] is None]
    first, last = rows[0]["span"]["line_start"], rows[-1]["span"]["line_end"]
    guidelines = context.guidelines
    levels = infer_levels([row["text"] for row in outer], guidelines)
    if levels is None:
        if guidelines or _is_by_level(section):
            claim.diagnostics.append(diagnose("W402", first, last, f"{len(outer)} bullets"))
        return
    by_ordinal: dict[int, str] = dict(zip((row["ordinal"] for row in outer), levels, strict=True))
    for row in rows:
        level = by_ordinal.get(row["ordinal"]) or by_ordinal.get(row["parent"])
        if row["parent"] is not None:
            by_ordinal[row["ordinal"]] = level or ""
        row["level"], row["level_basis"] = level, "inferred"
    count = len(outer) // len(set(levels))
    proof = "the order is proven by the guidelines' words, the boundaries are not"
    detail = f"{len(set(levels))} levels of {count} bullets; {proof}"
    claim.diagnostics.append(diagnose("W401", first, last, detail))

"""Codes that a page states: alone on a line, below their key, behind it in a bullet or in a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Block, BulletList, Heading, Paragraph, Part, Table
from ingest.blocks.headings import BETWEEN
from ingest.grammar import CodeLine, Grammars
from ingest.lazy_patterns import rare
from ingest.punctuation import COLON
from ingest.text.normalise import fits

LINE_WIDTH = 120
_COLON = rare(COLON)  # behind a key


class StatedCode(NamedTuple):
    """A code in the blocks from number `first` to `last`: as a paragraph of its own, and what else is in its block.
    `is_beside`: its line holds other things, so that the title has to confirm it."""

    first: int
    last: int
    block: Paragraph
    code: CodeLine
    rest: Block | None = None
    is_beside: bool = False

    def moved(self, offset: int) -> StatedCode:
        """The same, counted from elsewhere."""
        return self._replace(first=self.first + offset, last=self.last + offset)


def stated_codes(part: Part, grammars: Grammars) -> list[StatedCode]:
    """Return the codes of a part, in order. Among bullets and cells a code counts only beside or behind its key."""
    found = []
    for i, block in enumerate(part.blocks):
        stated: StatedCode | None = None
        if isinstance(block, Paragraph) and grammars.may_hold_code(block.text):
            stated = _alone(part.blocks, i, block, grammars)
        elif isinstance(block, BulletList) and grammars.may_hold_code("\n".join([item.text for item in block.items])):
            stated = _in_list(i, block, grammars)
        elif isinstance(block, Table) and block.width == 2:
            stated = _in_table(i, block, grammars)
        if stated:
            found.append(stated)
    return found


def _alone(blocks: Sequence[Block], i: int, block: Paragraph, grammars: Grammars) -> StatedCode | None:
    """A code on a line of its own; its key and its level right above it, each alone on a line, belong to it."""
    code = grammars.code(block.text)
    if block.mark or code is None:
        return None if block.mark else _beside(i, block, grammars)
    first = i
    while first and isinstance(above := blocks[first - 1], Heading | Paragraph):
        label = grammars.label(above.text)
        if grammars.is_code_key(above.text):
            code = code._replace(is_named=True)
        elif label is None or label.text is not None or label.level != code.level:
            break
        first -= 1
    return StatedCode(first, i, block._replace(start=blocks[first].start), code)


def _beside(i: int, block: Paragraph, grammars: Grammars) -> StatedCode | None:
    """`ECO.BIRDS.P3 · Version 4`: one code among other things on a short line, which stays as it is."""
    if not BETWEEN.search(block.text[: 2 * LINE_WIDTH]) or not fits(block.text, LINE_WIDTH):
        return None
    codes = [code for code in map(grammars.code, BETWEEN.split(block.text)) if code]
    if len(codes) != 1:
        return None
    return StatedCode(i, i, block, codes[0], block, is_beside=True)


def _in_list(i: int, block: BulletList, grammars: Grammars) -> StatedCode | None:
    for n, item in enumerate(block.items):
        code = grammars.code(item.text) if _COLON.search(item.text) else None
        if code and code.is_named:
            items = (*block.items[:n], *block.items[n + 1 :])
            rest = BulletList.of(items) if items else None
            return StatedCode(i, i, Paragraph(item.text, item.start, item.end), code, rest)
    return None


def _in_table(i: int, table: Table, grammars: Grammars) -> StatedCode | None:
    """A row of keys and values, or the line that was taken for such a table's header."""
    rows = table.all_rows
    for n, row in enumerate(rows):
        code = grammars.code(row.cells[1]) if len(row.cells) == 2 and grammars.is_code_key(row.cells[0]) else None
        if code is None:
            continue
        others = (*rows[:n], *rows[n + 1 :])
        rest = table._replace(header=None, rows=others, start=others[0].start, end=others[-1].end) if others else None
        return StatedCode(i, i, Paragraph(row.cells[1], row.start, row.end), code._replace(is_named=True), rest)
    return None

"""Whether a text is truncated: its last line breaks off where the page itself shows that something is missing.

Pages end without an end mark all the time. Evidence is what the rest of the page does otherwise (bullets and
paragraphs that all come to an end, rows that all have their cells) or what is opened and never closed.
"""

from __future__ import annotations

import re

from ingest.blocks.model import Block, BulletList, CodeBlock, Document, Paragraph
from ingest.text.sentences import is_unfinished
from ingest.text.table import Row, Table

_FEWEST = 3  # other bullets, rows or paragraphs that have to do better
_MOST = 0.9  # share of the paragraphs that come to an end
_SENTENCE = 8  # words
_LONGER = 2  # letters that a whole word has more than its beginning
_OPEN = (",", "(", "[", "{", "„", "“", "«", "‘")
_CLOSING = "*_`\"'”’»)]}>"
_WORD = re.compile(r"\w+")
_IN_WORD = re.compile(r"\w")
_LAST_WORD = re.compile(r"\w{4,}$")
_TAIL = 300  # characters at the end of a line that are looked at: no address is longer
_FENCE = ("```", "~~~")
_HALF_LINK = re.compile(r"\]\([^()\s]*$|<[A-Za-z/][^<>]*$")
_PLACE = re.compile(r"(?:\]\([^()]*\)|[a-z]+://\S+|\S+@\S+)[*_]*$")  # a line may well end with a link or an address


def ends_early(document: Document) -> str | None:
    """What shows that the text of a document breaks off; None if nothing does. Takes linear time."""
    last = next((n for n in range(len(document.lines), 0, -1) if document.lines[n - 1].strip()), 0)
    blocks = document.blocks
    if not blocks or blocks[-1].end < last:  # a footer follows
        return None
    line = document.lines[last - 1].rstrip()
    block = blocks[-1]
    if isinstance(block, Table):
        return _row(block, line)
    if isinstance(block, CodeBlock):
        fenced = document.lines[block.start - 1].lstrip().startswith(_FENCE)
        closed = block.end > block.start and line.lstrip().startswith(_FENCE)
        return "the code block is not closed" if fenced and not closed else None
    if not isinstance(block, BulletList | Paragraph) or _is_finished(line):
        return None
    return _opened(line) or _unlike_others(block, blocks, line) or _half_word(document, last, line)


def _row(table: Table, line: str) -> str | None:
    """A last row that lacks the border or the cells that all other rows have."""
    others = [row for row in (table.header, *table.rows[:-1]) if row]
    if not others or not table.rows:
        return None
    borders = all(_has_border(row) for row in others) and not line.endswith("|")
    cells = all(len(row.cells) == table.width for row in others) and len(table.rows[-1].cells) < table.width
    if borders and (cells or len(others) >= _FEWEST):
        return "the last row of the table has no border at its end, as all others have"
    return "the last row of the table lacks cells that all others have" if cells and len(others) >= _FEWEST else None


def _has_border(row: Row) -> bool:
    return row.raw.rstrip().endswith("|")


def _is_finished(line: str) -> bool:
    return (
        not is_unfinished(line) or not is_unfinished(line.rstrip(_CLOSING)) or _PLACE.search(line[-_TAIL:]) is not None
    )


def _opened(line: str) -> str | None:
    """Something that the last line opens and does not close."""
    if line.endswith(_OPEN):
        return f"the last line ends with {line[-1]!r}"
    if line.count("(") > line.count(")") and line.rfind("(") > line.rfind(")"):
        return "the last line opens a bracket and does not close it"
    if _HALF_LINK.search(line):
        return "the last line ends inside of a link or tag"
    return "the last line opens bold text and does not close it" if line.count("**") % 2 else None


def _unlike_others(block: BulletList | Paragraph, blocks: tuple[Block, ...], line: str) -> str | None:
    """A last bullet or sentence without an end mark, where all others have one."""
    if isinstance(block, BulletList):
        others = [item.text for item in block.items[:-1]]
        if len(others) >= _FEWEST and all(map(_is_finished, others)):
            return f"of {len(block.items)} bullets the last one alone has no end mark"
        return None
    texts = [other.text for other in blocks[:-1] if isinstance(other, Paragraph)]
    sentences = [text for text in texts if _is_sentence(text)]
    finished = sum(map(_is_finished, sentences))
    if _is_sentence(line) and len(sentences) > _FEWEST and finished >= _MOST * len(sentences):
        return f"the last line has no end mark, as {finished} of {len(sentences)} other paragraphs have"
    return None


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE


def _half_word(document: Document, last: int, line: str) -> str | None:
    """A last word that the page has nowhere else, and that begins a longer word of it."""
    found = _LAST_WORD.search(line[-_TAIL:])
    if not found:
        return None
    half = found[0]
    text = "\n".join((*document.lines[: last - 1], line[: len(line) - len(half)]))
    whole, at = "", -1
    while (at := text.find(half, at + 1)) >= 0:
        if at and _IN_WORD.match(text, at - 1):
            continue
        word = _WORD.match(text, at)
        if not word or word[0] == half:
            return None
        if len(word[0]) >= len(half) + _LONGER:
            whole = word[0]
    return f"the last word, {half!r}, is only the beginning of {whole!r}" if whole else None

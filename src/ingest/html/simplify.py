"""A page as a simpler one: shallow, without what is set aside, one line of text where Markdown can hold but one.

lxml reads the page, however broken it is, and hands over balanced events; nothing here depends on its depth.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from ingest.html.elements import (
    BLOCKS,
    BUTTONS,
    HEADINGS,
    LABELS,
    ONE_LINE,
    SEEN_EMPTY,
    VOID,
    WRITTEN,
    is_aside,
    is_part,
    meant_name,
    why_aside,
)
from ingest.html.origin_marks import Stretch, mark
from ingest.html.spanned_cells import Grid
from ingest.html.text_places import Places
from ingest.html.tokens import Token
from ingest.html.tree import Element
from ingest.punctuation import ENDS
from ingest.superscripts import RAISED

DEEPEST = 60  # elements deeper than this give their text, not their form; pages written by people stay below 40
WIDEST_SPAN = 20  # columns, and rows, that one cell may take
MOST_COPIES = 10_000  # of a page's cells, in further columns and rows
MOST_NUMBERED = 999  # a longer list has marks of more digits than marks have
_A_LINE = "a line"  # counts open elements of one line, among the counts of open elements by name
_IMPLIED = ("html", "body")  # around what an editor stored
_BLANKS = re.compile(r"[ \t\r\n\f](?:[ \t\r\n\f]+|(?<! ))")  # all that is more than one blank
_UNREADABLE = re.compile("[\0\ud800-\udfff]")  # libxml2 would stop there


class Simple(NamedTuple):
    """The simpler page, and how many characters of what are not in it.

    Its texts are marked with their `places` in the file; where these are rough, `is_rough`.
    """

    page: Element
    aside: Counter[str]
    spanning: int  # cells of tables that take several rows or columns
    listed: int  # items of lists inside of cells, but for the first of each cell
    places: dict[str, Stretch]
    is_rough: bool


def simplify(html: str) -> Simple:
    """Simplify a page. Never raises on a str, and takes time in proportion to its length."""
    html = _UNREADABLE.sub("\ufffd", html)
    file = Places(html)
    lowered = html.lower()
    target = _Simplifier(file, is_stored=not any(f"<{name}" in lowered for name in _IMPLIED))
    # The encoding is said, since what the page says of it was true of other bytes.
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, recover=True)
    parser.feed(b"<!---->" + html.encode())
    parser.close()
    return Simple(target.page, target.aside, target.spanning, target.listed, target.places, file.is_rough)


class _Open(NamedTuple):
    """An open element. `written` is the name it was written under; None where only its text counts."""

    name: str
    written: str | None


class _Simplifier:
    """A parser's target: hears of elements and text in the page's order, puts them into the simpler `page`."""

    def __init__(self, file: Places, *, is_stored: bool) -> None:
        self._file = file
        self._is_stored = is_stored  # without `<html>` and `<body>`, as an editor stores an article
        self.places: dict[str, Stretch] = {}  # by their marks
        self.page = Element("div")
        self._written = [self.page]  # the open elements of the simpler page, the innermost last
        self.aside: Counter[str] = Counter()
        self._open: list[_Open] = []
        self._inside: defaultdict[str, int] = defaultdict(int)  # how many of each element are open
        self._numbers: list[int] = []  # the last item's, for each open numbered list
        self._aside: list[str] = []
        self._depth = 0
        self._last = ""  # the last character of this block's text; "" at its beginning
        self._gap = ""  # what to write before the next text of this block: blanks are never written ahead
        self._part_ended = False
        self._grids: list[Grid] = []
        self.spanning = self.listed = 0
        self._copies = 0

    # -- what lxml calls -----------------------------------------------------------------------------------------------

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._aside or is_aside(name, attributes):
            self._aside.append(self._aside[0] if self._aside else why_aside(name))
            return
        tag = self._file.of_tag(name) if name in SEEN_EMPTY else None
        name = meant_name(name, attributes)
        if name in HEADINGS and self._written[-1].name == "li" and not self._written[-1].parts:
            self._unmake("li")
        if name in ("ul", "ol") and self._written[-1].name == "dd" and not self._last and self._inside[_A_LINE] == 1:
            self._unmake_definition()
        if self._begins_part(name):
            self._gap = self._gap or " "
        written = self._written_name(name)
        if written:
            self._write_start(written, attributes, tag)
        elif name in BLOCKS or name == "br":
            self._break(self._gap or " ")
        if name == "img" and (text := attributes.get("alt", "")):
            self._say(text, self._file.of_attribute(tag, "alt"))
        elif name == "ol":
            self._numbers.append(_number(attributes.get("start"), 1) - 1)
        self._open.append(_Open(name, written))
        self._inside[name] += 1
        if name in ONE_LINE:
            self._inside[_A_LINE] += 1

    def end(self, _: str) -> None:
        """The element that was opened last ends."""
        if self._aside:
            self._aside.pop()
            return
        name, written = self._open.pop()
        self._inside[name] -= 1
        if name in ONE_LINE:
            self._inside[_A_LINE] -= 1
        if name == "ol":
            self._numbers.pop()
        if written and written not in VOID:
            self._depth -= 1
            self._write_end(self._written.pop())
        if name in BLOCKS:
            if written:
                self._begin()
            else:
                self.listed += name == "li" and bool(self._grids)
                self._break("; " if name == "li" else " ")
        self._part_ended = is_part(name)

    def data(self, text: str) -> None:
        """Text, or a piece of one."""
        if self._aside:
            self._file.of_text(text)
            self.aside[self._aside[0]] += len(text.strip())
        elif self._inside["pre"] and not self._inside[_A_LINE]:
            lines = (self._marked_line(line) for line in text.split("\n"))
            self._written[-1].parts.append("\n".join(lines))
        elif self._is_stored and "\n" in text and all(each.name in _IMPLIED for each in self._open):
            for at, paragraph in enumerate(text.split("\r\n\r\n" if "\r" in text else "\n\n")):
                if at:
                    self._end_paragraph()
                if paragraph:
                    self._say(paragraph, self._file.of_text(paragraph))
        else:
            self._say(text, self._file.of_text(text))

    def comment(self, text: str) -> None:
        """A comment is no part of the text."""
        self.aside["comments"] += len(text.strip())

    def close(self) -> None:
        """The page ends."""

    # -- where it stands -----------------------------------------------------------------------------------------------

    def _mark(self, place: Stretch | None) -> str:
        if place is None:
            return ""
        made = mark(len(self.places))
        self.places[made] = place
        return made

    def _marked_line(self, line: str) -> str:
        said = line.rstrip()
        return said + self._mark(self._file.of_text(said)) + line[len(said) :]

    # -- what becomes of it --------------------------------------------------------------------------------------------

    def _begins_part(self, name: str) -> bool:
        """Whether a gap is seen before an inline element: behind another one, and before a heading's button."""
        if self._inside["pre"]:
            return False
        if self._part_ended and is_part(name):
            return True
        return name in BUTTONS and self._last.isalnum() and any(self._inside[line] for line in LABELS)

    def _written_name(self, name: str) -> str | None:
        if self._inside[_A_LINE] or self._depth >= DEEPEST:
            return None
        written = WRITTEN.get(name)
        if self._inside["li"] and (written in ("p", "div", "br") or name in HEADINGS):
            return None  # an item is a line, and the lists in it
        return "th" if name == "td" and self._inside["thead"] else written

    def _unmake(self, name: str) -> None:
        """Write the innermost element as a box, whatever the page calls it: an item that begins with a heading is no
        bullet, for the page is laid out by a list."""
        box = self._written[-1]
        box.name, box.number = "div", None
        at = max(i for i, opened in enumerate(self._open) if opened.name == name)
        self._open[at] = _Open("div", "div")
        self._inside[name] -= 1
        self._inside["div"] += 1

    def _unmake_definition(self) -> None:
        """A definition that begins with a list is no line, and its term is a heading over the list, in bold."""
        self._unmake("dd")
        self._inside[_A_LINE] -= 1
        terms = self._written[-2].parts
        if terms and isinstance(term := terms[-1], Element) and term.name == "dt":
            terms.pop()
            self._written[-2].add(Element("p", parts=[Element("strong", parts=term.parts)]))

    def _write_start(self, written: str, attributes: Mapping[str, str], tag: Token | None) -> None:
        element = Element(written, mark=self._mark((tag.start, tag.end)) if tag else "")
        if written == "li" and self._open and self._open[-1].name == "ol":
            self._numbers[-1] = _number(attributes.get("value"), self._numbers[-1] + 1)
            if 0 <= self._numbers[-1] <= MOST_NUMBERED:
                element.number = self._numbers[-1]
        elif written in ("td", "th"):
            self._begin_cell(element, attributes)
        elif written == "table":
            self._grids.append(Grid())
        if written in VOID:
            self._written[-1].add(element)
        else:
            self._written.append(element)
            self._depth += 1
        if written in BLOCKS or written in VOID:
            self._begin()

    def _begin_cell(self, cell: Element, attributes: Mapping[str, str]) -> None:
        """Begin a cell, after those that reach into its row from above. A first cell over several columns is
        not repeated.
        """
        columns = min(_number(attributes.get("colspan"), 1), WIDEST_SPAN)
        rows = min(_number(attributes.get("rowspan"), 1), WIDEST_SPAN)
        if not self._grids:
            return
        if columns > 1 or rows > 1:
            self.spanning += 1
            self._copies += columns * rows - 1
            columns, rows = (columns, rows) if self._copies <= MOST_COPIES else (1, 1)
        grid = self._grids[-1]
        self._written[-1].parts += grid.reached()
        grid.begin(columns, rows)
        cell.columns = columns if grid.is_whole else 1

    def _write_end(self, element: Element) -> None:
        """An element is complete. A cell is repeated in all of its columns, and remembered for the rows below."""
        around = self._written[-1]
        if element.name == "tr" and self._grids:
            element.parts += self._grids[-1].reached()
            self._grids[-1].next_row()
        around.add(element)
        if element.name == "table" and self._grids:
            self._grids.pop()
        elif element.name in ("td", "th") and self._grids:
            around.parts += self._grids[-1].end(element)

    def _begin(self) -> None:
        """Another block: nothing is written in it yet."""
        self._last = self._gap = ""

    def _break(self, gap: str) -> None:
        """A block that is not written: a gap inside of one line, else a new line."""
        if self._inside[_A_LINE] or self._inside["li"]:
            self._gap = gap
        elif self._last:
            self._written[-1].add(Element("br"))
            self._begin()

    def _end_paragraph(self) -> None:
        """A blank line outside of all elements: it parts paragraphs in what an editor stored."""
        if self._last:
            self._written[-1].parts += [Element("br"), Element("br")]
            self._begin()

    def _say(self, text: str, place: Stretch | None) -> None:
        """Text outside of `pre`, with the gap before it; none where a block begins."""
        raised = self._inside["sup"] and text.strip().isdecimal()
        text = _BLANKS.sub(" ", text.translate(RAISED) if raised else text)
        words = text.strip(" ")
        if text.startswith(" "):
            self._gap = self._gap or " "
        if not words:
            return
        if self._last:
            self._written[-1].parts.append(" " if self._last in ENDS and self._gap else self._gap)
        self._written[-1].parts.append(words + self._mark(place))
        self._last = words[-1]
        self._gap = " " if text.endswith(" ") else ""
        self._part_ended = False


def _number(text: str | None, default: int) -> int:
    return int(text) if text and len(text) < 6 and text.isascii() and text.isdigit() else default

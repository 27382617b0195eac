"""The simplified page as Markdown-like lines, in one walk: links are their texts, labels and cards have a line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ingest.grammar_terminals import RANK, TRACK
from ingest.html.elements import HEADINGS
from ingest.html.origin_marks import CELL, bare, has_marks, marks_of
from ingest.html.tree import Element, joined
from ingest.punctuation import DASH

_MARKS = ("#", "`", "~")
_LINE_MARK = re.compile(r"#{1,6}\s|```|~~~")
_NUMBER = re.compile(rf"(?:{TRACK}-?{RANK}|\d*[.,]?\d+%?)$")
_SEPARATOR = re.compile(rf"\s*[:{DASH}]")
_BLANKS, _ALL_BLANKS = re.compile(r"[\t\f ]+"), re.compile(r"[ \t\r\n]+")
_ODD_BLANKS = re.compile(r"[\t\r\n\f ](?:(?<! )|(?= ))")
_LINE_ENDS = re.compile(r"[\t \r\n]*[\r\n][\t \r\n]*")
_PRE_BEGINS, _PRE_ENDS = re.compile(r"^[ \n]*\n"), re.compile(r"[ \n]*$")
_FEW_PARTS = 4
_WIDEST_LABEL = 120
_WIDEST_CHIP = 60
_WIDEST_CARD = 200
_MOST_ENDS = 2  # line ends between two blocks
# Blanks inside of these, at either end, and beside them say nothing.
_TRIMMED = HEADINGS | {"p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th"}
_APART = _TRIMMED | {"pre"}
_OF_LABELS = frozenset({"span", "a", "strong", "p", "div"})


class _Place(NamedTuple):
    """The place of an element: its parent, its siblings, and its index among them."""

    around: Element
    beside: Sequence[Element | str]
    at: int
    is_in_item: bool

    def before(self) -> Iterator[Element | str]:
        """Yield what precedes the element, nearest first."""
        return (self.beside[at] for at in range(self.at - 1, -1, -1))

    def behind(self) -> Iterator[Element | str]:
        """Yield what follows the element, nearest first."""
        return (self.beside[at] for at in range(self.at + 1, len(self.beside)))


def to_lines(page: Element) -> str:
    """The text of a page, marked with its places and its rows of cells (origin_marks.py). It is shallow, which bounds
    the recursion."""
    return _written(page, _Place(page, (), 0, is_in_item=False), in_pre=False).strip("\n")


def _written(element: Element, place: _Place, *, in_pre: bool) -> str:
    """An element as text, line ends around it where it is a block."""
    in_pre = in_pre or element.name == "pre"
    is_in_item = place.is_in_item or element.name == "li"
    parts = joined(element.parts)
    said: list[str] = []
    for at, part in enumerate(parts):
        if not isinstance(part, str):
            said.append(_written(part, _Place(element, parts, at, is_in_item), in_pre=in_pre))
            continue
        before = parts[at - 1] if at else None
        behind = parts[at + 1] if at + 1 < len(parts) else None
        begins, ends = _is_edge(before, element), _is_edge(behind, element)
        if not part.isspace() or not (begins or ends):
            said.append(_text(part, begins=begins, ends=ends, in_pre=in_pre))
    text = "".join(said) if in_pre or len(said) < 2 else _joined_lines(said)
    write = _WRITE.get(element.name)
    return write(element, text, place) if write else text


def _is_edge(beside: Element | str | None, around: Element) -> bool:
    """Whether blanks at this end of a text say nothing."""
    if beside is None:
        return around.name in _TRIMMED
    return isinstance(beside, Element) and beside.name in _APART


def _text(text: str, *, begins: bool, ends: bool, in_pre: bool) -> str:
    if not in_pre:
        text = _escape(_BLANKS.sub(" ", _LINE_ENDS.sub("\n", text)) if _ODD_BLANKS.search(text) else text)
    text = text.lstrip(" \t\r\n") if begins else text
    return text.rstrip() if ends else text


def _escape(text: str) -> str:
    r"""Only what the reader would take for structure is escaped; it undoes these escapes."""
    if "\\" in text or "<" in text:
        text = re.sub("[\\\\`]|<(?=[\ud800-\udfff]*[a-zA-Z/])", r"\\\g<0>", text)
    text = text.replace("|", r"\|")
    begun = text.lstrip()
    if begun[:1] in _MARKS and _LINE_MARK.match(bare(begun)):
        return f"{text[: len(text) - len(begun)]}\\{begun}"
    return text


def _joined_lines(texts: Sequence[str]) -> str:
    """Texts behind one another. Where two blocks meet, as many line ends as either has, two at most."""
    pieces: list[str] = []
    ends = 0  # line ends behind the last text
    for text in filter(None, texts):
        inner = text.lstrip("\n")
        begun = len(text) - len(inner)
        between = min(_MOST_ENDS, max(ends, begun)) if ends and begun else ends + begun
        bare = inner.rstrip("\n")
        pieces += ["\n" * between, bare]
        ends = len(inner) - len(bare)
    return "".join([*pieces, "\n" * ends])


# -- what becomes of each element --------------------------------------------------------------------------------------


def _heading(element: Element, text: str, place: _Place) -> str:
    return f"\n\n{'#' * int(element.name[1])}{_own_mark(element, text)} {_ALL_BLANKS.sub(' ', text.strip())}\n\n"


def _paragraph(element: Element, text: str, place: _Place) -> str:
    text = text.strip(" \t\r\n")
    return f"\n\n{text}\n\n" if text else ""


def _list(element: Element, text: str, place: _Place) -> str:
    if place.is_in_item:
        return f"\n{text.rstrip()}"
    behind = next((part for part in place.behind() if isinstance(part, Element) or part.strip()), None)
    is_followed = isinstance(behind, str) or (behind is not None and behind.name not in ("ul", "ol"))
    return f"\n\n{text}\n" if is_followed else f"\n\n{text}"


def _item(element: Element, text: str, place: _Place) -> str:
    """A bullet, or its number; the lines below it are indented as much."""
    text = text.strip()
    if not text:
        return "\n"
    mark = "- " if element.number is None else f"{element.number}. "
    return f"{mark}{_indented(text, len(mark))[len(mark) :]}\n"


def _terms(element: Element, text: str, place: _Place) -> str:
    text = text.strip()
    return f"\n\n{text}\n\n" if text else ""


def _term(element: Element, text: str, place: _Place) -> str:
    text = _ALL_BLANKS.sub(" ", text.strip())
    return f"\n\n{text}\n" if text else "\n"


def _definition(element: Element, text: str, place: _Place) -> str:
    text = text.strip()
    return f":{_indented(text, 4)[1:]}\n" if text else "\n"


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line else "" for line in text.split("\n"))


def _table(element: Element, text: str, place: _Place) -> str:
    return f"\n\n{text.strip()}\n\n"


def _row(element: Element, text: str, place: _Place) -> str:
    """Write a row. A rule follows the first row if its cells are headings; no header is invented."""
    cells = [part for part in element.parts if isinstance(part, Element) and part.name in ("td", "th")]
    is_first = not any(isinstance(part, Element) and part.name == "tr" for part in place.before())
    heads = is_first and all(cell.name == "th" for cell in cells)
    line = f"{CELL}{_own_mark(element, text)}{text}\n"
    rule = f"{CELL}{' --- |' * text.count(CELL)}{''.join(marks_of(line))}\n"
    return line + rule if heads else line


def _cell(element: Element, text: str, place: _Place) -> str:
    """A cell of a row as its text, without marks of Markdown; outside of a row it is no more than text."""
    said = _ALL_BLANKS.sub(" ", "".join(element.texts())).strip()
    return f" {said}" + f" {CELL}" * element.columns if place.around.name == "tr" else f" {text.strip()} "


def _pre(element: Element, text: str, place: _Place) -> str:
    if not text:
        return ""
    text = _PRE_ENDS.sub("", _PRE_BEGINS.sub("", text))
    marks = marks_of(text) or [element.mark]
    return f"\n\n```{marks[0]}\n{text}\n```{marks[-1]}\n\n"


def _line_end(element: Element, text: str, place: _Place) -> str:
    return "\n"


def _rule(element: Element, text: str, place: _Place) -> str:
    return f"\n\n---{element.mark}\n\n"


def _link(element: Element, text: str, place: _Place) -> str:
    """A link's text; a link with blocks in it is a card, one line."""
    if element.has_lines:
        line = " ".join(" ".join(element.texts()).split())
        if len(bare(line)) <= _WIDEST_CARD:
            return f"\n\n{_escape(line)}\n\n"
    return text


def _bold(element: Element, text: str, place: _Place) -> str:
    """Bold is kept where it says what a line is: alone in a paragraph a heading, before a colon a name."""
    inner = text.strip()
    if not inner or "\n" in inner or any(map(_says_anything, place.before())):
        return text
    following = next(place.behind(), "")
    name = place.around.name
    alone = name in ("p", "div") and not any(map(_says_anything, place.behind()))
    names = name == "li" and (bare(inner).endswith(":") or (isinstance(following, str) and _SEPARATOR.match(following)))
    return text.replace(inner, f"**{inner}**", 1) if alone or names else text


def _own_mark(element: Element, text: str) -> str:
    """The mark of an element that says nothing: its place is that of its tag."""
    return "" if has_marks(text) else element.mark


def _says_anything(part: Element | str) -> bool:
    return bool(part.strip()) if isinstance(part, str) else any(text.strip() for text in part.texts())


def _box(element: Element, text: str, place: _Place) -> str:
    """Write a label or a card made of boxes as one line; chips are one line each."""
    parts = _pieces(element)
    if len(parts) > 1:
        shown = [bare(part) for part in parts]
        if len(parts) <= _FEW_PARTS and sum(bool(_NUMBER.match(part)) for part in shown) == 1:
            if sum(map(len, shown)) <= _WIDEST_LABEL:
                text = _escape(" ".join(parts))
        elif not element.has_paragraphs and all(len(part) <= _WIDEST_CHIP for part in shown):
            text = "\n\n".join(map(_escape, parts))
    return f"\n\n{text.strip()}\n\n" if text.strip() else ""


def _pieces(box: Element) -> list[str]:
    """The texts of a box that holds nothing but pieces without boxes in them; none for any other box."""
    pieces = []
    for part in joined(box.parts):
        if isinstance(part, str) and not part.strip():
            continue
        if isinstance(part, str) or part.name not in _OF_LABELS or part.has_lines:
            return []
        pieces.append(" ".join("".join(part.texts()).split()))
    return [piece for piece in pieces if piece]


_WRITE: dict[str, Callable[[Element, str, _Place], str]] = {
    **dict.fromkeys(HEADINGS, _heading),
    "p": _paragraph, "div": _box, "ul": _list, "ol": _list, "li": _item, "dl": _terms, "dt": _term, "dd": _definition,
    "table": _table, "tr": _row, "td": _cell, "th": _cell, "pre": _pre, "br": _line_end, "hr": _rule, "a": _link,
    "strong": _bold,
}  # fmt: skip

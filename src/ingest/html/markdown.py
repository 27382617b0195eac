"""The simplified page as Markdown-like lines: markdownify, but for what the reader wants otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4.element import NavigableString, PageElement, Tag
from markdownify import MarkdownConverter

_LINE_MARK = re.compile(r"^(\s*)(#{1,6}\s|```|~~~)")
_NUMBER = re.compile(r"(?:[A-Z]{1,4}-?\d{1,2}|\d*[.,]?\d+%?)$")
_SEPARATOR = re.compile(r"\s*[:—–-]")
_BOXES = ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "br"]
_FEW_PARTS = 4
_WIDEST_LABEL = 120
_WIDEST_CHIP = 60
_WIDEST_CARD = 200


def to_markdown(markup: str) -> str:
    """Simplified markup as text. The markup is shallow, which bounds the converter's recursion."""
    return str(_Converter(heading_style="atx", bullets="-", bs4_options="html.parser").convert(f"<div>{markup}</div>"))


class _Converter(MarkdownConverter):
    """Links are their texts, emphasis is dropped, labels and cards have a line each."""

    def escape(self, text: str, parent_tags: Iterable[str]) -> str:
        r"""Only what the reader would take for structure; it undoes these escapes."""
        if "\\" in text:
            text = re.sub(r"[\\`]", r"\\\g<0>", text)
        return _LINE_MARK.sub(r"\1\\\2", text.replace("|", r"\|"))

    def convert_a(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """A link's text; a link with blocks in it is a card, one line."""
        if el.find(_BOXES):
            line = " ".join(el.get_text(" ").split())
            if len(line) <= _WIDEST_CARD:
                return f"\n\n{self.escape(line, parent_tags)}\n\n"
        return text

    def convert_strong(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """Bold is kept where it says what a line is: alone in a paragraph a heading, before a colon a name."""
        inner = text.strip()
        parent = el.parent
        if not inner or parent is None or "\n" in inner or _says_anything(el.previous_siblings):
            return text
        following = str(el.next_sibling) if isinstance(el.next_sibling, NavigableString) else ""
        alone = parent.name in ("p", "div") and not _says_anything(el.next_siblings)
        names = parent.name == "li" and (inner.endswith(":") or _SEPARATOR.match(following))
        return text.replace(inner, f"**{inner}**", 1) if alone or names else text

    def convert_br(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """A line ends."""
        return "\n"

    def convert_li(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """A bullet, or its number."""
        mark = f"{el['value']}. " if el.get("value") else "- "
        lines = text.strip().split("\n")
        indented = "\n".join(" " * len(mark) + line if line else "" for line in lines)
        return f"{mark}{indented[len(mark) :]}\n" if text.strip() else "\n"

    def convert_tr(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """A row. A rule stands under the first one if its cells are headings, and none is made up."""
        cells = el.find_all(["td", "th"], recursive=False)
        heads = all(cell.name == "th" for cell in cells) and el.find_previous_sibling("tr") is None
        return f"|{text}\n" + ("|" + " --- |" * (text.count("|") - text.count(r"\|")) + "\n" if heads else "")

    def convert_div(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """A label or a card whose parts are boxes is one line; chips are a line each."""
        parts = _parts(el)
        if len(parts) > 1:
            if len(parts) <= _FEW_PARTS and sum(bool(_NUMBER.match(part)) for part in parts) == 1:
                if sum(map(len, parts)) <= _WIDEST_LABEL:
                    text = self.escape(" ".join(parts), parent_tags)
            elif not el.find(["p", "div"]) and all(len(part) <= _WIDEST_CHIP for part in parts):
                text = "\n\n".join(self.escape(part, parent_tags) for part in parts)
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""


def _parts(box: Tag) -> list[str]:
    """The texts of a box that holds nothing but pieces without boxes in them; none for any other box."""
    parts = []
    for child in box.children:
        if isinstance(child, NavigableString) and not child.strip():
            continue
        if not isinstance(child, Tag) or child.name not in ("span", "a", "strong", "p", "div") or child.find(_BOXES):
            return []
        parts.append(" ".join(child.get_text().split()))
    return [part for part in parts if part]


def _says_anything(siblings: Iterable[PageElement]) -> bool:
    return any(sibling.get_text(strip=True) for sibling in siblings)

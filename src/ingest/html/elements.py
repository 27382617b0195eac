"""What each HTML element is to a reader of profiles."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Not part of the profile. Their text is counted, and reported.
ASIDE = frozenset({
    "head", "title", "script", "style", "noscript", "template", "nav", "svg", "canvas", "iframe", "object", "audio",
    "video", "map", "select", "datalist", "del", "s", "strike",
})  # fmt: skip
VOID = frozenset({"br", "hr", "img"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES = frozenset({
    "div", "main", "article", "section", "header", "footer", "aside", "address", "blockquote", "center", "details",
    "summary", "dialog", "fieldset", "legend", "figure", "figcaption", "form", "hgroup", "menu", "search", "caption",
})  # fmt: skip

# A line, or a part of one, even without a text of their own.
SEEN_EMPTY = HEADINGS | {"tr", "hr", "img", "pre"}

# What Markdown can say on one line only: everything inside is put on it.
ONE_LINE = HEADINGS | {"td", "th", "dt", "dd", "caption", "legend", "summary"}

# Where a line begins and ends, whatever stands beside it.
BLOCKS = HEADINGS | _BOXES | {"p", "li", "pre", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "body"}

# Pieces of labels, cards and badges: where one ends and the next begins a reader sees a gap. Emphasis is none of
# them, since it may stand inside of a word.
PARTS = frozenset({
    "span", "a", "button", "small", "label", "strong", "b", "time", "data", "output", "abbr", "code", "kbd",
})  # fmt: skip
BUTTONS = frozenset({"span", "a", "button", "small"})  # these also begin with a gap behind the text of a label:
LABELS = HEADINGS | {"dt", "th", "summary", "legend", "caption"}

# The elements that are written, and under which name. Of any other only the text counts.
_AS_THEY_ARE = ("p", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "pre", "br", "hr", "a")
WRITTEN = {
    **{name: name for name in (*HEADINGS, *_AS_THEY_ARE)},
    **dict.fromkeys(_BOXES, "div"),
    **dict.fromkeys(PARTS - {"a"}, "span"),
    "strong": "strong",
    "b": "strong",
}

# What pages of boxes say by `role`: tables, lists and headings all the same.
ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "rowgroup": "tbody", "row": "tr", "cell": "td",
    "gridcell": "td", "columnheader": "th", "rowheader": "th", "list": "ul", "listitem": "li",
}  # fmt: skip
_LEVELS = frozenset("123456")

_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def meant_name(name: str, attributes: Mapping[str, str]) -> str:
    """Return the element that a box represents by its ARIA role; any other element is itself."""
    role = attributes.get("role") if name in ("div", "span", "section") else None
    if role == "heading":
        level = attributes.get("aria-level", "2")
        return f"h{level}" if level in _LEVELS else "h6"
    return ROLES.get(role, name) if role else name


def is_part(name: str) -> bool:
    """Whether an element may be a piece of a label; elements of a page's own making may."""
    return name in PARTS or "-" in name


def is_aside(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is no part of the page's text: code, navigation, or hidden by its own markup."""
    if name in ASIDE or (name == "dialog" and "open" not in attributes):
        return True
    if not attributes:
        return False
    if attributes.get("role") == "navigation":
        return True
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return "style" in attributes and _HIDDEN_STYLE.search(attributes["style"]) is not None


def why_aside(name: str) -> str:
    """What to call an element that was set aside."""
    return name if name in ASIDE else "hidden elements"

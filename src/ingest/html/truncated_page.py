"""Whether a page of HTML is truncated: inside of a tag or a script, or with elements open that always have an end."""

from __future__ import annotations

import re
from collections import Counter

# Elements whose end tag may not be left out. Those within a line of text are left open by whole pages as well.
_CLOSED = {
    *("div", "section", "article", "main", "header", "footer", "nav", "aside", "ul", "ol", "dl", "table", "details"),
    *("form", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"),
}
_RAW = {"script", "style", "textarea", "title"}  # no tag counts inside of these
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_TAIL = 4096  # characters in which the end of a whole page is
_SHOWN = 3


def ends_early(html: str) -> str | None:
    """What shows that a page breaks off; None if nothing does. Takes linear time."""
    if _END.search(html, max(0, len(html) - _TAIL)):
        return None
    opened: list[str] = []
    counts: Counter[str] = Counter()
    at = 0
    while (at := html.find("<", at)) >= 0:
        if html.startswith("<!--", at):
            at = html.find("-->", at)
            if at < 0:
                return "a comment is not closed"
            continue
        tag = _TAG.match(html, at)
        if not tag:
            at += 1
            continue
        at = html.find(">", tag.end())
        name = tag[2].lower()
        if at < 0:
            return f"it ends inside of a tag <{tag[1]}{name}"
        if name in _RAW and not tag[1]:
            end = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
            if not end:
                return f"<{name}> is not closed"
            at = end.end()
        elif name in _CLOSED and not tag[1]:
            opened.append(name)
            counts[name] += 1
        elif counts[name]:
            while (last := opened.pop()) != name:
                counts[last] -= 1
            counts[name] -= 1
    if not opened:
        return None
    more = f" and {len(opened) - _SHOWN:,} more" if len(opened) > _SHOWN else ""
    return f"not closed: {', '.join(f'<{name}>' for name in opened[-_SHOWN:])}{more}"

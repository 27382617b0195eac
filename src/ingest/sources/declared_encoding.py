"""The encoding that a page declares: `<meta charset>`, `http-equiv`, an XML declaration.

A text that only shows such markup declares nothing: it has to begin as a page does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.html.detect import is_html
from ingest.lazy_patterns import rare
from ingest.records import Format

_HEAD = 1 << 16  # bytes in which a page declares its encoding; browsers look at fewer
_XML = rare(rb"\s*<\?xml\s[^<>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_NEXT = rare(rb"<!--|<(script|style|title|noscript|template)\b|<meta(?=[\s/])|</head\b|<body\b", re.IGNORECASE)
_ATTRIBUTE = rare(rb"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)))?")
_CHARSET = rare(rb"\bcharset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)


def declared(data: bytes, format: Format) -> str | None:
    """The label that a page's bytes name as their encoding; None where they are no page or name none."""
    head = data[:_HEAD]
    if b"<" not in head or not (format == "html" or head.lstrip().startswith(b"<")):
        return None
    if found := _XML.match(head):
        return found[1].decode("ascii", "replace")
    if not is_html(head.decode("latin-1"), format):
        return None
    return next((label.decode("ascii", "replace") for label in map(_label, _metas(head)) if label), None)


def _metas(head: bytes) -> Iterator[dict[bytes, bytes]]:
    """Return the attributes of the `<meta>` elements in a page's head, without those inside scripts, titles and
    comments.
    """
    at, lower = 0, head.lower()
    while (found := _NEXT.search(head, at)) and (found[1] or found[0].lower() in (b"<!--", b"<meta")):
        if found[0] == b"<!--":
            end = head.find(b"-->", found.start() + 2)
        elif found[1]:
            end = lower.find(b"</" + found[1].lower(), found.end())
        else:
            attributes, end = _attributes(head, found.end())
            yield attributes
        if end < 0:
            return
        at = end


def _attributes(head: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """Attributes of an element by their names in lower case, the first of a name counts; and where they end."""
    attributes: dict[bytes, bytes] = {}
    while found := _ATTRIBUTE.match(head, at):
        attributes.setdefault(found[1].lower(), found[2] or found[3] or found[4] or b"")
        at = found.end()
    return attributes, at


def _label(attributes: dict[bytes, bytes]) -> bytes | None:
    if attributes.get(b"charset", b"").strip():
        return attributes[b"charset"].strip()
    if attributes.get(b"http-equiv", b"").strip().lower() != b"content-type":
        return None
    found = _CHARSET.search(attributes.get(b"content", b""))
    return found[1] if found else None

"""Whether a text is an HTML page: by what it begins with, never because it mentions tags."""

from __future__ import annotations

import re

from ingest.lazy_patterns import rare
from ingest.records import Format

# What may stand before the first element: a byte order mark, an XML declaration, comments.
_PAGE = rare(
    r"[\s\ufeff]*(?:<\?xml[^<>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TAG = rare(
    r"</?(?:html|head|body|main|article|section|header|footer|nav|aside|div|span|p|h[1-6]|ul|ol|li|dl|dt|dd|table|thead"
    r"|tbody|tr|t[dh]|details|summary|a|b|strong|em|i|br|hr|button)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
LEAST_TAGS = 4  # of a fragment that is all tags: two elements
MARKUP = 0.9  # of the lines below front matter
_SAMPLE = 4096


def is_html(text: str, format: Format = "text") -> bool:
    """Whether to read a text as a page. `format` is what its name promises.

    A page begins as one. A fragment begins and ends with a tag that is known, and so do most of its lines begin.
    What is only called HTML has at least one tag; without any it is read as text.
    """
    if "<" not in text:
        return False
    if _PAGE.match(text):
        return True
    if format == "html":
        return _TAG.search(text) is not None
    return format == "text" and _is_fragment(text)


def is_markup(text: str) -> bool:
    """Whether the text below front matter is HTML and nothing else: it begins and ends with a tag, as does nearly every
    line. Markdown may hold tags, but has lines of its own between them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    begun = sum(line.startswith("<") for line in lines)
    return _is_fragment(text) and begun >= MARKUP * len(lines)


def _is_fragment(text: str) -> bool:
    start = text.lstrip("\ufeff \t\r\n\f")
    if not _TAG.match(start) or not text.rstrip().endswith(">"):
        return False
    sample = start[:_SAMPLE]
    lines = [line.lstrip() for line in sample.splitlines() if line.strip()]
    begun = sum(line.startswith("<") for line in lines)
    return len(_TAG.findall(sample)) >= LEAST_TAGS and 2 * begun > len(lines)

"""Texts and start tags of a page, each with its place in the file, by the rules of HTML that the parser follows too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from ingest.html.elements import SEEN_EMPTY

_BLANK = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    r"(?P<key>=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)"
    rf"(?:{_BLANK}*+={_BLANK}*+"
    r"""(?P<value>"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)?+)?+"""
)
_NAME = r"[A-Za-z][^\t\n\f\r />]*+"
_TAG = rf"<(?:(?P<name>{_NAME})|/{_NAME})(?:{_BLANK}++|/(?!>)|{_ATTRIBUTE})*+(?P<end>/?>|\Z)"
_MARKUP = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+(?:>|\Z)|</(?!\Z)(?![A-Za-z])[^>]*+(?:>|\Z)|{_TAG}", re.DOTALL
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_REFERENCE = re.compile(r"&(?:#(?:[xX](?P<hex>[0-9A-Fa-f]+)|(?P<number>[0-9]+));?|(?P<named>[A-Za-z][A-Za-z0-9]*;?))")
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
_WITH_REFERENCES = frozenset({"title", "textarea"})  # no tag counts inside of these either
_SCRIPT = re.compile(rf"<!--|-->|<(/?)script(?={_BLANK}|[/>])", re.IGNORECASE)
_LAST = 0x10FFFF


class Token(NamedTuple):
    """A stretch of the file up to `end`. A start tag has a `name`, a reference such as `&amp;` its `text`; any
    other stretch is text as written.
    """

    start: int
    end: int
    name: str = ""
    text: str | None = None


def tokens(html: str) -> Iterator[Token]:
    """The texts of a page that are not blank, and the start tags that may be seen without one, in order."""
    at = 0
    while found := _MARKUP.search(html, at):
        start = found.start()
        if html.find("&", at, start) >= 0:
            yield from _texts(html, at, start)
        elif start > at and not html[at:start].isspace():
            yield Token(at, start)
        at = found.end()
        name = found[1]  # of a start tag
        if not name:
            continue
        name = name.lower()
        if name in SEEN_EMPTY:
            yield Token(start, at, name)
        elif (name in _RAW or name in _WITH_REFERENCES) and found["end"] == ">":
            end = _end_of_raw(html, at, name)
            yield from _texts(html, at, end) if name in _WITH_REFERENCES else (Token(at, end),)
            at = end
    yield from _texts(html, at, len(html))


def attribute(html: str, tag: Token, name: str) -> Token | None:
    """Return the range of an attribute's value, or None if the tag does not have it."""
    for found in _ATTRIBUTES.finditer(html, tag.start + 1 + len(tag.name), tag.end - 1):
        if found["key"].lower() == name and found["value"]:
            return Token(found.start("value"), found.end("value"))
    return None


def _texts(html: str, start: int, end: int) -> Iterator[Token]:
    """A text, cut where characters are written as references."""
    at = html.find("&", start, end)
    while 0 <= at < end:
        found = _REFERENCE.match(html, at, end)
        meant = _meant(found) if found else None
        if meant is None:
            at = html.find("&", at + 1, end)
            continue
        length, text = meant
        if start < at:
            yield Token(start, at)
        start = at + length
        yield Token(at, start, text=text)
        at = html.find("&", start, end)
    if start < end:
        yield Token(start, end)


def _meant(reference: re.Match[str]) -> tuple[int, str] | None:
    """Return the length and the text of a reference; None if it is only its own characters."""
    if named := reference["named"]:
        for length in range(len(named), 1, -1):
            if text := html5.get(named[:length]):
                return length + 1, text
        return None
    digits, base = (reference["hex"], 16) if reference["hex"] else (reference["number"], 10)
    number = int(digits, base) if len(digits) < 10 else _LAST + 1
    if 0x80 <= number < 0xA0:
        return len(reference[0]), bytes([number]).decode("cp1252", "ignore") or chr(number)
    is_none = number == 0 or number > _LAST or 0xD800 <= number < 0xE000
    return len(reference[0]), "\ufffd" if is_none else chr(number)


def _end_of_raw(html: str, at: int, name: str) -> int:
    """Where the text of an element ends that holds no tags."""
    if name == "plaintext":
        return len(html)
    if name == "script":
        return _end_of_script(html, at)
    found = re.compile(rf"</{name}(?={_BLANK}|[/>])", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)


def _end_of_script(html: str, at: int) -> int:
    """The end of a script. Inside of a comment one script may be opened and closed."""
    is_comment = is_inner = False
    while found := _SCRIPT.search(html, at):
        at = found.end()
        if found[0] == "<!--":
            is_comment = True
            at -= 2  # its dashes may end it at once
        elif found[0] == "-->":
            is_comment = is_inner = False
        elif found[1]:
            if not is_inner:
                return found.start()
            is_inner = False
        elif is_comment:
            is_inner = True
    return len(html)

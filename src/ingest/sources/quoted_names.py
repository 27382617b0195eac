"""Quoted names: how names of files and of dumps become parts of a uri, how they are shown, and the way back."""

from __future__ import annotations

import os
import re
import sys

from ingest.lazy_patterns import rare

# `%` and `#` have a meaning in a uri, as has `!` before a slash; the rest cannot be shown or stored:
# control characters, line and paragraph separators, direction marks, bytes that are no UTF-8.
_UNSAFE = rare("[%#\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|!(?=/|$)")
_QUOTED = rare("(?:%[0-9A-F]{2})+")
_NO_UTF8 = rare("[\udc80-\udcff]")
_NO_ASCII = rare("(?:%[89A-F][0-9A-F])+")
_BEHIND_FILE = rare(r"(?:!/|#).*", re.DOTALL)  # no file's own name has these: they are quoted there


def as_utf8(name: str) -> str:
    """Return a file name as UTF-8, independent of the locale that decoded its bytes."""
    if name.isascii() or sys.getfilesystemencoding() == "utf-8":
        return name
    return os.fsencode(name).decode("utf-8", "surrogateescape")


def quote(path: str) -> str:
    """A relative path as part of a uri. Two different paths never give the same text."""
    if path.isascii() and path.isprintable() and not ("%" in path or "#" in path or "!" in path):
        return path
    return _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "surrogateescape")), path)


def unquote(path: str) -> str:
    """The relative path of which `quote` made this part of a uri."""
    if "%" not in path:
        return path
    return _QUOTED.sub(_bytes, path)


def spelled(path: str) -> str:
    """A path of the file system as text: bytes that are no UTF-8 as in a uri, all else as it is."""
    return path if path.isascii() else _NO_UTF8.sub(lambda m: f"%{ord(m[0]) & 0xFF:02X}", path)


def meant(text: str) -> str:
    """The path that was spelled so, or just this one if there is such a file."""
    return text if os.path.lexists(text) else _NO_ASCII.sub(_bytes, text)


def _bytes(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "surrogateescape")


class Names:
    """Names of the dumps in a file, no two alike: the second of a name has `~2` behind it."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """This name, or the next one of its kind that is free."""
        free = name
        while free in self._given:
            self._given[name] += 1
            free = f"{name}~{self._given[name]}"
        self._given[free] = 1
        return free


def file_of(uri: str) -> str:
    """Return the uri of the file that holds a dump."""
    return _BEHIND_FILE.sub("", uri, count=1)

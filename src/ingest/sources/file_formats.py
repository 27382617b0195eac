"""Which file names are dumps, what a name says of the format, and how names become parts of a uri.

A new suffix is a line of one of these tables. A new format of texts is also named in `Format` of `records.py` and read
by `read.py`; a new kind of file with many texts has a reader beside `parquet_rows.py`, which `dump_rows.py` chooses.
"""

from __future__ import annotations

import os
import re
import sys
from posixpath import splitext
from typing import TYPE_CHECKING

from ingest.lazy_patterns import rare

if TYPE_CHECKING:
    from ingest.diagnostics import Diagnostic
    from ingest.records import Format

FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
_SUFFIXES = tuple(FORMATS)
COMPRESSED = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd", ".zstd": "zstd"}
ARCHIVES = {".zip": "zip", ".tar": "tar"}
ROWS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
}
_NAMED_ROWS = frozenset({".json"})  # most files of this kind are anything else
_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}

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


def suffixes(name: str) -> tuple[str, str | None]:
    """The suffix that tells the kind and the compression around it, both lower case: `.tar`, `gzip`."""
    lower = name.lower()
    for short, full in _SHORT.items():
        if lower.endswith(short):
            lower = lower.removesuffix(short) + full
    stem, suffix = splitext(lower)
    compression = COMPRESSED.get(suffix)
    return (splitext(stem)[1] if compression else suffix), compression


def format_of(name: str) -> Format:
    """The format a name promises; text where it promises nothing."""
    return FORMATS.get(suffixes(name)[0], "text")


def why_not(name: str, *, rows: bool = False, suffix: str | None = None) -> str | None:
    """Why a file that nobody named is not read: None if it is. `suffix`: one that was asked for by a glob."""
    if name.endswith(_SUFFIXES) and name[0] not in ".Rr":  # nearly all of them
        return None
    if name.startswith("."):
        return "hidden"
    if name[:6].upper() == "README":
        return "a README"
    kind = suffixes(name)[0]
    if kind in FORMATS or kind in ARCHIVES or (rows and kind in ROWS.keys() - _NAMED_ROWS) or kind == suffix:
        return None
    if kind in _NAMED_ROWS:
        return "JSON; name it as an INPUT, or by a glob, if it is a list of dumps"
    if kind in ROWS:
        return "a table; name it as an INPUT, or name its --text-column"
    return f"the suffix {kind} is none of a dump" if kind else "no suffix"


def holds_many(name: str) -> bool:
    """Whether a file of this name is an archive or a table: it holds many dumps, or none."""
    return suffixes(name)[0] in ARCHIVES or suffixes(name)[0] in ROWS


def not_a_dump(reason: str) -> Diagnostic:
    """What to tell of a name that is seen and not read."""
    from ingest.diagnostics import diagnose  # pydantic takes longer to load than `--version` to answer

    return diagnose("I609", 1, detail=reason)


def file_of(uri: str) -> str:
    """Return the uri of the file that holds a dump."""
    return _BEHIND_FILE.sub("", uri, count=1)

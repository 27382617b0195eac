"""Bytes to text: strict, whole file, in a fixed order. No character is ever replaced or guessed.

Order: byte order mark · known binary formats · UTF-8 · UTF-16 by the pattern of its NULs · Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ingest.diagnostics import diagnose
from ingest.errors import UnreadableDump
from ingest.records import EncodingBasis

LEGACY = "cp1252"
"""What is left when the bytes are no UTF-8: no bytes prove it."""

_MARKS = [  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_BINARY = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x7fELF": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "gzip data",
    b"BZh91AY&SY": "bzip2 data",
    b"\xfd7zXZ": "xz data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"SQLite format 3": "a database",
}
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PUNCTUATION = re.compile(rb"\xe2\x80[\x80-\xbf]")  # `â€”` in Windows-1252, which nobody writes
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 4096


class Decoded(NamedTuple):
    """A dump's text without byte order mark, all else untouched, the name of its encoding, and how it is known."""

    text: str
    encoding: str
    basis: EncodingBasis


def decode(data: bytes) -> Decoded:
    """The text of a dump. Raises UnreadableDump with E101 (undecodable) or E102 (binary)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, len(mark), "declared")
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise UnreadableDump(diagnose("E102", 1, detail=f"this is {what}"))
    if b"\0" in data:
        return _strict(data, _wide(data), 0, "detected")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "detected")
    except UnicodeDecodeError as error:
        if _is_mixed(data):
            raise _undecodable(data, error, "UTF-8 with bytes of another encoding in it") from None
    return _strict(data, LEGACY, 0, "assumed")


def _strict(data: bytes, encoding: str, skip: int, basis: EncodingBasis) -> Decoded:
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        error.start += skip
        raise _undecodable(data, error, f"not {encoding}") from None
    if "\0" in text:
        raise UnreadableDump(diagnose("E102", text.count("\n", 0, text.index("\0")) + 1, detail="NUL characters"))
    return Decoded(text, encoding, basis)


def _undecodable(data: bytes, error: UnicodeDecodeError, why: str) -> UnreadableDump:
    start = error.start
    line = data.count(b"\n", 0, start) + 1
    detail = f"byte 0x{data[start]:02x} at offset {start}: {why}"
    return UnreadableDump(diagnose("E101", line, detail=detail))


def _wide(data: bytes) -> str:
    """Which UTF-16 the NULs speak for: those of Western text all stand at even, or all at odd places."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    high, low = even.count(0) / len(even), odd.count(0) / max(len(odd), 1)
    if len(data) % 2 == 0 and max(high, low) > 0.3 and min(high, low) < 0.05:
        return "utf-16-be" if high > low else "utf-16-le"
    line = data.count(b"\n", 0, data.index(0)) + 1
    raise UnreadableDump(diagnose("E102", line, detail=f"NUL at offset {data.index(0)}"))


def _is_mixed(data: bytes) -> bool:
    """Whether most bytes outside ASCII are whole UTF-8 characters, or one is a dash or quotation mark of UTF-8: then
    Windows-1252 would garble them."""
    if _PUNCTUATION.search(data):
        return True
    rest, whole = _MULTIBYTE.subn(b"", data)
    return whole > 0 and whole >= len(_HIGH.findall(rest))

"""Bytes to text: strict, whole file, in a fixed order. No character is ever replaced.

Order: byte order mark · known binary formats · the encoding that the caller gives · UTF-16 by the pattern of its NULs ·
the encoding that the page declares · UTF-8 · Windows-1252, which is assumed and said.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ingest.charsets import codec, holds_ascii
from ingest.diagnostics import Diagnostic, diagnose
from ingest.errors import UnreadableDump
from ingest.lazy_patterns import rare
from ingest.records import EncodingBasis, Format
from ingest.sources.declared_encoding import declared
from ingest.sources.own_output import is_our_page

LEGACY = "cp1252"
"""What is assumed when the bytes are no UTF-8 and nothing else is said: no bytes prove it."""

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
_MULTIBYTE = rare(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PUNCTUATION = rare(rb"\xe2\x80[\x80-\xbf]")  # `â€”` in Windows-1252, which nobody writes
_HIGH = rare(rb"[\x80-\xff]")
_HIGH_WORD = rare(rb"[\xa1-\xff]{4,}")  # no Western word has four such letters in a row; a line of dots may
_LETTERS = 0xC0  # from here on Western encodings have nothing else
_CUT_OFF = ("truncated data", "unexpected end of data")  # as Python's codecs say it
_SAMPLE = 4096
_CHANCE = 4  # characters that bytes of an East Asian encoding may seem to be in UTF-8


class Encoding(NamedTuple):
    """The name of a codec, and how it is known."""

    name: str
    basis: EncodingBasis


class Decoded(NamedTuple):
    """A dump's text without its byte-order mark and otherwise unchanged, its encoding, and the findings about both."""

    text: str
    encoding: str
    basis: EncodingBasis
    findings: tuple[Diagnostic, ...] = ()


def decode(data: bytes, format: Format = "text", *, given: str | None = None, table: Encoding | None = None) -> Decoded:
    """The text of a dump. `format` is what its name promises, `given` the codec that the user names.

    `table` is the encoding of the table whose row it is: its text is UTF-8 here, and what a page in it declares was
    true of other bytes. Raises UnreadableDump with E101 (undecodable), E102 (binary) or I611 (a page of ours).
    """
    if is_our_page(data):
        raise UnreadableDump(diagnose("I611", 1))
    if table:
        return Decoded(_strict(data, "utf-8"), *table)
    if mark := marked(data):
        text = _strict(data, *mark, why=f"damaged, not {mark[0]} as its byte order mark says")
        return Decoded(text, mark[0], "declared")
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise UnreadableDump(diagnose("E102", 1, detail=f"this is {what}"))
    if given:
        text = _strict(data, given, why=f"not valid {given}, the encoding you gave")
        return Decoded(text, given, "given", _contradicted(data, given, "given", f"read as {given}"))
    if b"\0" in data:
        wide = _wide(data)
        return Decoded(_strict(data, wide), wide, "detected")
    label = declared(data, format)
    name = codec(label) if label else None
    if name and name.startswith(("utf-16", "utf-32")):
        name = "utf-8"  # a page that says so in ASCII means what it was before it was saved
    if label and name and holds_ascii(name):
        return _as_declared(data, label, name)
    return _undeclared(data)


def reread(data: bytes, encoding: str) -> str:
    """The text of a dump that was read in this encoding before. Raises UnreadableDump if it cannot be."""
    mark = marked(data)
    return _strict(data, encoding, mark[1] if mark else 0)


def marked(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte-order mark declares, and the length of the mark."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def _as_declared(data: bytes, label: str, name: str) -> Decoded:
    """As the page says, unless the bytes prove that they are UTF-8: tools that save a page often leave what it says."""
    findings = _contradicted(data, name, f"declared as {label}", "read as UTF-8")
    if findings:
        return Decoded(_strict(data, "utf-8"), "utf-8", "detected", findings)
    return Decoded(_strict(data, name, why=f"not {label}, which the page declares"), name, "declared")


def _contradicted(data: bytes, name: str, said: str, done: str) -> tuple[Diagnostic, ...]:
    """Return the finding that bytes are UTF-8 although another encoding is declared.

    Other text is hardly ever valid UTF-8 by chance, unless it has only a few multi-byte characters.
    """
    if name == "utf-8" or data.isascii():
        return ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    try:
        one_by_one = len(data.decode(name)) == len(data)
    except UnicodeDecodeError:
        one_by_one = True
    if not one_by_one and sum(not character.isascii() for character in text) < _CHANCE:
        return ()
    return (diagnose("W452", _line_of(data, _first_high(data)), detail=f"{said}, but the bytes are UTF-8; {done}"),)


def _undeclared(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "detected")
    except UnicodeDecodeError as error:
        if _is_mixed(data):
            raise _undecodable(data, error, "UTF-8 with bytes of another encoding in it") from None
        if word := _foreign_word(data):
            error.start = word.start()
            raise _undecodable(data, error, "not UTF-8, and no Western word, and no encoding is declared") from None
    text = _strict(data, LEGACY)
    first = _first_high(data)
    detail = f"{LEGACY}, as nothing says otherwise; 0x{data[first]:02x} is read as {text[first]}"
    return Decoded(text, LEGACY, "assumed", (diagnose("W450", _line_of(data, first), detail=detail),))


def _strict(data: bytes, encoding: str, skip: int = 0, why: str = "") -> str:
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        error.start += skip
        raise _undecodable(data, error, why or f"not {encoding}") from None
    if "\0" in text:
        raise UnreadableDump(diagnose("E102", text.count("\n", 0, text.index("\0")) + 1, detail="NUL characters"))
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError, why: str) -> UnreadableDump:
    start = error.start
    cut = "; it ends in the middle of a character" if error.reason in _CUT_OFF else ""
    detail = f"byte 0x{data[start]:02x} at offset {start}: {why}{cut}"
    return UnreadableDump(diagnose("E101", _line_of(data, start), detail=detail))


def _line_of(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _first_high(data: bytes) -> int:
    found = _HIGH.search(data)
    return found.start() if found else 0


def _wide(data: bytes) -> str:
    """Return the UTF-16 byte order that the NUL bytes indicate: in Western text they are all at even or all at odd
    offsets.
    """
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    high, low = even.count(0) / len(even), odd.count(0) / max(len(odd), 1)
    if len(data) % 2 == 0 and max(high, low) > 0.3 and min(high, low) < 0.05:
        return "utf-16-be" if high > low else "utf-16-le"
    raise UnreadableDump(diagnose("E102", _line_of(data, data.index(0)), detail=f"NUL at offset {data.index(0)}"))


def _is_mixed(data: bytes) -> bool:
    """Whether most bytes outside ASCII are whole UTF-8 characters, or one is a dash or quotation mark of UTF-8: then
    Windows-1252 would garble them."""
    if _PUNCTUATION.search(data):
        return True
    rest, whole = _MULTIBYTE.subn(b"", data)
    return whole > 0 and whole >= len(_HIGH.findall(rest))


def _foreign_word(data: bytes) -> re.Match[bytes] | None:
    """A word of letters beyond ASCII alone, as Cyrillic, Greek and East Asian texts have in their own encodings."""
    return next((word for word in _HIGH_WORD.finditer(data) if _is_word(word[0])), None)


def _is_word(high: bytes) -> bool:
    """Whether there are letters in it, and no line of dots or row of signs."""
    return len(set(high)) > 2 and sum(byte >= _LETTERS for byte in high) > 1

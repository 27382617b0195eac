"""Bytes to text: every case of the order, and never a character that was not there."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableDump
from ingest.sources.decode import decode

_TEXT = "Senior “Analyst” — café\n5–8 yrs\n"


@pytest.mark.parametrize(
    ("data", "encoding", "basis"),
    [
        (_TEXT.encode(), "utf-8", "detected"),
        (codecs.BOM_UTF8 + _TEXT.encode(), "utf-8", "declared"),
        (codecs.BOM_UTF16_LE + _TEXT.encode("utf-16-le"), "utf-16-le", "declared"),
        (codecs.BOM_UTF16_BE + _TEXT.encode("utf-16-be"), "utf-16-be", "declared"),
        (codecs.BOM_UTF32_LE + _TEXT.encode("utf-32-le"), "utf-32-le", "declared"),
        (codecs.BOM_UTF32_BE + _TEXT.encode("utf-32-be"), "utf-32-be", "declared"),
        (_TEXT.encode("utf-16-le"), "utf-16-le", "detected"),
        (_TEXT.encode("utf-16-be"), "utf-16-be", "detected"),
        (_TEXT.encode("cp1252"), "cp1252", "assumed"),
        (("plain\n" * 50_000 + _TEXT).encode("cp1252"), "cp1252", "assumed"),
    ],
)
def test_encodings(data: bytes, encoding: str, basis: str) -> None:
    text, *found = decode(data)
    assert found == [encoding, basis]
    assert text.endswith(_TEXT)


@pytest.mark.parametrize(
    ("data", "code", "line", "told"),
    [
        (b"one\ntwo \x81 three", "E101", 2, "byte 0x81 at offset 8: not cp1252"),
        ("café\ntête\n".encode() + b"na\xefve", "E101", 3, "byte 0xef at offset 14: UTF-8 with bytes of another"),
        (codecs.BOM_UTF8 + b"a\n\xff", "E101", 2, "byte 0xff at offset 5: not utf-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "E101", 1, "offset 4: not utf-16-le"),
        (b"%PDF-1.7\n", "E102", 1, "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "E102", 1, "a PNG image"),
        (b"PK\x03\x04....", "E102", 1, "a ZIP archive"),
        (b"\x7fELF\x02\x01", "E102", 1, "a program"),
        (b"words\nmore\0words", "E102", 2, "NUL at offset 10"),
        (codecs.BOM_UTF8 + b"a\nb\0", "E102", 2, "NUL characters"),
    ],
)
def test_what_is_no_text(data: bytes, code: str, line: int, told: str) -> None:
    with pytest.raises(UnreadableDump, match=r"undecodable|binary") as caught:
        decode(data)
    found = caught.value.diagnostic
    assert (found.code, found.span.line_start) == (code, line)
    assert told in found.message


@given(st.binary(max_size=200))
def test_nothing_is_lost_or_made_up(data: bytes) -> None:
    with contextlib.suppress(UnreadableDump):
        text, encoding, _ = decode(data)
        marks = (
            b"",
            codecs.BOM_UTF8,
            codecs.BOM_UTF16_LE,
            codecs.BOM_UTF16_BE,
            codecs.BOM_UTF32_LE,
            codecs.BOM_UTF32_BE,
        )
        assert data in [mark + text.encode(encoding) for mark in marks]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_utf8_is_always_read_as_such(text: str) -> None:
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF8, b"%PDF-", b"GIF8", b"Rar!", b"{\\rtf", b"PK\x03\x04", b"PK\x05\x06")):
        assert decode(data) == (text, "utf-8", "detected")


def test_one_dash_of_utf8_among_bytes_of_windows_1252_is_mixed() -> None:
    data = "Claims — P2\n".encode() + "Größe, Maß\n".encode("cp1252")
    with pytest.raises(UnreadableDump, match="0xf6 at offset 16"):
        decode(data)
    assert decode("Claims – P2, « oublié…” »".encode("cp1252")).encoding == "cp1252"

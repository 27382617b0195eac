"""Bytes to text: every case of the order, and never a character that was not there."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableDump
from ingest.records import Format
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
    text, *found, noticed = decode(data)
    assert found == [encoding, basis]
    assert [finding.code for finding in noticed] == (["W450"] if basis == "assumed" else [])
    assert text.endswith(_TEXT)


@pytest.mark.parametrize(
    ("data", "code", "line", "told"),
    [
        (b"one\ntwo \x81 three", "E101", 2, "byte 0x81 at offset 8: not cp1252"),
        ("café\ntête\n".encode() + b"na\xefve", "E101", 3, "byte 0xef at offset 14: UTF-8 with bytes of another"),
        (
            codecs.BOM_UTF8 + b"a\n\xff",
            "E101",
            2,
            "byte 0xff at offset 5: damaged, not utf-8 as its byte order mark says",
        ),
        (
            codecs.BOM_UTF16_LE + b"a\0b",
            "E101",
            1,
            "offset 4: damaged, not utf-16-le as its byte order mark says; it ends in the middle of a character",
        ),
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
        text, encoding, *_ = decode(data)
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
        assert decode(data) == (text, "utf-8", "detected", ())


def test_one_dash_of_utf8_among_bytes_of_windows_1252_is_mixed() -> None:
    data = "Claims — P2\n".encode() + "Größe, Maß\n".encode("cp1252")
    with pytest.raises(UnreadableDump, match="0xf6 at offset 16"):
        decode(data)
    assert decode("Claims – P2, « oublié…” »".encode("cp1252")).encoding == "cp1252"


_WORDS = {
    "windows-1251": "Стекольщик режет",
    "koi8-r": "Стекольщик режет",
    "iso-8859-5": "Стекольщик режет",
    "shift_jis": "ガラス職人の仕事",
    "x-sjis": "ガラス職人の仕事",
    "euc-jp": "ガラス職人の仕事",
    "iso-2022-jp": "ガラス職人の仕事",
    "gbk": "玻璃工人",
    "gb2312": "玻璃工人",
    "big5": "玻璃工人",
    "euc-kr": "유리공",
    "iso-8859-2": "Szklarz łączy szyby",
    "windows-1250": "Szklarz łączy szyby",
    "iso-8859-1": "Größe, Maß – œuvre",
    "windows-1252": "Größe, Maß – œuvre",
    "iso-8859-9": "İşçi",
    "windows-1253": "Υαλουργός",
    "windows-1255": "זגג",
    "windows-874": "ช่างกระจก",
    "macintosh": "vitrière",
    "utf-8": "Größe",
}
_DECLARATIONS = [
    '<!DOCTYPE html><html><head><meta charset="{}">',
    "<html><head><META CharSet='{}' />",
    "<html><head><title><meta charset=utf-8></title><meta name=x><meta charset={}>",
    "<!-- <meta charset=utf-8> --><html><head><meta/charset={}>",
    '<html><head><script>a="<meta charset=utf-8>"</script><meta charset="{}">',
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}">',
    "<html><meta content='text/html;charset = \"{}\"' http-equiv=content-type>",
    '<?xml version="1.0" encoding="{}"?><html><head>',
    "\n <?xml version='1.0' encoding='{}' standalone='yes'?>\n<html><head>",
    "<html><head>" + "<link rel=preload>" * 900 + '<meta charset="{}">',
]


@pytest.mark.parametrize("label", _WORDS)
@pytest.mark.parametrize("declaration", _DECLARATIONS)
def test_a_page_that_says_its_encoding(declaration: str, label: str) -> None:
    text = declaration.format(label) + f"</head><body><h1>{_WORDS[label]}</h1></body></html>"
    codec = {"x-sjis": "cp932", "iso-8859-1": "cp1252", "macintosh": "mac-roman", "windows-874": "cp874"}.get(
        label, label
    )
    data = text.encode(codec)
    decoded = decode(data)
    assert decoded.text == text
    assert decoded.basis == "declared"
    assert decoded.findings == ()
    assert data.decode(decoded.encoding) == text


@pytest.mark.parametrize(
    "text",
    [
        '# How to declare\n\n    <meta charset="windows-1251">\n\nGrößen\n',
        "Größe: <meta charset=koi8-r>",
        "<p>Größe</p>\n<p>&lt;meta charset=koi8-r&gt;</p>",
        "<!-- <html><meta charset=koi8-r> --><html><body>Größe</body></html>",
        "<html><head></head><body>Größe <meta charset=koi8-r></body></html>",
        "<html><head><meta name=description content='charset=koi8-r'></head><body>Größe</body></html>",
        "<html><head><meta charset=nonsense></head><body>Größe</body></html>",
        "<html><head><meta charset=hex></head><body>Größe</body></html>",
        "<html><head><meta charset=utf-7></head><body>Größe</body></html>",
        "<html><head><meta charset=cp037></head><body>Größe</body></html>",
        '<html><head><meta charset="</head><body>Größe</body></html>',
        "<html><head><meta",
    ],
)
def test_what_declares_nothing(text: str) -> None:
    assert decode(text.encode()).basis == "detected"
    if not text.isascii():
        assert decode(text.encode("cp1252")).basis == "assumed"


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "shift_jis", "gbk", "utf-16"])
def test_a_page_that_was_saved_as_utf8_and_says_otherwise(label: str) -> None:
    data = f"<html><head><meta charset={label}></head>\n<body>« Größe »</body></html>".encode()
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (data.decode(), "utf-8")
    contradicted = [] if label == "utf-16" else ["W452"]
    assert [(finding.code, finding.span.line_start) for finding in decoded.findings] == [(c, 2) for c in contradicted]


def test_a_page_whose_bytes_are_not_what_it_says() -> None:
    page = "<html><head><meta charset=utf-8></head><body>Größe</body></html>"
    with pytest.raises(UnreadableDump, match=r"byte 0xf6 at offset 47: not utf-8, which the page declares"):
        decode(page.encode("cp1252"))
    assert decode(page.encode("cp1252"), given="cp1252").text == page


def test_two_bytes_may_be_two_characters_by_chance() -> None:
    data = "<html><head><meta charset=gbk></head><body>巡</body></html>".encode("gbk")
    data = data.replace("巡".encode("gbk"), b"\xd1\xa1")
    assert data.decode() != data.decode("gbk")
    assert decode(data)[:3] == (data.decode("gbk"), "gb18030", "declared")


def test_what_the_user_names_wins_over_all_but_a_mark() -> None:
    text = "<html><head><meta charset=utf-8></head><body>Стекольщик</body></html>"
    assert decode(text.encode("koi8-r"), given="koi8-r") == (text, "koi8-r", "given", ())
    assert decode(codecs.BOM_UTF8 + text.encode(), given="koi8-r")[:3] == (text, "utf-8", "declared")
    contradicted = decode(text.encode(), given="koi8-r")
    assert (contradicted.basis, contradicted.text) == ("given", text.encode().decode("koi8-r"))
    assert [finding.code for finding in contradicted.findings] == ["W452"]
    with pytest.raises(UnreadableDump, match="not valid ascii, the encoding you gave"):
        decode(text.encode(), given="ascii")


@pytest.mark.parametrize(
    "label", ["windows-1251", "koi8-r", "iso-8859-5", "windows-1253", "euc-jp", "gbk", "big5", "euc-kr"]
)
def test_what_no_western_page_says_is_not_taken_for_one(label: str) -> None:
    with pytest.raises(UnreadableDump, match=r"undecodable") as caught:
        decode(f"P2\n{_WORDS.get(label, 'Стекольщик режет')}".encode(label))
    assert (caught.value.diagnostic.code, caught.value.diagnostic.span.line_start) == ("E101", 2)


@pytest.mark.parametrize("text", ["Inhalt ········ 5", "¯¯¯¯¯¯¯¯", "«»°§ créée, naïf, SEÑOR ÁÉ, coções", "½¼"])
def test_western_signs_are_taken_for_what_they_are(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@given(st.binary(max_size=300), st.sampled_from(["text", "html", "markdown"]), st.sampled_from(list(_WORDS)))
def test_declarations_in_noise(noise: bytes, format: Format, label: str) -> None:
    for data in (b"<html>" + noise, b"<html><meta charset=" + label.encode() + noise, b"<?xml " + noise):
        with contextlib.suppress(UnreadableDump):
            decoded = decode(data, format)
            assert decoded.text == data.decode(decoded.encoding)


@pytest.mark.parametrize(
    "unit", [b"<!--", b"<script>", b"<meta ", b"<meta a='", b'<meta a="', b"<meta charset", b"</", b"<title"]
)
def test_a_head_is_looked_through_once(unit: bytes) -> None:
    assert decode(b"<html>" + unit * 1_000_000).encoding == "utf-8"

"""Names of encodings: the codec that a label means, as browsers understand it."""

from __future__ import annotations

import codecs
from functools import cache

# Labels of pages that Python does not know (WHATWG, Encoding, 4.2).
_LABELS = {
    "ansi_x3.4-1968": "cp1252",
    "csbig5": "big5",
    "csgb2312": "gbk",
    "cseuckr": "euc_kr",
    "csiso2022jp": "iso2022_jp",
    "cskoi8r": "koi8_r",
    "csshiftjis": "cp932",
    "cn-big5": "big5",
    "dos-874": "cp874",
    "koi": "koi8_r",
    "koi8": "koi8_r",
    "koi8-ru": "koi8_u",
    "logical": "iso8859_8",
    "macintosh": "mac_roman",
    "ms-kanji": "cp932",
    "shift-jis": "cp932",
    "unicode": "utf_16_le",
    "unicode-1-1-utf-8": "utf_8",
    "visual": "iso8859_8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gbk",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "x-mac-ukrainian": "mac_cyrillic",
    "x-sjis": "cp932",
    "x-x-big5": "big5",
}
# What is written under the name of an encoding, as its own standard leaves characters out that everybody uses.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
}
_NO_TEXT = {"charmap", "idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
_ASCII = bytes(range(0x20, 0x7F))


@cache
def codec(label: str) -> str | None:
    """Python's name of the codec that is meant by a label; None if no encoding of texts has this name."""
    key = label.strip().lower().replace("_", "-")
    try:
        found = codecs.lookup(_LABELS.get(key) or (key[2:] if key.startswith("x-cp") else key))
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in _NO_TEXT:
        return None
    return _MEANT.get(found.name, found.name)


@cache
def holds_ascii(name: str) -> bool:
    """Whether ASCII is itself in a codec: only then can bytes say of themselves that they are in it."""
    try:
        return _ASCII.decode(name) == _ASCII.decode("ascii")
    except UnicodeDecodeError:
        return False

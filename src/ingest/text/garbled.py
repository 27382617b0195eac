"""Text that was garbled before it came here: UTF-8 read as Windows-1252 or Latin-1 once, and lost characters."""

from __future__ import annotations

import re

from ingest.diagnostics import Diagnostic, diagnose
from ingest.lazy_patterns import rare
from ingest.text.line import counted

# What the bytes 0x80 to 0xbf look like in Windows-1252, and in Latin-1, where half of them are controls; a no-break
# space may have become a blank.
_HIGH = bytes(range(0x80, 0xC0))
_WINDOWS = _HIGH.decode("cp1252", "ignore")
_NEXT = "".join(sorted({*_WINDOWS, *_HIGH.decode("latin-1")}))
_BYTE = {character: character.encode("cp1252", "ignore") or character.encode("latin-1") for character in _NEXT}
_QUOTES = "‘’“”"
_SIGNS = "".join(map(chr, range(0x80, 0xA0))) + _HIGH[:0x20].decode("cp1252", "ignore")
_OTHERS = "".join(character for character in _NEXT if character not in _QUOTES)
_GARBLED = rare(
    f"[\u00c2\u00c3][{re.escape(_NEXT)}]"  # Â and Ã: signs and letters of Western Europe
    "|(?<=[a-z.,;:!?)\u00df-\u00ff])\u00c2(?= )|(?<!\\w)\u00c3(?= )"  # behind them a no-break space was
    f"|[\u00c4\u00c5](?:[{re.escape(_OTHERS)}]|[{_QUOTES}](?=[a-z\u00df-\u00ff]))"  # Ä and Å: other Latin letters
    f"|\u00e2[{re.escape(_SIGNS)}][{re.escape(_NEXT)}]"  # â: dashes, quotes, signs
    f"|\u00ef(?:\u00bb\u00bf|\u00ac[{re.escape(_NEXT)}])"  # ï: a byte order mark, ligatures
    f"|\u00f0[\u0178\u009f][{re.escape(_NEXT)}]{{2}}"  # ð: emoji
    f"|(?:[\u00ce-\u00d1][{re.escape(_NEXT)}]){{3}}"  # Greek and Cyrillic words
    f"|(?:[\u00e3-\u00e9][{re.escape(_NEXT)}]{{2}}){{3}}"  # East Asian words
)
_MAY_BE_GARBLED = rare(f"[ÂÃÄÅâïðÎÏÐÑãäåæçèé](?:[{re.escape(_NEXT)}]|(?<=[ÂÃ]) )")
_LOST = "\ufffd"


def garbled(lines: list[str]) -> list[Diagnostic]:
    """The finding that characters of these lines are others than their writers wrote, said once; nothing is changed."""
    text = "\n".join(lines)
    if text.isascii() or not (_LOST in text or _MAY_BE_GARBLED.search(text)):
        return []
    found = [(number, match) for number, line in enumerate(lines, 1) if (match := _GARBLED.search(line))]
    lost = [number for number, line in enumerate(lines, 1) if _LOST in line]
    said = []
    if found:
        number, match = found[0]
        what = _meant(match[0])
        said.append(
            diagnose(
                "W451",
                number,
                detail=f"{match[0]!r} may be {what!r}, on {counted(len(found))}",
                col_start=match.start() + 1,
                col_end=match.end(),
            )
        )
    if lost:
        said.append(diagnose("W451", lost[0], detail=f"replacement characters on {counted(len(lost))}"))
    return said


def _meant(garbled: str) -> str:
    if len(garbled) == 1:
        return " "
    data = b"".join(_BYTE.get(character) or character.encode("latin-1") for character in garbled)
    return data.decode("utf-8", "replace")

"""When two texts say the same, and where in a dump a text stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

SHORT = 3  # characters; a text that short also stands inside of words
MOST_PLACES = 50
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LIST_MARK = re.compile(r"(?:^|(?<= ))[-*•+] ")
_PIPE = re.compile(r" ?\| ?")
_LOOSE = re.compile(r"[*_`\\]")
_MARK = re.compile(r"^(?:[-*•+]|\d+[.)])\s+")


def fold(text: str) -> str:
    """NFC with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def same(truth: str, ours: str) -> bool:
    """Whether a value is the true text: blanks, Markdown emphasis, links and list marks in it are no difference, nor
    are blanks beside a pipe.
    """
    wanted = _PIPE.sub("|", fold(truth))
    found = _PIPE.sub("|", fold(ours))
    if found == wanted:
        return True
    plain = _LINK.sub(r"\1", found)
    plain = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", plain))
    return wanted in (plain, _LIST_MARK.sub("", plain), _LIST_MARK.sub("", found))


def loosen(text: str) -> str:
    """A form in which a text can be looked for: no marks, single blanks."""
    return fold(_LOOSE.sub("", _LINK.sub(r"\1", text)))


def without_mark(line: str) -> str:
    """A line without its bullet or number."""
    return _MARK.sub("", line)


class Dump:
    """A dump's lines, searchable for texts that may run over several of them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._starts: list[int] = []
        self._numbers: list[int] = []
        parts: list[str] = []
        length = 0
        for number, line in enumerate(lines, 1):
            part = loosen(line)
            if part:
                self._starts.append(length)
                self._numbers.append(number)
                parts.append(part)
                length += len(part) + 1
        self._text = " ".join(parts)
        self._bare = " ".join(_MARK.sub("", part) for part in parts)

    def places(self, text: str) -> list[tuple[int, int]]:
        """First and last line of each place where the text stands."""
        wanted = loosen(text)
        found: list[tuple[int, int]] = []
        at = self._text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < MOST_PLACES:
            if len(wanted) > SHORT or self._is_word(at, at + len(wanted)):
                found.append((self._line(at), self._line(at + len(wanted) - 1)))
            at = self._text.find(wanted, at + 1)
        return found

    def holds_without_marks(self, text: str) -> bool:
        """Whether the text stands anywhere, perhaps with list marks in it."""
        return loosen(text) in self._bare

    def _is_word(self, start: int, end: int) -> bool:
        """Whether a short text is one of its own, perhaps glued to others: `R` is in `RUses`, not in `ORCHARD`."""
        before, behind = self._text[start - 1 : start], self._text[end : end + 2]
        glued = behind[:1].isupper() and behind[1:].islower()
        return not before.isupper() and not before.isdigit() and (glued or not behind[:1].isalnum())

    def says(self, text: str, start: int, end: int) -> bool:
        """Whether the lines from start to end hold the beginning of the text, whatever blanks are in it: tools break a
        line behind a hyphen, and glue words."""
        said = loosen(" ".join(self.lines[max(0, start - 1) : end]))
        return loosen(text)[:12].replace(" ", "") in said.replace(" ", "")

    def _line(self, offset: int) -> int:
        return self._numbers[bisect_right(self._starts, offset) - 1]


def halves(text: str) -> list[str]:
    """The two halves of a longer text, cut at a blank."""
    words = text.split(" ")
    if len(text) < 30 or len(words) < 4:
        return []
    middle = len(words) // 2
    return [" ".join(words[:middle]), " ".join(words[middle:])]

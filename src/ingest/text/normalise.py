"""Characters: what an editor shows as a line, and which marks are no text.

Lines end at LF, CRLF and a lone CR and nowhere else: `str.splitlines` also breaks at U+0085, U+2028, VT and FF,
and then line numbers would not agree with an editor's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.diagnostics import Diagnostic, diagnose
from ingest.lazy_patterns import rare
from ingest.punctuation import BOLD
from ingest.text.garbled import garbled
from ingest.text.line import Line, counted

# Blanks of other widths become a blank; marks without width and controls go; bidi controls stay, and are reported.
CENTURIES = ("19", "20")  # that years of dates begin with
_BLANKS = "\x0b\x0c\x85\u2028\u2029\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_WIDTHLESS = "\u200b\u2060\ufeff\u00ad\u180e"
_CONTROLS = "".join(map(chr, [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]))
_TRANSLATION = str.maketrans({**dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_WIDTHLESS + _CONTROLS, None)})
_SPECIAL = rare(f"[{re.escape(_BLANKS + _WIDTHLESS + _CONTROLS)}]")
_ANCHORS = rare(r"<a (?:id|name)=\"[^\"<>]{0,200}\"></a>")  # places that links lead to: no text stands in them
_BIDI = rare("[\u202a-\u202e\u2066-\u2069]")
_MAY_NOT_BE_ONE_WIDE = re.compile(
    "[^\x00-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u20cf\u2100-\u2e7f\U00040000-\U0010ffff]"
)
# `[text](address "title")`: an address has no blanks but those of a template, and parentheses in pairs.
_LINK = rare(
    r"!?\[([^\[\]]*)\]\((?:\{\{[^{}\n]{0,200}\}\}|\{(?!\{)|[^(){\s]|\([^()\s]*\)){0,2000}(?:\s\"[^\"\n]{0,200}\")?\)"
)
_ANCHOR = rare(r"\W*(?:link|anchor|permalink)?\W*$", re.IGNORECASE)  # what a heading's link to itself says
LONGEST_HEADING = 500  # characters
_ESCAPE = rare(r"(`[^`]*`)|\\([!-/:-@\[-`{-~])")


def split_lines(text: str) -> list[str]:
    """The lines of a text, as an editor counts them; no line after a final line end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines


def is_visible(text: str) -> bool:
    """Whether anything of a text is to be seen: no blanks and no marks without width alone."""
    return bool(text.translate(_TRANSLATION).strip())


def ordinary(text: str) -> str:
    """A text with ordinary blanks, and without marks that have no width."""
    return text.translate(_TRANSLATION) if _SPECIAL.search(text) else text


def normalise(text: str) -> tuple[list[str], list[Diagnostic]]:
    """Lines with ordinary blanks and without marks that have no width; what was changed is reported once a kind."""
    if text.startswith("\ufeff"):
        text = text[1:]
    lines = split_lines(text)
    diagnostics = garbled(lines)
    anchors = [number for number, line in enumerate(lines, 1) if _ANCHORS.search(line)] if "</a>" in text else []
    if anchors:
        diagnostics.append(diagnose("I606", anchors[0], detail=f"anchors without a text on {counted(len(anchors))}"))
        for number in anchors:
            lines[number - 1] = _ANCHORS.sub("", lines[number - 1])
    if "".join(lines).isprintable():
        return lines, diagnostics  # all that is changed or reported here cannot be printed
    changed = [number for number, line in enumerate(lines, 1) if _SPECIAL.search(line)]
    bidi = [number for number, line in enumerate(lines, 1) if _BIDI.search(line)]
    if bidi:
        diagnostics.append(diagnose("I607", bidi[0], detail=f"on {counted(len(bidi))}"))
    if changed:
        diagnostics.append(
            diagnose("I606", changed[0], detail=f"blanks or marks without width on {counted(len(changed))}")
        )
        for number in changed:
            lines[number - 1] = lines[number - 1].translate(_TRANSLATION)
    return lines, diagnostics


def lines_ended_twice(text: str, page: Sequence[str], diagnostics: list[Diagnostic]) -> list[Line] | None:
    r"""The lines of a page whose ends were written twice (`\r\r\n`), without the blank ones between them."""
    if "\r\r\n" not in text or text.count("\r\r\n") < text.count("\n") or any(map(str.strip, page[1::2])):
        return None
    diagnostics.append(diagnose("I606", 1, detail="ends of lines that were written twice"))
    return [Line(page[at], at + 1, at + 1) for at in range(0, len(page), 2)]


def width(text: str) -> int:
    """Columns a text takes; wide East Asian characters count two."""
    if text.isascii() or not _MAY_NOT_BE_ONE_WIDE.search(text):
        return len(text)
    return sum([2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text])


def fits(text: str, columns: int) -> bool:
    """Whether a text takes at most so many columns. Texts that are far shorter or longer are not measured."""
    return 2 * len(text) <= columns or (len(text) <= 2 * columns and width(text) <= columns)


def is_year(word: str) -> bool:
    """Whether a word is the year of a date: `2024`."""
    return len(word) == len("2024") and word.isdecimal() and word.startswith(CENTURIES)


def unescape(text: str) -> str:
    r"""Undo Markdown escapes (`O\*NET`) outside code spans, except those of a backslash and of a tag (`\<div>`).

    These are undone with the marks: undone here, they would be an escape or a tag again.
    """
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: match[1] or (match[0] if match[2] in "\\<" else match[2]), text)


def split_bold(text: str) -> tuple[str, str]:
    """What a text begins with in bold, without its marks, and what is behind it; ("", text) where that is nothing."""
    if not text.startswith(BOLD):
        return "", text
    bold, _, behind = text[2:].partition(text[:2])
    return bold, behind


def without_links(text: str) -> str:
    """`[text](address)` as its text."""
    return _LINK.sub(r"\1", text) if "](" in text else text


def without_anchors(text: str) -> str:
    """A heading's text: a link that only says `¶` or `#` is dropped, any other is its text."""
    if "](" not in text:
        return text
    return _LINK.sub(lambda link: "" if _ANCHOR.match(link[1]) else link[1], text).strip()


def without_trailing_links(text: str) -> str:
    """Return the text before the links at the end of a line."""
    if len(text) > LONGEST_HEADING:
        return text
    while text.endswith(")") and (at := text.rfind("[")) >= 0 and _LINK.fullmatch(text, at):
        text = text[:at].rstrip()
    return text


def link_texts(text: str) -> list[str]:
    """The texts of a line's links, if it holds nothing else."""
    if "](" not in text or _LINK.sub("", text).strip():
        return []
    return [link.strip() for link in _LINK.findall(text) if link.strip()]

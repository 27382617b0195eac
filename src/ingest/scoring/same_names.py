"""When two names are the same one, though a page and a person spell them differently."""

from __future__ import annotations

import re
import unicodedata

_NO_WORD = re.compile(r"[\W_]+")
_CODE = re.compile(r"\b[a-z]{1,4} ?\d{1,2}[a-z]?\b")
_LEVEL = re.compile(r"^level (\d+)$")


def folded(text: object) -> str:
    """Return the words alone, in lower case; None gives an empty text."""
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", str(text or "")).casefold()).strip()


def without_accents(text: object) -> str:
    """The same without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", folded(text)) if not unicodedata.combining(c))


def names_of(label: object) -> set[str]:
    """Return the names that a level or title may have: the whole, its code, and the rest without the code.

    `Baker (L4)` is also `l4` and `baker`; `Level 4` is also `l4`.
    """
    whole = folded(label)
    codes = set(_CODE.findall(whole))
    beside = {whole.replace(code, "").strip() for code in codes}
    return {whole, *(code.replace(" ", "") for code in codes), *beside, _LEVEL.sub(r"l\1", whole)} - {""}

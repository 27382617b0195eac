"""Texts to words, as the search of the pages does it: `search.js` has the same rules."""

from __future__ import annotations

import re
import unicodedata

# Letters and digits of any script; `+` and `#` because skills are called C++ and C#.
_WORD = re.compile(r"(?:[^\W_]|[+#])+")


def words(text: str) -> list[str]:
    """Lower-case words without accents, in their order."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(c for c in plain if not unicodedata.category(c).startswith("M")))

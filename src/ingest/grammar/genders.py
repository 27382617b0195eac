"""Names for several genders, as those of roles are written: `Bäcker*in`, `recruteur(se)`, `Küchenhilfe (m/w/d)`."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from ingest.grammar.role_words import Roles
from ingest.lazy_patterns import rare

# What names another gender: `Bäcker/in`, `enfermero/a`, `recruteur(se)`, `infirmier.e`, `(m/w/d)`.
INCLUSIVE = rare(
    r"(?<=[^\W\d_])(?:[/:·_*]-?|\*)(?:[iI]n|[iI]nnen|e|euse|rice|trice|a|ora|as)\b|(?<=[^\W\d_])\((?:in|e|a|ne|se)\)"
    r"|(?<=[^\W\d_]{3})\.(?:e|ne|se|rice|trice)\b"
    r"|(?:[(\[] ?)?(?<!\w)[mwfhdxiMWFHDXI](?:\s?[/|]\s?[mwfhdxiMWFHDXI]){1,3}(?!\w)(?:/[-*])?(?: ?[)\]])?"
)
_MALE, _FEMALE, _GENDERS = frozenset("mh"), frozenset("wf"), frozenset("mhwfdxvin")


def is_of_genders(text: str, roles: Roles) -> bool:
    """Whether a text is for several genders: by their letters, `(m/w/d)`, `(mfd)`, `H/F`, or `(all genders)`."""
    for inside in _in_brackets(text):
        letters = frozenset(filter(str.isalpha, inside))
        if roles.is_for_all(inside) or (letters <= _GENDERS and _are_several(letters)):
            return True
    return mark_of_genders(text) is not None


def mark_of_genders(text: str) -> Match[str] | None:
    """The first mark behind a name that is for several genders: `(m/w/d)`, `H/F`."""
    if "/" not in text and "|" not in text:
        return None
    return next((found for found in INCLUSIVE.finditer(text) if _are_several(frozenset(found[0].casefold()))), None)


def _in_brackets(text: str) -> Iterator[str]:
    """What stands in brackets, in small letters."""
    if "(" in text or "[" in text:
        for part in text.replace("[", "(").replace("]", ")").split("(")[1:]:
            yield part.partition(")")[0].strip().casefold()


def _are_several(letters: frozenset[str]) -> bool:
    return bool(_MALE & letters and _FEMALE & letters)

"""The ids of dumps and profiles: pure functions of uri, code and title, so that twins in two places both stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

# Without width and without meaning for equality: soft hyphen, Mongolian vowel separator, zero-width space,
# non-joiner and joiner, word joiner, byte order mark.
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"))


class Named(NamedTuple):
    """What tells a profile from the others of its dump."""

    shape: str
    code: str | None
    title: str | None


def normalise(text: str) -> str:
    """`text` in NFC, without zero-width characters, every white space one blank, trimmed. Idempotent."""
    if not text.isascii():
        # Zero-width characters go first: what they kept apart may compose.
        text = normalize("NFC", text.translate(_ZERO_WIDTH))
    return " ".join(text.split())


def digest(text: str) -> str:
    """128 bits of the SHA-256 of `text` as UTF-8: 32 hexadecimal digits, lower case.

    Total: a lone surrogate (a file name that is no Unicode) is hashed as the three bytes it would have.
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def document_id(uri: str) -> str:
    """The id of the dump at `uri` (`source/relative/path`, with `!/member` or `#row` behind it)."""
    return digest(uri)


def profile_id(document: str, key: str, nth: int) -> str:
    """The id of a profile: its dump's id, its `key` (code or else normalised title), its number with that key.

    `nth` counts from 1 among the profiles of the dump that have the same key, so one profile more or less on a
    page does not rename its neighbours.
    """
    return digest(f"{document}\n{key}\n{nth}")


def profile_ids(document: str, profiles: Sequence[Named]) -> list[str]:
    """The id of each of a dump's `profiles`, in their order. Families are counted apart from roles and ladders."""
    seen: Counter[str] = Counter()
    ids = []
    for shape, code, title in profiles:
        key = code or normalise(title or "")
        if shape == "family":
            key = f"family\n{key}"
        seen[key] += 1
        ids.append(profile_id(document, key, seen[key]))
    return ids

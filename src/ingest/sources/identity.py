"""Identity of a dump: a pure function of its uri, so identical twins in two places both stay."""

from __future__ import annotations

from hashlib import sha256


def digest(text: str) -> str:
    """128 bits of the SHA-256 of `text` as UTF-8: 32 hexadecimal digits, lower case.

    Total: a lone surrogate (a file name that is no Unicode) is hashed as the three bytes it would have.
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def document_id(uri: str) -> str:
    """The id of the dump at `uri` (`source/relative/path`, with `!/member` or `#row` behind it)."""
    return digest(uri)


def profile_id(document: str, key: str, nth: int) -> str:
    """The id of a profile: its dump's id, its `key` (code or else normalised title), its how-many-eth of that key.

    `nth` counts from 1 among the profiles of the dump that have the same key, so one profile more or less on a
    page does not rename its neighbours.
    """
    return digest(f"{document}\n{key}\n{nth}")

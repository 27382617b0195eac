"""When two texts are one paragraph: equal after NFC, white-space and zero-width normalisation.

Numbers and case are never touched: "3 years" is not "5 years", and SQL is not sql.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

import pyarrow as pa

from ingest.sources.identity import digest

# Without width and without meaning for equality: soft hyphen, Mongolian vowel separator, zero-width space,
# non-joiner and joiner, word joiner, byte order mark.
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"))


def normalise(text: str) -> str:
    """`text` in NFC, without zero-width characters, every white space one blank, trimmed. Idempotent."""
    if not text.isascii():
        # Zero-width characters go first: what they kept apart may compose.
        text = normalize("NFC", text.translate(_ZERO_WIDTH))
    return " ".join(text.split())


@lru_cache(maxsize=1 << 16)
def paragraph_id(text: str) -> str:
    """The id of a paragraph: 32 hexadecimal digits of its normalised text.

    Remembers the last 65,536 texts, because level pages of one catalogue share most of theirs.
    """
    return digest(normalise(text))


def paragraph_ids(texts: pa.Array) -> pa.Array:
    """The ids of many paragraphs, each distinct text looked at once."""
    distinct = texts.dictionary_encode()
    ids = pa.array(map(paragraph_id, distinct.dictionary.to_pylist()), pa.string())
    return ids.take(distinct.indices)

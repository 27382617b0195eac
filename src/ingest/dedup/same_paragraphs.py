"""When two texts are one paragraph: they are equal after NFC, white-space and zero-width normalisation.

Numbers and case are never touched: "3 years" is not "5 years", and SQL is not sql.
"""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa

from ingest.sources.ids import digest, normalise


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

"""Which paragraphs are the same: text → id → all places it stood. Marks, never loses."""

from ingest.dedup.content import content_id
from ingest.dedup.occurrences import OCCURRENCE, Occurrence, occurrences
from ingest.dedup.places import pair
from ingest.dedup.text import paragraph_id, paragraph_ids
from ingest.sources.identity import normalise

__all__ = [
    "OCCURRENCE",
    "Occurrence",
    "content_id",
    "normalise",
    "occurrences",
    "pair",
    "paragraph_id",
    "paragraph_ids",
]

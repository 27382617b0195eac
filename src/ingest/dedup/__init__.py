"""Which paragraphs are the same (`same_paragraphs`), and which profiles (`same_profiles`): marked, never removed."""

from ingest.dedup.paragraph_lines import pair
from ingest.dedup.paragraph_occurrences import OCCURRENCE, Occurrence, occurrences
from ingest.dedup.same_paragraphs import paragraph_id, paragraph_ids
from ingest.dedup.same_profiles import content_id
from ingest.sources.ids import normalise

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

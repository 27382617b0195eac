"""How texts answer a query: as they are, by their beginning, by their words, in part, or but for typing errors.

The only importer of rapidfuzz.
"""

from ingest.matching.match import Kind, Matches, match
from ingest.matching.near import nearest
from ingest.matching.texts import Texts, fold_one

__all__ = ["Kind", "Matches", "Texts", "fold_one", "match", "nearest"]

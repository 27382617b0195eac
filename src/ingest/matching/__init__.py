"""How texts match a query: exactly, by their beginning, by their words, in part, or despite typing errors.

No other package imports rapidfuzz.
"""

from ingest.matching.match import Kind, Matches, match
from ingest.matching.near import nearest
from ingest.matching.texts import Texts, fold_one

__all__ = ["Kind", "Matches", "Texts", "fold_one", "match", "nearest"]

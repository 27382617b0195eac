"""Words of a corpus that nobody knows: how often they occur, where, and what they may mean."""

from ingest.suggestions.suggest import Suggestion as Suggestion
from ingest.suggestions.suggest import suggest as suggest
from ingest.suggestions.suggestion_file import as_file as as_file
from ingest.suggestions.suggestion_file import counts_of as counts_of
from ingest.suggestions.unknown_words import Met as Met
from ingest.suggestions.unknown_words import Table as Table
from ingest.suggestions.unknown_words import met_in as met_in
from ingest.suggestions.unmatched import unmatched as unmatched

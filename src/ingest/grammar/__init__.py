"""The grammars in `grammars/*.lark`, asked through plain methods. The only importer of lark."""

from ingest.grammar.added_words import word_sources
from ingest.grammar.answers import Card, CodeLine, Evidence, Label, LevelCode, Meaning, Years, level_code
from ingest.grammar.facts import FactPhrase
from ingest.grammar.folder import NAMES
from ingest.grammar.grammars import Grammars
from ingest.grammar.inline import Inline
from ingest.grammar.load import load_grammars
from ingest.grammar.pay import PayPhrase
from ingest.grammar.schemes import CodePhrase
from ingest.grammar.words import Words
from ingest.grammar_terminals import default_directory

__all__ = [
    "NAMES", "Card", "CodeLine", "CodePhrase", "Evidence", "FactPhrase", "Grammars", "Inline", "Label", "LevelCode",
    "Meaning", "PayPhrase", "Words", "Years", "default_directory", "level_code", "load_grammars",
    "word_sources",
]  # fmt: skip

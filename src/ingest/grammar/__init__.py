"""What the files in `grammars/` say, asked by every stage of the reader. No other room uses lark."""

from ingest.grammar.answer_types import Card, CodeLine, Evidence, Label, LevelCode, Meaning, Years, level_code
from ingest.grammar.classification_codes import CodePhrase
from ingest.grammar.facade import Grammars
from ingest.grammar.facts import FactPhrase
from ingest.grammar.grammar_folder import NAMES
from ingest.grammar.inline_markup import Inline
from ingest.grammar.load import load_grammars
from ingest.grammar.pay import PayPhrase
from ingest.grammar.user_words import word_sources
from ingest.grammar.word_lookup import Words
from ingest.grammar_terminals import default_directory

__all__ = [
    "NAMES", "Card", "CodeLine", "CodePhrase", "Evidence", "FactPhrase", "Grammars", "Inline", "Label", "LevelCode",
    "Meaning", "PayPhrase", "Words", "Years", "default_directory", "level_code", "load_grammars",
    "word_sources",
]  # fmt: skip

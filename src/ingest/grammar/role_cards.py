"""Cards of adjacent roles: a title, perhaps a code, a distance and a match band, glued or not."""

from __future__ import annotations

import re

from lark import Token, Tree

from ingest.grammar.answer_types import Card
from ingest.grammar.line_grammar import Language

_WIDEST_CARDS = 2_000
_WIDEST_BAND = 40  # no name of a match band is wider


class Cards:
    """Reads cards. `lines` is the language that has the rule `cards`."""

    def __init__(self, lines: Language) -> None:
        self._lines = lines
        self._distance = re.compile(lines.terminal("DISTANCE"))
        self._band = re.compile(lines.terminal("BAND"))

    def read(self, text: str) -> tuple[Card, ...] | None:
        """The cards that a line holds, glued or not; None if the text is anything else."""
        text = text.strip()
        if len(text) > _WIDEST_CARDS or self._distance.search(text) is None:
            return None
        tree = self._lines.tree(text, "cards")
        if tree is None:
            return None
        cards = []
        for card in tree.children:
            assert isinstance(card, Tree)
            parts = {child.type: str(child) for child in card.children if isinstance(child, Token)}
            distance, band = float(parts["DISTANCE"]), parts["BAND"].lower()
            cards.append(Card(parts["CARD_TITLE"], parts.get("CARD_CODE"), distance, band))
        return tuple(cards) if all(card.distance <= 1 for card in cards) else None

    def band(self, text: str) -> str | None:
        """A match band, alone on its line."""
        text = text.strip()
        return text.lower() if len(text) <= _WIDEST_BAND and self._band.fullmatch(text) else None

"""Currencies and pay periods of `grammars/words/*.toml`, found by names and signs: `$`, `Euro`, `per annum`.

The names are data, in the tables `[currencies]` and `[periods]`. A new currency is a line in `en.toml`: its code of
ISO 4217, and its signs. What one language calls it is a line in the file of that language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.grammar.phrase_grammar import Word


class PayWords(NamedTuple):
    """What dictionaries know of money, by lower-case word: codes of ISO 4217, and spans of time. `beginnings` are all
    that the names of currencies and periods begin with, which most words are not."""

    currencies: Mapping[str, str]
    periods: Mapping[str, str]
    units: Mapping[str, str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, currencies: Mapping[str, str], periods: Mapping[str, str], units: Mapping[str, str]) -> PayWords:
        """Make it of dictionaries."""
        names = (*currencies, *periods)
        return cls(
            currencies, periods, units, frozenset(name[:end] for name in names for end in range(1, len(name) + 1))
        )


_PERIODS = {"YEARLY": "year", "MONTHLY": "month", "WEEKLY": "week", "DAILY": "day", "HOURLY": "hour"}
_UNITS = {"YEAR": "year", "YEARS": "year", "MONTH": "month", "MONTHS": "month"}
SHARED = frozenset("$¥￥")  # signs of several currencies
PARTING = frozenset({"COMMA", "STOP", "WITHAL", "PLUS", "AND", "OPEN", "CLOSE"})
SPACELESS = "\u2e80"  # from here on scripts are written without blanks
_ARTICLES = frozenset({"a", "an"})  # a year in French is `an`, which is no unit without `par`
_LONGEST_NAME = 7  # words of `p.c.m.`


def with_currencies(text: str, pieces: list[Word], words: PayWords) -> list[Word]:
    """Return the same words, where the words of a currency or of a period are one."""
    named: list[Word] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        known = None if piece.kind in ("AMOUNT", "GROSS") else _known(text, pieces, at, words)
        if known is None and piece.kind == "PER":
            known = piece._replace(kind={"a": "TO", "/": "SLASH"}.get(piece.text.lower(), "WORD"))
        if known is not None and _begins_second(named, known):
            named.append(Word("DASH", "", known.start, known.start))
        named.append(known or piece)
        end = named[-1].end
        while at < len(pieces) and pieces[at].start < end:
            at += 1
    return named


def _begins_second(named: Sequence[Word], sign: Word) -> bool:
    """Whether a currency's sign begins the upper end of a range whose cells a tool glued: `$14.50$22.75`."""
    if len(named) < 2 or sign.kind != "CURRENCY":
        return False
    above, amount = named[-2:]
    return amount.kind == "AMOUNT" and amount.end == sign.start and (above.kind, above.text) == (sign.kind, sign.text)


def _known(text: str, pieces: Sequence[Word], at: int, words: PayWords) -> Word | None:
    """The currency or period that begins at a word: the longest one."""
    piece = pieces[at]
    others = pieces[at : at + _LONGEST_NAME] if piece.text.casefold() in words.beginnings else ()
    for end in [other.end for other in reversed(others)]:
        said = text[piece.start : end]
        name = said.casefold()
        if not _is_whole(text, piece.start, end):
            continue
        if name in words.periods:
            return Word("PERIOD", said, piece.start, end, words.periods[name])
        code = words.currencies.get(name)
        if code and (said.isupper() or name != code.casefold()):
            return Word("CURRENCY", said, piece.start, end, code)  # but `try 500 things` is no money
    if piece.kind in _PERIODS:
        return piece._replace(kind="PERIOD", means=_PERIODS[piece.kind])
    is_behind_money = at > 1 and pieces[at - 1].kind == "AMOUNT" and _is_currency(pieces[at - 2], words)
    if is_behind_money and (at + 1 == len(pieces) or pieces[at + 1].kind in PARTING):
        span = words.units.get(piece.text.casefold())
        if span and len(piece.text) > 1 and piece.text.lower() not in _ARTICLES:
            return piece._replace(kind="PERIOD", means=span)  # `$21.03 HOUR`, but not `35 hours`
    if piece.kind == "PER" and at + 1 < len(pieces):
        unit = pieces[at + 1]
        is_unit = unit.text.lower() not in _ARTICLES
        span = (_UNITS.get(unit.kind) or words.units.get(unit.text.casefold())) if is_unit else None
        return Word("PERIOD", text[piece.start : unit.end], piece.start, unit.end, span) if span else None
    return None


def _is_currency(piece: Word, words: PayWords) -> bool:
    """Whether a single word is the sign or the code of a currency."""
    return piece.kind == "CURRENCY" or piece.text.casefold() in words.currencies


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether letters that begin or end here are whole words; a number may be glued to them: `EUR45`, but not `/h3`.
    Scripts without blanks have none."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    begun = _is_letter(text[start]) and (before.isalnum() or before == "_")
    goes_on = behind == "_" or behind.isalpha() or (behind.isdecimal() and not text[start].isalpha())
    return not begun and not (_is_letter(text[end - 1]) and goes_on)


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and sign < SPACELESS

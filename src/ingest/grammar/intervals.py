"""Time spans: the tree of a phrase of years as plain intervals."""

from __future__ import annotations

from lark import Token, Tree

from ingest.grammar.answers import Years

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}


def _in_years(number: Token) -> float:
    """`8½` → 8.5; months as a fraction of a year, to two digits."""
    text = str(number).lower().replace(",", ".")
    for sign, decimals in _FRACTIONS.items():
        text = text.replace(sign, decimals)
    value = float(_WORDS.get(text, text))
    return round(value / 12, 2) if number.type == "MONTHS" else value


def intervals(tree: Tree[Token], text: str) -> tuple[Years | None, ...]:
    """Every time span of the phrase `text`, in order; None for one that is no interval."""
    return tuple(None if _is_unsure(phrase) else _years(phrase, text) for phrase in branches(tree, "phrase"))


def branches(tree: Tree[Token], rule: str) -> list[Tree[Token]]:
    """The direct branches of one rule, in text order."""
    return [child for child in tree.children if isinstance(child, Tree) and child.data == rule]


def _is_unsure(phrase: Tree[Token]) -> bool:
    return phrase.children[0].data == "unsure"  # type: ignore[union-attr]


def _years(phrase: Tree[Token], text: str) -> Years:
    interval = phrase.children[0]
    assert isinstance(interval, Tree)
    numbers = [_in_years(number) for number in interval.children if isinstance(number, Token)]
    low, high = {
        "open": (numbers[0], None),
        "asked": (numbers[0], None),
        "months_open": (numbers[0], None),
        "at_most": (0.0, numbers[0]),
        "months_at_most": (0.0, numbers[0]),
    }.get(str(interval.data), (numbers[0], numbers[-1]))
    qualification = None
    if len(phrase.children) > 1:
        qualification = str(phrase.children[1].children[0]).strip()[1:-1].strip()  # type: ignore[union-attr]
    is_asked = interval.data == "asked"
    return Years(text[phrase.meta.start_pos : phrase.meta.end_pos].strip(), low, high, qualification, is_asked)

"""Intervals of years: what a tree of the rule `years` says in numbers."""

from __future__ import annotations

from collections.abc import Mapping

from lark import Token, Tree

Interval = tuple[float, float | None]

UNITS = frozenset({"YEAR", "YEARS", "MONTH", "MONTHS"})
OF_MONTHS = frozenset({"MONTH", "MONTHS"})
NUMBERS = frozenset({"NUMBER", "NUMBER_WORD", "HALF"})
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}


def interval_of(tree: Tree[Token], numbers: Mapping[str, float]) -> Interval | None:
    """The interval of a tree of `years`, in years; None for one that its numbers contradict."""
    values: list[float] = []
    units: list[str] = []
    for child in tree.children:
        if isinstance(child, Tree):
            value = _twice(child, numbers) if child.data == "said_twice" else _value(child.children[0], numbers) + 0.5
            if value is None:
                return None
            values.append(value)
        elif child.type in NUMBERS:
            values.append(_value(child, numbers))
        elif child.type in UNITS:
            units.append(child.type)
    units = units if len(units) == len(values) else units[-1:] * max(1, len(values))
    years = [_in_years(value, unit) for value, unit in zip(values or [1.0], units, strict=True)]
    low, high = years[0], years[-1]
    shape = tree.data
    if low > high and shape != "part_sum":
        return None
    if shape == "exact":
        return low, low
    if shape == "open":
        return low, None
    if shape == "at_most":
        return 0.0, high
    if shape == "part_sum":
        return (low + high, low + high) if units[0] not in OF_MONTHS and units[1] in OF_MONTHS else None
    if shape == "either":
        return (low, high) if high - low <= 1 else None  # others are alternatives without their conditions
    return low, high


def _twice(tree: Tree[Token], numbers: Mapping[str, float]) -> float | None:
    """`three (3)`; None where word and figure differ."""
    said = {_value(child, numbers) for child in tree.children if child.type in NUMBERS}  # type: ignore[union-attr]
    return said.pop() if len(said) == 1 else None


def _value(number: Token | Tree[Token], numbers: Mapping[str, float]) -> float:
    text = str(number).lower().replace(",", ".").replace(" ", "")
    if text in numbers:
        return float(numbers[text])
    if not text[0].isdigit() and text[0] not in _FRACTIONS and text[0] != ".":
        return 0.5  # `half a`
    half = 0.5 if text.endswith("1/2") else _FRACTIONS.get(text[-1], 0.0)
    return float(text.removesuffix("1/2").rstrip("".join(_FRACTIONS)) or 0) + half


def _in_years(value: float, unit: str) -> float:
    return round(value / 12, 2) if unit in OF_MONTHS else value

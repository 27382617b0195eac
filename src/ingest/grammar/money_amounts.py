"""What the figures of money are in whole units: `45k`, `1.234,50`, `£45-55,000`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from ingest.punctuation import DASHES

Period = Literal["year", "month", "week", "day", "hour"]

_AMOUNT = re.compile(r"([\d,.'’ ]*\d)\s*(.*)", re.DOTALL)
_GROUPED = re.compile(r"\d{1,3}(?:([,.'’ ])\d{3})(?:\1\d{3})*|\d{1,3}(?:,\d{2})+,\d{3}")
_DECIMALS = re.compile(r"(?:[.,]\d{1,2}|\.\d{4})$")  # the four of a database: `18.5000`
_TIMES = {
    "": 1, "k": 1_000, "t": 1_000, "m": 1_000_000, "million": 1_000_000,
    "lakh": 100_000, "lakhs": 100_000, "lpa": 100_000, "crore": 10_000_000, "crores": 10_000_000, "万": 10_000,
    "百万": 1_000_000, "千万": 10_000_000,
}  # fmt: skip
_NO_CENTS = f" .,{DASHES}"  # behind a whole amount: `2.800,-`
_MOST_AN_HOUR = 1_000
_LEAST_OF_THOUSANDS = 10


def numbers_of(
    amounts: Sequence[str], signs: Mapping[str, str | None], period: Period | None, *, leaves_thousands: bool
) -> list[float] | None:
    """What amounts are in whole units of their currency; None where one can be read in two ways, or in none.
    `leaves_thousands` says whether the first may be in thousands of the second: `£45-55,000`."""
    numbers, scales = [], []
    for amount in amounts:
        found = _AMOUNT.fullmatch(amount)
        times = _TIMES.get(found[2].strip(_NO_CENTS).lower()) if found else None
        value = _number(found[1], signs, period) if found else None
        if value is None or times is None:
            return None
        numbers.append(value)
        scales.append(times)
    if len(numbers) == 2 and scales[0] == 1 < scales[1] and numbers[0] <= numbers[1]:
        scales[0] = scales[1]  # `45–55k`
    elif leaves_thousands and len(numbers) == 2 and _LEAST_OF_THOUSANDS <= numbers[0] <= numbers[1] / 1000:
        scales[0] = 1000 if _ends_in_thousands(amounts) else 1
    return [round(number * scale, 2) for number, scale in zip(numbers, scales, strict=True)]


def _ends_in_thousands(amounts: Sequence[str]) -> bool:
    """Whether the second of two amounts has the thousands that the first one leaves out."""
    return amounts[0].isdecimal() and amounts[1][-3:] == "000" and bool(_GROUPED.fullmatch(amounts[1]))


def _number(figure: str, signs: Mapping[str, str | None], period: Period | None) -> float | None:
    """A figure with marks of thousands or decimals; None where a mark can be either."""
    decimals = _DECIMALS.search(figure)
    whole = figure[: decimals.start()] if decimals else figure
    grouped = _GROUPED.fullmatch(whole)
    if not whole.isdecimal() and grouped is None:
        return None
    if grouped and decimals and grouped[1] == decimals[0][0]:
        return None  # `1.234.56`
    digits = "".join(filter(str.isdecimal, whole))
    value = float(digits + "." + decimals[0][1:]) if decimals else float(digits)
    if grouped and decimals is None and whole.count(str(grouped[1])) == 1:
        is_odd = grouped[1] == "." and not {"€", "eur", "chf", "euro", "euros"} & set(map(str.casefold, signs))
        if is_odd or (period == "hour" and value >= _MOST_AN_HOUR and "JPY" not in signs.values()):
            return None  # `$25.500`, `25,500 an hour`
    return value


def is_grouped(amount: str) -> bool:
    """Whether a figure has marks of thousands, with decimals or without: `1,234.50`."""
    return _GROUPED.fullmatch(_DECIMALS.sub("", amount)) is not None

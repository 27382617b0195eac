"""Phrases on experience with the intervals that they state."""

from __future__ import annotations

from pages.dice import Dice
from pages.truth import Phrase, Years


def interval(dice: Dice, rank: int) -> Phrase:
    """What a level block says: an interval and little else."""
    low, high = 2 * rank - 2, 2 * rank + dice.between(0, 2)
    forms = (
        Phrase(f"{low}–{high} yrs", (Years(low, high),)),
        Phrase(f"{low}-{high} years", (Years(low, high),)),
        Phrase(f"{low} to {high} years", (Years(low, high),)),
        Phrase(f"{high}+ years", (Years(high, None),)),
        Phrase(f"at least {high} years", (Years(high, None),)),
    )
    return dice.pick(forms)


def sentence(dice: Dice, rank: int) -> Phrase:
    """What a cell of the guidelines says."""
    low, high = 2 * rank - 2, 2 * rank + dice.between(0, 2)
    forms = [
        Phrase(f"{low}–{high} years; a finished apprenticeship.", (Years(low, high),)),
        Phrase(f"{high}+ years in the trade, often with a diploma.", (Years(high, None),)),
        Phrase(
            f"{high}+ years (bachelor's), {low}+ years (master's), with references.",
            (Years(high, None, "bachelor's"), Years(low, None, "master's")),
        ),
        Phrase(f"At least {high} years, some of them abroad", (Years(high, None),)),
        Phrase(f"Diploma and {low}-{high} yrs on site.", (Years(low, high),)),
        Phrase("Any; a trial week decides.", ()),
    ]
    if dice.hit("odd_years"):
        forms = [
            Phrase("18 months to 3 years.", (Years(1.5, 3),)),
            Phrase(f"{low} years minimum, {high} preferred", (Years(low, None),)),
            Phrase("Two to three years after school.", (Years(2, 3),)),
            Phrase("6 months on site", (Years(0.5, 0.5),)),
            Phrase(f"{high} or more years", (Years(high, None),)),
            Phrase(f"over {high} years of practice (of 40 years in the house)", (Years(high, None),)),
            Phrase(f"{low}½–{high} years", (Years(low + 0.5, high),)),
        ]
    return dice.pick(forms)

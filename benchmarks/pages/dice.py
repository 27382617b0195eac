"""Seeded chance, and a note of every hazard that it chose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Chance for one page. `hit` answers for a hazard at the chosen rate and notes its name."""

    def __init__(self, seed: str, rate: float, hazards: set[str] | None = None) -> None:
        self.random = random.Random(seed)
        self.rate = rate
        self.hazards: set[str] = hazards if hazards is not None else set()

    def hit(self, hazard: str, weight: float = 1.0) -> bool:
        """Whether this place gets the hazard; its chance is rate × weight."""
        struck = self.random.random() < self.rate * weight
        if struck:
            self.hazards.add(hazard)
        return struck

    def maybe(self, chance: float) -> bool:
        """An event that is no hazard."""
        return self.random.random() < chance

    def pick(self, choices: Sequence[T]) -> T:
        return self.random.choice(choices)

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different choices, in a random order."""
        return self.random.sample(list(choices), min(count, len(choices)))

    def between(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

"""A whole catalogue: families × focuses × levels. Pages of one focus share text, unless told otherwise."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from pages import vocabulary as words
from pages.dice import Dice
from pages.sections import write_texts
from pages.single import write_page
from pages.truth import LevelName, Truth

TRACKS = (("P", 1, 5), ("P", 1, 5), ("IC", 1, 7), ("M", 1, 3), ("E", 1, 4), ("T", 2, 6), ("S", 1, 6))


@dataclass(frozen=True, slots=True)
class Family:
    """What all pages of one family have in common."""

    name: str
    path: tuple[str, ...]  # segments above the focus
    levels: tuple[LevelName, ...]
    language: str


def make_catalogue(pages: int, *, seed: int, rate: float, sharing: bool = True) -> Iterator[Truth]:
    """`pages` truths, always the same for the same arguments."""
    made = 0
    for number in count():
        family = _family(number, seed)
        dice = Dice(f"{seed}/{number}/focuses", rate)
        for focus in dice.some(words.FOCUSES, 3):
            path = (*family.path, _segment(dice, focus))
            for level in family.levels:
                if made == pages:
                    return
                name = f"{seed}/{number}/{path[-1]}"
                page = Dice(f"{name}/{level.code}", rate)
                shared = Dice(f"{name}/texts" if sharing else f"{name}/{level.code}/texts", rate, page.hazards)
                texts = write_texts(shared, focus, family.levels, family.language)
                yield write_page(page, focus, path, level, family.levels, texts)
                made += 1


def _family(number: int, seed: int) -> Family:
    dice = Dice(f"{seed}/{number}", 0)
    track, low, high = dice.pick(TRACKS)
    names = dice.some(words.LEVEL_NAMES, 7)
    levels = tuple(LevelName(f"{track}{rank}", track, rank, names[rank - 1]) for rank in range(low, high + 1))
    name = words.FAMILIES[number % len(words.FAMILIES)]
    path = tuple(_segment(dice, name) for _ in range(dice.between(0, 3)))
    language = dice.pick(("en", "en", "en", "en", "de", "fr", "ja"))
    return Family(name, path, levels, language)


def _segment(dice: Dice, name: str) -> str:
    letters = "".join(c for c in name.upper() if c in string.ascii_uppercase)[:6] or "X"
    tail = "".join(dice.pick(string.digits + string.ascii_uppercase) for _ in range(dice.between(1, 4)))
    return letters + dice.pick(["", "", "", "_", "-"]) + tail

"""The texts that all levels of a focus share: description, duties, guidelines, skills."""

from __future__ import annotations

from dataclasses import dataclass

from pages import vocabulary as words
from pages import years
from pages.dice import Dice
from pages.truth import Duty, Extra, LevelName, Row, Skill


@dataclass(frozen=True, slots=True)
class Texts:
    """What the pages of a focus say alike."""

    nouns: tuple[str, ...]
    description: tuple[str, ...]
    focus_description: str | None
    duties: tuple[Duty, ...]
    rows: tuple[Row, ...]
    skills: tuple[Skill, ...]
    extras: tuple[Extra, ...]


def write_texts(dice: Dice, focus: str, levels: tuple[LevelName, ...], language: str) -> Texts:
    """Texts for one focus. Each level has nouns of its own, which its duties and its row of the guidelines share."""
    nouns = words.topics(dice, 5 * len(levels))
    by_level = {level.code: nouns[5 * i : 5 * i + 5] for i, level in enumerate(levels)}
    description = [words.paragraph(dice, focus, nouns[:5], language)]
    if dice.maybe(0.12):
        description.append(words.paragraph(dice, focus, nouns[4:9], language))
    return Texts(
        nouns=tuple(nouns),
        description=tuple(dict.fromkeys(description)),
        focus_description=description[0] if dice.maybe(0.9) else None,
        duties=tuple(_duties(dice, levels, by_level, language)),
        rows=tuple(_row(dice, level, by_level[level.code], language) for level in levels),
        skills=tuple(_skills(dice, nouns, language)),
        extras=tuple(_extras(dice)),
    )


def _duties(dice: Dice, levels: tuple[LevelName, ...], nouns: dict[str, list[str]], language: str) -> list[Duty]:
    duties: list[Duty] = []
    usual = dice.between(2, 6)
    uneven = dice.hit("uneven_duties")
    nested = dice.hit("nested_duties")
    for level in levels:
        written: set[str] = set()
        while len(written) < (max(1, usual + dice.pick((-1, 0, 1))) if uneven else usual):
            text = words.duty(dice, level.rank, nouns[level.code], language)
            if text in written:
                continue
            written.add(text)
            parent = len(duties)
            duties.append(Duty(level.code, text))
            if nested and dice.maybe(0.3):
                duties += [
                    Duty(level.code, words.duty(dice, level.rank, nouns[level.code], language), parent)
                    for _ in range(dice.between(1, 3))
                ]
    return duties


def _row(dice: Dice, level: LevelName, nouns: list[str], language: str) -> Row:
    cells: list[str | None] = [words.cell(dice, column, level.rank, nouns, language) for column in range(3)]
    if dice.hit("pipe_in_cell", 0.4):
        column = dice.between(0, 2)
        cells[column] = f"Reads | writes {nouns[0]} logs; {str(cells[column])[0].lower()}{str(cells[column])[1:]}"
    if dice.hit("empty_cell", 0.4):
        cells[dice.between(0, 2)] = None
    phrase = years.sentence(dice, level.rank)
    if dice.hit("empty_last_cell", 0.15):
        return Row(level.code, (*cells, None), ())
    return Row(level.code, (*cells, phrase.text), phrase.years)


def _skills(dice: Dice, nouns: list[str], language: str) -> list[Skill]:
    skills = []
    for name in dice.some(words.SKILLS, dice.between(3, 10)):
        qualifier = dice.pick(words.QUALIFIERS) if dice.maybe(0.15) else None
        description: str | None = words.describe_skill(dice, nouns, language)
        if dice.hit("empty_definition", 0.4):
            description = None
        skills.append(Skill(name, qualifier, description))
    return skills


def _extras(dice: Dice) -> list[Extra]:
    headings = dice.some(list(words.EXTRAS), dice.pick((0, 0, 1, 2)))
    return [Extra(heading, words.EXTRAS[heading], dice.maybe(0.6)) for heading in headings]

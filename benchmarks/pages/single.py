"""What one page says beside the texts of its focus: its level, cards, aliases, mappings."""

from __future__ import annotations

from pages import vocabulary as words
from pages import years
from pages.dice import Dice
from pages.sections import Texts
from pages.truth import ATTRIBUTES, Card, LevelName, Mapping, Truth

TITLE_FORMS = ("{name} ({level})", "{name}, {level}", "{level} — {name}", "{name} - {level}", "{name} – {level}")
BANDS = ("strong", "partial", "weak")


def write_page(
    dice: Dice,
    focus: str,
    path: tuple[str, ...],
    level: LevelName,
    levels: tuple[LevelName, ...],
    texts: Texts,
) -> Truth:
    """The truth of one page."""
    form = "{name} — {level}"
    if dice.hit("title_form", 0.5):
        form = dice.pick(TITLE_FORMS)
    statement, numbers = dice.pick(words.STATEMENTS)
    low, high, mark = dice.pick(((1, 5, 4), (0, 10, 7), (1, 7, 5)))
    rank = levels.index(level)
    grade = min(4, rank)
    attributes = {name: words.ATTRIBUTE_TEXTS[name][grade] for name in ATTRIBUTES}
    if dice.hit("missing_attribute", 0.5):
        del attributes[dice.pick(ATTRIBUTES)]
    empty_attribute = dice.pick(list(attributes)) if dice.hit("empty_attribute", 0.4) else None
    if empty_attribute:
        attributes[empty_attribute] = ""
    return Truth(
        code=".".join((*path, level.code)),
        title=form.format(name=focus, level=level.code),
        name=focus,
        path=path,
        level=level,
        levels=levels,
        description=texts.description,
        focus_name=focus,
        focus_description=texts.focus_description,
        duties=texts.duties,
        rows=texts.rows,
        skills=texts.skills,
        statement=statement.format(n=dice.between(3, 9), a=low, b=high, p=mark),
        scale=(low, high) if numbers else None,
        pass_mark=mark if numbers else None,
        summary=words.SUMMARIES[min(rank, 6)] if dice.maybe(0.9) else None,
        attributes=attributes,
        typical=years.interval(dice, level.rank),
        cards=tuple(_cards(dice, focus, level, levels, path)),
        aliases=tuple(dice.some(words.ALIASES, dice.pick((0, 0, 1, 2, 4)))),
        mappings=tuple(_mappings(dice)),
        extras=texts.extras,
        intros=dict(words.INTROS),
        hazards=dice.hazards,
    )


def _cards(
    dice: Dice, focus: str, level: LevelName, levels: tuple[LevelName, ...], path: tuple[str, ...]
) -> list[Card]:
    others = [other for other in levels if other is not level]
    cards = []
    for other in dice.some(others, dice.pick((0, 2, 2, 3))):
        name = focus if dice.maybe(0.6) else dice.pick(words.FOCUSES)
        code = ".".join((*path, other.code)) if dice.hit("card_code", 0.3) else None
        cards.append(Card(f"{name} — {other.code}", code, dice.between(1, 19) / 20, dice.pick(BANDS)))
    return list({card.title: card for card in cards}.values())


def _mappings(dice: Dice) -> list[Mapping]:
    mappings = []
    for _ in range(dice.pick((0, 1, 1, 2))):
        scheme, code = dice.pick(
            (
                ("O*NET / SOC", f"{dice.between(11, 53)}-{dice.between(1000, 9999)}"),
                ("ISCO-08", str(dice.between(1000, 9999))),
                ("ESCO", f"S{dice.between(1, 9)}.{dice.between(1, 9)}"),
            )
        )
        extra = (("confidence", f"0.{dice.between(50, 99)}"),) if dice.maybe(0.3) else ()
        mappings.append(Mapping(scheme, code, dice.pick(("tide.resolve", "panel-2024", "by-hand")), extra))
    return sorted(mappings, key=lambda mapping: mapping.scheme)

"""How a site prints its pages: one layout for all levels of a focus."""

from __future__ import annotations

from dataclasses import dataclass

from pages.dice import Dice

SYNONYMS = {
    "responsibilities": ("Key responsibilities", "What you will do", "Duties and responsibilities", "Was zu tun ist"),
    "guidelines": ("Level expectations", "Leveling rubric", "Stufenmatrix"),
    "skills": ("Core skills", "Skills & competencies", "Compétences"),
    "provenance": ("Evidence base", "Sources & quality"),
    "adjacent_roles": ("Related roles", "Neighbouring roles"),
    "title_aliases": ("Also known as", "Alternative titles"),
    "classifications": ("Occupational classification", "External classifications"),
}
HEADINGS = {
    "responsibilities": "Responsibilities by level",
    "guidelines": "Level guidelines",
    "skills": "Skills",
    "provenance": "Provenance",
    "adjacent_roles": "Adjacent roles",
    "title_aliases": "Title aliases",
    "classifications": "Classification mappings",
}
COLUMNS = (
    "Level",
    "Knowledge & Application",
    "Complexity & Problem Solving",
    "Collaboration & Interaction",
    "Typical Degree & Years",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A site's choices, by name. The first of each are the ones of a plain page."""

    heading: str  # h2, h3, strong
    headings: dict[str, str]
    buttons: bool  # a button's label inside the last headings
    label: str  # the element of a level's label: span, div, strong, button, h3, h4, or none
    label_form: str  # code, glued, dashed, spaced
    duties: str  # ul, ol
    paragraphs_in_items: bool
    header_cells: bool
    level_cell: str  # td, th, strong, named
    skills: str  # dl, list, headed, divs, table
    attributes: str  # dl, lines, table
    cards: str  # links, spans, list, table
    aliases: str  # ul, line
    wrapped: bool  # source lines filled and indented, instead of minified
    navigation: bool
    footer: bool


def draw_layout(dice: Dice) -> Layout:
    """Labels and source lines vary on every site; everything else only at the hazard rate."""

    def choose(hazard: str, usual: str, *others: str) -> str:
        return dice.pick(others) if dice.hit(hazard) else usual

    headings = {
        key: dice.pick(SYNONYMS[key]) if dice.hit("synonym_heading", 0.3) else heading
        for key, heading in HEADINGS.items()
    }
    return Layout(
        heading=choose("heading_kind", "h2", "h3", "strong"),
        headings=headings,
        buttons=dice.maybe(0.7),
        label=dice.pick(("span", "span", "div", "strong", "button", "h3", "h4", "none")),
        label_form=dice.pick(("code", "glued", "dashed", "spaced")),
        duties=choose("numbered_list", "ul", "ol"),
        paragraphs_in_items=dice.hit("paragraph_in_item"),
        header_cells=not dice.hit("no_header_cells"),
        level_cell=choose("level_cell", "td", "th", "strong", "named"),
        skills=choose("skills_form", "dl", "list", "headed", "divs", "table"),
        attributes=choose("attributes_form", "dl", "lines", "table"),
        cards=choose("cards_form", "links", "spans", "list", "table"),
        aliases=choose("aliases_form", "ul", "line"),
        wrapped=dice.maybe(0.3),
        navigation=dice.maybe(0.5),
        footer=dice.hit("footer"),
    )

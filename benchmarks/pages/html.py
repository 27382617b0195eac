"""A truth as an HTML page, in a site's layout, with hazards inside its texts."""

from __future__ import annotations

import textwrap
from functools import partial
from html import escape

from pages.dice import Dice
from pages.layout import COLUMNS, Layout, draw_layout
from pages.truth import Duty, LevelName, Row, Truth

KEYS = {
    "scope": "Scope",
    "autonomy": "Autonomy",
    "complexity": "Complexity",
    "impact": "Impact",
    "decision_rights": "Decision rights",
    "leadership": "Leadership",
}


def render_page(truth: Truth, *, seed: int, rate: float) -> str:
    """The page's HTML; what it does to make reading hard is added to `truth.hazards`."""
    layout = draw_layout(Dice(f"{seed}/{'.'.join(truth.path)}/layout", rate, truth.hazards))
    page = _Page(truth, layout, Dice(f"{seed}/{truth.code}/html", rate, truth.hazards))
    body = page.body()
    if layout.wrapped:
        fill = partial(textwrap.fill, width=100, break_long_words=False, break_on_hyphens=False)
        body = "\n".join(map(fill, body.split("\n")))
    navigation = '<nav><a href="/">Home</a> <a href="/all">All profiles</a></nav>' if layout.navigation else ""
    footer = "<footer><p>© 2026 The Trade House. Printed for internal use.</p></footer>" if layout.footer else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(truth.title)}</title></head>'
        f"<body>{navigation}<main><article>{body}</article></main>{footer}</body></html>"
    )


class _Page:
    """Writes one page, section by section."""

    def __init__(self, truth: Truth, layout: Layout, dice: Dice) -> None:
        self.truth = truth
        self.layout = layout
        self.dice = dice

    def body(self) -> str:
        """Title, lede, then the sections in the usual order or, at the hazard rate, in another."""
        truth = self.truth
        lede = "".join(f"<p>{self.text(text)}</p>\n" for text in truth.description)
        top = f'<h1>{escape(truth.title)}</h1><p class="code">{truth.code}</p>\n{lede}'
        if not self.dice.hit("single_lede", 0.5):
            top += lede
        parts = [
            self.focus(),
            self.duties(),
            self.guidelines(),
            self.skills(),
            self.provenance(),
            self.level(),
            *self.extras(),
            self.cards(),
            self.aliases(),
            self.mappings(),
        ]
        if self.dice.hit("section_order", 0.5):
            self.dice.random.shuffle(parts)
        return top + "\n".join(part for part in parts if part)

    # -- texts ---------------------------------------------------------------------------------------------------------

    def text(self, text: str) -> str:
        """Running text; at the hazard rate one of its words is emphasised, linked or code."""
        words = text.split(" ")
        if len(words) > 3 and self.dice.hit("inline_marks", 0.15):
            at = self.dice.between(1, len(words) - 2)
            form = self.dice.pick(("<strong>{}</strong>", "<em>{}</em>", "<code>{}</code>", '<a href="/x">{}</a>'))
            marked = [escape(word, quote=False) for word in words]
            marked[at] = form.format(marked[at])
            return " ".join(marked)
        return escape(text, quote=False)

    def broken(self, text: str, hazard: str, weight: float) -> str:
        """Text that, at the hazard rate, is broken by `<br>` near its middle."""
        words = text.split(" ")
        if len(words) > 5 and self.dice.hit(hazard, weight):
            middle = len(words) // 2
            return "<br>".join(escape(" ".join(part), quote=False) for part in (words[:middle], words[middle:]))
        return self.text(text)

    def heading(self, key: str) -> str:
        """A section's heading, perhaps with a button's label in it."""
        button = "<span>show ▾</span>" if self.layout.buttons and key in ("title_aliases", "classifications") else ""
        return self.headed(escape(self.layout.headings[key], quote=False) + button)

    def headed(self, inner: str) -> str:
        if self.layout.heading == "strong":
            return f"<p><strong>{inner}</strong></p>\n"
        return f"<{self.layout.heading}>{inner}</{self.layout.heading}>\n"

    def intro(self, key: str) -> str:
        return f"<p>{self.text(self.truth.intros[key])}</p>\n"

    # -- sections ------------------------------------------------------------------------------------------------------

    def focus(self) -> str:
        truth = self.truth
        text = f"<p>{self.text(truth.focus_description)}</p>" if truth.focus_description else ""
        return self.headed(f"Focus — {escape(truth.focus_name, quote=False)}") + text

    def duties(self) -> str:
        groups = []
        for level in self.truth.levels:
            own = [i for i, duty in enumerate(self.truth.duties) if duty.level == level.code and duty.parent is None]
            items = "".join(self.item(i, self.truth.duties) for i in own)
            tag = self.layout.duties
            groups.append(f'<div class="lvl">{self.label(level)}<{tag}>{items}</{tag}></div>')
        return self.heading("responsibilities") + self.intro("responsibilities") + "\n".join(groups)

    def item(self, index: int, duties: tuple[Duty, ...]) -> str:
        inner = self.broken(duties[index].text, "br_in_item", 0.15)
        if self.dice.hit("mark_in_item", 0.1):
            inner = f"• {inner}"
        if self.layout.paragraphs_in_items:
            inner = f"<p>{inner}</p>"
        children = "".join(self.item(i, duties) for i, duty in enumerate(duties) if duty.parent == index)
        return f"<li>{inner}{f'<ul>{children}</ul>' if children else ''}</li>"

    def label(self, level: LevelName) -> str:
        code, name = level.code, escape(level.name)
        inner = {"code": code, "glued": f"{code}{name}", "dashed": f"{code} — {name}", "spaced": f"{code} {name}"}[
            self.layout.label_form
        ]
        match self.layout.label:
            case "none":
                return ""
            case "span" if self.layout.label_form == "glued":
                return f'<div class="hd"><span class="badge">{code}</span><span>{name}</span></div>'
            case "span":
                return f'<div class="hd"><span>{inner}</span></div>'
            case tag:
                return f"<{tag}>{inner}</{tag}>"

    def guidelines(self) -> str:
        tag = "th" if self.layout.header_cells else "td"
        header = "".join(f"<{tag}>{escape(column, quote=False)}</{tag}>" for column in COLUMNS)
        rows = "\n".join(self.row(row) for row in self.truth.rows)
        head = f"<thead><tr>{header}</tr></thead><tbody>" if self.layout.header_cells else f"<tbody><tr>{header}</tr>"
        return self.heading("guidelines") + self.intro("guidelines") + f"<table>{head}{rows}</tbody></table>"

    def row(self, row: Row) -> str:
        match self.layout.level_cell:
            case "th":
                level = f'<th scope="row">{row.level}</th>'
            case "strong":
                level = f"<td><strong>{row.level}</strong></td>"
            case "named":
                name = next(level.name for level in self.truth.levels if level.code == row.level)
                level = f"<td>{row.level} — {escape(name)}</td>"
            case _:
                level = f"<td>{row.level}</td>"
        return f"<tr>{level}{''.join(f'<td>{self.cell(text)}</td>' for text in row.cells)}</tr>"

    def cell(self, text: str | None) -> str:
        if text is None:
            return ""
        words = text.split(" ")
        if len(words) > 5 and self.dice.hit("list_in_cell", 0.15):
            middle = len(words) // 2
            parts = (" ".join(words[:middle]), " ".join(words[middle:]))
            return f"<ul>{''.join(f'<li>{escape(part, quote=False)}</li>' for part in parts)}</ul>"
        if self.dice.hit("paragraph_in_cell", 0.1):
            return f"<p>{escape(text, quote=False)}</p>"
        return self.broken(text, "br_in_cell", 0.1)

    def skills(self) -> str:
        pairs = []
        for skill in self.truth.skills:
            name = f"{skill.name} ({skill.qualifier})" if skill.qualifier else skill.name
            pairs.append((escape(name, quote=False), self.text(skill.description) if skill.description else ""))
        match self.layout.skills:
            case "list":
                body = f"<ul>{''.join(f'<li><strong>{name}</strong>: {text}</li>' for name, text in pairs)}</ul>"
            case "headed":
                body = "".join(f"<h4>{name}</h4><p>{text}</p>" for name, text in pairs)
            case "divs":
                body = "".join(f"<div><div>{name}</div><div>{text}</div></div>" for name, text in pairs)
            case "table":
                rows = "".join(f"<tr><td>{name}</td><td>{text}</td></tr>" for name, text in pairs)
                body = f"<table><thead><tr><th>Skill</th><th>Description</th></tr></thead><tbody>{rows}</tbody></table>"
            case _:
                body = f"<dl>{''.join(f'<dt>{name}</dt><dd>{text}</dd>' for name, text in pairs)}</dl>"
        return self.heading("skills") + self.intro("skills") + body

    def provenance(self) -> str:
        return self.heading("provenance") + f"<p>{self.text(self.truth.statement or '')}</p>"

    def level(self) -> str:
        truth = self.truth
        pairs = [(KEYS[key], escape(text, quote=False)) for key, text in truth.attributes.items()]
        if truth.typical:
            pairs.append(("Typical experience", escape(truth.typical.text)))
        match self.layout.attributes:
            case "lines":
                body = "".join(f"<p><strong>{key}:</strong> {text}</p>" for key, text in pairs)
            case "table":
                body = f"<table>{''.join(f'<tr><td>{key}</td><td>{text}</td></tr>' for key, text in pairs)}</table>"
            case _:
                body = f"<dl>{''.join(f'<dt>{key}</dt><dd>{text}</dd>' for key, text in pairs)}</dl>"
        summary = f"<p>{self.text(truth.summary)}</p>\n" if truth.summary else ""
        return self.headed(f"Level — {truth.level.code} — {escape(truth.level.name)}") + summary + body

    def extras(self) -> list[str]:
        sections = []
        for extra in self.truth.extras:
            tag = "li" if extra.bulleted else "p"
            inner = "".join(f"<{tag}>{self.text(text)}</{tag}>" for text in extra.texts)
            sections.append(self.headed(escape(extra.heading)) + (f"<ul>{inner}</ul>" if extra.bulleted else inner))
        return sections

    def cards(self) -> str:
        cards = [
            [escape(part) for part in (card.title, card.code, f"{card.distance:.2f}", card.band) if part]
            for card in self.truth.cards
        ]
        top = self.heading("adjacent_roles") + self.intro("adjacent_roles")
        spans = ["".join(f"<span>{part}</span>" for part in card) for card in cards]
        match self.layout.cards:
            case "spans":
                return top + "".join(f'<div class="card">{card}</div>' for card in spans)
            case "list":
                return top + f"<ul>{''.join(f'<li>{card}</li>' for card in spans)}</ul>"
            case "table" if not any(card.code for card in self.truth.cards):
                rows = "".join(f"<tr>{''.join(f'<td>{part}</td>' for part in card)}</tr>" for card in cards)
                return top + f"<table><thead><tr><th>Role</th><th>Distance</th><th>Band</th></tr></thead>{rows}</table>"
            case _:
                return top + f'<div class="cards">{"".join(f"""<a href="/r">{card}</a>""" for card in spans)}</div>'

    def aliases(self) -> str:
        aliases = [escape(alias, quote=False) for alias in self.truth.aliases]
        if not aliases:
            placeholder = self.dice.pick(("No title aliases recorded for this profile yet.", "None yet", "—"))
            return self.heading("title_aliases") + f"<p>{placeholder}</p>"
        if self.layout.aliases == "line":
            return self.heading("title_aliases") + f"<p>{' · '.join(aliases)}</p>"
        return self.heading("title_aliases") + f"<ul>{''.join(f'<li>{alias}</li>' for alias in aliases)}</ul>"

    def mappings(self) -> str:
        if not self.truth.mappings:
            return self.heading("classifications") + "<p>Not yet mapped.</p>"
        parts = [self.heading("classifications")]
        for scheme in dict.fromkeys(mapping.scheme for mapping in self.truth.mappings):
            items = []
            for mapping in (m for m in self.truth.mappings if m.scheme == scheme):
                facts = [("code", mapping.code), ("source", mapping.source), *mapping.attributes]
                items.append("<li>" + "".join(f"<span>{key}={value}</span>" for key, value in facts if value) + "</li>")
            tag = "h4" if self.layout.heading == "h3" else "h3"
            parts.append(f"<{tag}>{escape(scheme)}</{tag}><ul>{''.join(items)}</ul>")
        return "\n".join(parts)

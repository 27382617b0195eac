"""Adjacent roles: cards with a distance and a band, glued or not, or mere titles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.blocks import Paragraph, Row, Table
from ingest.grammar import Card, Grammars
from ingest.grammar_terminals import TRACK
from ingest.lazy_patterns import rare
from ingest.outline.model import Section
from ingest.outline.role_names import is_role_name
from ingest.punctuation import BESIDE_NAMES, STOPS, WIDE_STOPS
from ingest.records import AdjacentRole
from ingest.sections.definition_lists import Line, as_paragraphs, flatten
from ingest.sections.reader_interface import Claim, Context, span
from ingest.sections.table_rows import fields_of, read_rows
from ingest.text.normalise import link_texts, without_links

_NUMBER = rare(r"[01](?:\.\d+)?$|\.\d+$")
_GLUED = rare(r"\d[01]?\.\d+[A-Za-z]")
_SENTENCE = rare(rf"[{STOPS}](?:\s|$)|[{WIDE_STOPS}]")
_MEASURE = rare(r"([01]?\.\d+|[01])[\s·|,]*([A-Za-z]+)(?: match)?$")
_OTHER_RANK = rare(rf"({TRACK}\d[01])\.\d")  # `P10.25strong`: P1 and 0.25, or P10 and .25


@dataclass(slots=True)
class _Role:
    """A card while further lines may say more of it."""

    title: str
    start: int
    end: int
    code: str | None = None
    distance: float | None = None
    band: str | None = None

    def record(self, context: Context) -> AdjacentRole:
        """Return the record, when its text is complete."""
        return AdjacentRole(
            title=context.plain(self.title),
            code=self.code,
            distance=self.distance,
            band=context.plain_or_none(self.band),
            span=span(self),
        )


def read_adjacent_roles(section: Section, context: Context) -> Claim:
    """Each stated card. The sentence above them is the section's intro."""
    claim = Claim()
    roles: list[_Role] = []
    pending: list[Line] = []
    for block in section.blocks:
        if isinstance(block, Table):
            roles += _table(block, context.grammars, claim)
            continue
        for line in flatten([block], links=True):
            text = without_links(line.text).strip()
            cards = _cards(line.text, context.grammars)
            if cards:
                roles += [_role(card, line) for card in cards]
                if _GLUED.search(text) or len(cards) > 1:
                    claim.say("W407", line, text[:80])
                if any(match[1] in context.levels for match in _OTHER_RANK.finditer(text)):
                    claim.say("W408", line, text[:80])
            elif isinstance(block, Paragraph) and (
                context.grammars.is_placeholder(text)
                or (_SENTENCE.search(text) and not (roles or pending or claim.intros))
            ):
                _intro(block, context.grammars, claim)
            else:
                pending.append(line)
    roles += _pieces(pending, context, claim)
    for role in roles:
        if "](" in role.title or role.title.startswith("["):  # a link over several lines, or two in one
            claim.say("W406", role, role.title[:60])
    claim.records += [role.record(context) for role in sorted(roles, key=lambda role: role.start)]
    return claim


def _intro(block: Paragraph, grammars: Grammars, claim: Claim) -> None:
    if grammars.is_placeholder(block.text):
        claim.say_empty(block)
    else:
        claim.intros.append(block)


def _role(card: Card, line: Line) -> _Role:
    return _Role(card.title.strip(BESIDE_NAMES), line.start, line.end, card.code, card.distance, card.band)


def _cards(text: str, grammars: Grammars) -> tuple[Card, ...] | None:
    """The cards of a line; where it is made of links, each link is read by itself."""
    links = link_texts(text)
    if not links:
        return grammars.cards(without_links(text))
    read = [grammars.cards(link) for link in links]
    return tuple(card for cards in read for card in cards or ()) if all(read) else None


def _pieces(pending: list[Line], context: Context, claim: Claim) -> list[_Role]:
    """Cards with one part on each line: title, perhaps a code, a distance, a band. Else titles with a level."""
    grammars = context.grammars
    roles: list[_Role] = []
    current: _Role | None = None
    for line in pending:
        text = without_links(line.text).strip()
        code = grammars.code(text)
        if current and code and current.code is None:
            current.code = code.code
        elif current and _NUMBER.match(text) and current.distance is None:
            current.distance = float(text)
        elif current and grammars.band(text) and current.band is None:
            current.band = text.lower()
        elif current and current.distance is None and (measure := _measure(text, grammars)):
            current.distance, current.band = measure
        elif titled := _title_and_code(text, grammars):
            current = _Role(titled[0], line.start, line.end, titled[1])
            roles.append(current)
        elif (
            grammars.title(text)
            or (roles and current and current.distance is not None and len(text) <= 80)
            or is_role_name(text, grammars)
        ):
            current = _Role(text, line.start, line.end)
            roles.append(current)
        else:
            claim.rest += as_paragraphs([line])
            continue
        current.end = line.end
    return roles


def _title_and_code(text: str, grammars: Grammars) -> tuple[str, str] | None:
    """`Baker — P5 BREAD.OVEN.P5`: a title and its code on one line, as both state one level."""
    head, _, tail = text.rpartition(" ")
    head = head.rstrip(f"({BESIDE_NAMES}")
    code, label = grammars.code(tail.strip("()")), grammars.title(head)
    return (head, code.code) if code and label and label.level == code.level else None


def _fits_types(row: Row, fields: Sequence[str | None], grammars: Grammars) -> bool:
    """Whether every cell is what its column wants, so that none can have moved."""
    wants: dict[str, Callable[[str], object]] = {
        "code": grammars.code,
        "distance": _NUMBER.match,
        "band": grammars.band,
    }
    if len(row.cells) != len(fields):
        return False
    cells = [(field, cell) for field, cell in zip(fields, row.cells, strict=True) if cell and field != "title"]
    return all(field in wants and wants[field](cell) for field, cell in cells if field) and None not in fields


def _measure(text: str, grammars: Grammars) -> tuple[float, str] | None:
    """`0.125 strong` on a line of its own."""
    match = _MEASURE.match(text)
    return (float(match[1]), match[2].lower()) if match and grammars.band(match[2]) else None


def _table(table: Table, grammars: Grammars, claim: Claim) -> list[_Role]:
    fields = fields_of(table, grammars)
    columns = ("title", "code", "distance", "band")
    roles = []
    rows = read_rows(
        table, fields, "title", claim, known=columns, is_proven=lambda row: _fits_types(row, fields, grammars)
    )
    for values, row in rows:
        distance = values.get("distance", "")
        if distance and not _NUMBER.match(distance):
            claim.say("W408", row, distance)
            distance = ""
        title, code, band = values.get("title", ""), values.get("code"), values.get("band")
        roles.append(_Role(title, row.start, row.end, code, float(distance) if distance else None, band))
    return roles

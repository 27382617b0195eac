"""The outline of a page: its roles, each with its sections, what these are about, and the levels they belong to.

Everything about headings is decided here: sections are read from an outline that does not change any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import dropwhile
from typing import NamedTuple

from ingest.blocks import BulletList, Paragraph, Part
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning
from ingest.outline.announced_lists import led_in, split_leads
from ingest.outline.assign_kinds import Ladder, assign_kinds
from ingest.outline.bullet_headings import headed_by, split_headed
from ingest.outline.contradicted_kinds import split_contradicted, split_mixed, split_years
from ingest.outline.heading_meanings import meanings_of
from ingest.outline.headings_over_siblings import behind_levels, find_openers, recurring_below
from ingest.outline.kind_groups import DESCRIBING
from ingest.outline.kinds_by_form import carve, split_questions
from ingest.outline.kinds_by_words import split_runs
from ingest.outline.levels_in_headings import dimensions_above, levels_in_names
from ingest.outline.levels_in_lists import dimensions_of_lists
from ingest.outline.model import LevelMark, Placed, Section
from ingest.outline.nesting import Node, nest, split_sections
from ingest.outline.other_roles import OWN, is_other_role, openers_of, other_roles
from ingest.outline.profile_segments import Segment, split_profiles
from ingest.outline.role_boundaries import Found, find_roles, ranks_of
from ingest.outline.role_name_in_title import title_text
from ingest.outline.roles_in_lists import split_named
from ingest.outline.run_in_headings import kinds_of_keys, split_named_lines
from ingest.outline.stated_titles import title_label
from ingest.outline.stray_paragraphs import split_loose
from ingest.outline.subheadings import Subheadings, with_headings_of_items, without_lines
from ingest.punctuation import COLONS
from ingest.records import Shape
from ingest.text.normalise import without_links
from ingest.text.sentences import has_ended

SHORTEST_DUTY = 3  # words of an item


class Role(NamedTuple):
    """One profile of a page before its sections are read.

    `outline` holds a section for each heading; `sections` the same after a section took in what belongs to it.
    `levels` are the levels that the page describes for this role, in page order. `rank` is the word of a level that
    tells the role from others of its page.
    """

    segment: Segment
    shape: Shape
    outline: tuple[Section, ...]
    sections: tuple[Placed, ...]
    levels: tuple[LevelMark, ...]
    rank: str | None = None


def outline_of(
    parts: Sequence[Part], language: str | None, grammars: Grammars, *, may_have_several: bool = True
) -> list[Role]:
    """The roles of a page, in page order; a family comes before its roles.

    `language` is the page's main one. `may_have_several` is False for a page that is about no role: its headings open
    none.
    """
    segments = split_profiles(parts, grammars)
    return [role for segment in segments for role in _roles_of(segment, language, grammars, may_have_several)]


def _roles_of(segment: Segment, language: str | None, grammars: Grammars, may_have_several: bool) -> list[Role]:
    """The roles of a segment: the family first, if the page has one, then each role in page order."""
    cut = [(part, part.remember("sections", _sections_of, part, grammars)) for part in segment.body]
    places = [(part, (at,)) for part, own in cut for at in range(len(own))]
    sections = [section for _, own in cut for section in own]
    title = title_text(segment.title.text, grammars) if segment.title else None
    is_one = segment.code is not None or segment.label is not None  # a page about one role at one level
    may_be_several = may_have_several and segment.code is None
    nested = _nested(sections, language, grammars, is_one=is_one)
    found = Found((), {})
    if may_be_several:
        led = partial(_led_in, language=language, grammars=grammars)
        found = find_roles(nested.nodes, nested.kinds, title, nested.above_levels, led, grammars)
    if is_one and not found.have_sections:
        found = Found((), {})
    in_names = levels_in_names(sections, nested.meanings, grammars) if may_be_several and not found.roles else {}
    ladder = Ladder(found.levels, nested.above_levels, nested.listed, in_names)
    outlined = assign_kinds(nested.nodes, nested.meanings, found.roles, ladder, grammars)
    placed = [Placed(outlined[n], *place, number=n) for n, place in enumerate(places)]
    lists_names = may_be_several and not (is_one or found.roles or found.levels)
    subheadings = Subheadings(nested.nodes, found.levels, grammars)
    page = _Page(segment, title, subheadings, found, language, grammars, lists_names=lists_names)
    names = {opener: sections[opener].title for opener in found.roles}
    above = _owners(nested.nodes, names, {})
    others = other_roles(nested.nodes, nested.meanings, above, title, grammars) if may_be_several else {}
    moved = openers_of(others, names, grammars)
    names = {**names, **{at: others[at] for i, at in moved.items() if i == at}}
    if not names:
        return [page.role(segment, placed, "role")]
    return page.roles(placed, _owners(nested.nodes, names, moved), names, others)


class _Nested(NamedTuple):
    """The sections of a page below one another, what their headings mean, and the dimensions of levels among them:
    those that are above their levels, each with these, and those whose lists have levels."""

    nodes: Sequence[Node]
    meanings: Sequence[Meaning | None]
    kinds: Sequence[str | None]
    above_levels: Mapping[int, Mapping[int, LevelMark]]
    listed: frozenset[int]


def _nested(sections: Sequence[Section], language: str | None, grammars: Grammars, *, is_one: bool) -> _Nested:
    """Nest sections as their meanings and the levels among them show; none of a page about one level has dimensions."""
    meanings = meanings_of(sections, language, grammars)
    kinds = [meaning.kind if meaning else None for meaning in meanings]
    above_levels = {} if is_one else dimensions_above(sections, kinds, grammars)
    cells = frozenset[int]().union(*above_levels.values())
    with_levels = frozenset[int]() if is_one else dimensions_of_lists(sections, kinds, grammars)
    listed = with_levels - cells - above_levels.keys()
    kinds = [None if i in above_levels else "guidelines" if i in listed else kind for i, kind in enumerate(kinds)]
    openers = behind_levels(sections, kinds, above_levels)
    openers = openers if openers or is_one else find_openers(sections, kinds, grammars)
    settled = cells | listed | recurring_below(sections, openers)
    known = [meaning is not None or i in settled for i, meaning in enumerate(meanings)]
    return _Nested(nest(sections, known, openers), meanings, kinds, above_levels, listed)


def _led_in(section: Section, language: str | None, grammars: Grammars) -> frozenset[str]:
    """The kinds, of those that roles have, of the lists of a section that a sentence or a bullet announces."""
    announced = led_in(section, language, grammars)
    named = headed_by(section, language, grammars) | kinds_of_keys(section, language, grammars)
    return OWN & ({announced} | named)


def _sections_of(part: Part, grammars: Grammars) -> list[Section]:
    return split_sections(without_lines(part.blocks, grammars))


def _with_duties(one: Placed, grammars: Grammars) -> list[Placed]:
    """A section without a heading or a kind, and apart from it the lists that end it, as duties: all but those that a
    sentence announces as something that no words know, and those with a price, as plans of customers have them."""
    section = one.section
    if section.heading is not None or section.kind not in DESCRIBING or section.is_loose:
        return [one]
    above = tuple(dropwhile(lambda block: isinstance(block, BulletList), reversed(section.blocks)))[::-1]
    lists = section.blocks[len(above) :]
    is_announced = bool(above) and (not isinstance(above[-1], Paragraph) or above[-1].text.rstrip().endswith(COLONS))
    items = [item.text for block in lists if isinstance(block, BulletList) for item in block.items]
    if not lists or is_announced or (above and _are_names(items)) or any(map(grammars.states_money, items)):
        return [one]
    duties = section._replace(blocks=lists, kind="responsibilities", basis="inferred")
    rest = [one._replace(section=section._replace(blocks=above))] if above else []
    return [*rest, one._replace(section=duties, at=(*one.at, len(rest)))]


def _are_names(items: Sequence[str]) -> bool:
    """Whether items are mostly short, as names and links are."""
    return sum(len(without_links(text).split()) < SHORTEST_DUTY for text in items) * 2 > len(items)


def _of_all(section: Section) -> Section:
    """A section of a family, whose sentences below the heading of duties say what the page is about: nobody's duties
    are among them."""
    is_prose = all(isinstance(block, Paragraph) and has_ended(block.text) for block in section.blocks)
    is_loose = section.kind == "responsibilities" and bool(section.blocks) and is_prose
    return section._replace(kind=None, basis=None, is_loose=True) if is_loose else section


def _over_others(one: Placed, below: Placed | None) -> Placed:
    """A section, which says so if it is a heading alone, and what it heads is in the section below it."""
    section, other = one.section, below.section if below else None
    if section.blocks or section.heading is None or other is None:
        return one
    is_over = (
        other.heading is None
        or section.heading.text in other.path
        or (section.kind is not None and section.kind == other.kind)
        or (one.number == 0 and section.kind == "description")  # `ROLE PROFILE`: the name of the page
    )
    return one._replace(section=section._replace(heads_others=True)) if is_over else one


def _owners(nodes: Sequence[Node], roles: Collection[int], moved: Mapping[int, int]) -> list[int | None]:
    """The role that each section belongs to, by the section that opens it: that which the section itself opens or is
    `moved` to, else that of the section that it is below."""
    owners: list[int | None] = []
    for i, node in enumerate(nodes):
        above = owners[node.parent] if node.parent is not None else None
        owners.append(moved.get(i, i if i in roles else above))
    return owners


class _Page:
    """What the roles of one segment have in common."""

    def __init__(
        self,
        segment: Segment,
        title: str | None,
        subheadings: Subheadings,
        found: Found,
        language: str | None,
        grammars: Grammars,
        *,
        lists_names: bool,
    ) -> None:
        self.segment = segment
        self.title = title
        self.subheadings = subheadings
        self.found = found
        self.language = language
        self.is_one = segment.code is not None or segment.label is not None
        self.grammars = grammars
        self.lists_names = lists_names  # whether names of roles or levels in lists are those of the page

    def roles(
        self,
        placed: Sequence[Placed],
        owners: Sequence[int | None],
        names: Mapping[int, str],
        others: Mapping[int, str],
    ) -> list[Role]:
        """The roles that headings open, in page order, below the family if there is anything of it. `owners` holds the
        heading that opens the role of each section, `names` what these call their roles, `others` the names of roles in
        headings of sections."""
        owned: dict[int | None, list[Placed]] = defaultdict(list)
        for one, owner in zip(placed, owners, strict=True):
            owned[owner].append(one)
        opens = sorted(names)
        ranks = ranks_of([names[opener] for opener in opens], self.grammars)
        roles = [
            self.opened(opener, owned[opener], others.get(opener))._replace(rank=rank)
            for opener, rank in zip(opens, ranks, strict=True)
        ]
        of_family = owned[None]
        if self.segment.title is None and not of_family and self.segment.front is None and not self.segment.preamble:
            return roles
        has_own = any(one.section.kind in OWN for one in of_family)
        is_role = has_own and self.title is not None and is_other_role(self.title, list(names.values()), self.grammars)
        of_family = of_family if is_role else [one._replace(section=_of_all(one.section)) for one in of_family]
        return [self.role(self.segment, of_family, "role" if is_role else "family"), *roles]

    def role(self, segment: Segment, placed: Sequence[Placed], shape: Shape) -> Role:
        """A role with these sections."""
        levels = tuple([self.found.levels[one.number] for one in placed if one.number in self.found.levels])
        merged, taken = self.subheadings.merge(placed)
        outline = tuple([taken.get(one.number, one.section) for one in placed])
        title = title_text(segment.title.text, self.grammars) if segment.title else None
        pieces = [piece for one in merged for piece in self._carve(one, title)]
        return Role(segment, shape, outline, tuple(map(_over_others, pieces, (*pieces[1:], None))), levels)

    def opened(self, opener: int, placed: Sequence[Placed], name: str | None) -> Role:
        """The role that a heading opens. What is right below the heading is a section without one; lists there are what
        the role does, unless they say that they are something else. A heading with a `name` in it is that of a section
        of the role, too."""
        first, *others = placed
        heading = first.section.heading
        assert heading is not None, opener
        if name is not None:
            heading = heading._replace(text=name)
        segment = self.segment._replace(
            front=None,
            preamble=(),
            title=heading,
            again=None,
            label=title_label(heading, self.grammars),
            notes=(),
            body=(),
        )
        if name is not None:
            return self.role(segment, placed, "role")
        below = first.section._replace(heading=None, kind=None, basis=None, group=None, path=())
        role = self.role(segment, [*([first._replace(section=below)] if below.blocks else []), *others], "role")
        if any(one.number == first.number and one.section.basis == "stated" for one in role.sections):
            return role
        return role._replace(
            sections=tuple(
                piece
                for one in role.sections
                for piece in (_with_duties(one, self.grammars) if one.number == first.number else [one])
            )
        )

    # -- forms ---------------------------------------------------------------------------------------------------------

    def _carve(self, one: Placed, title: str | None) -> list[Placed]:
        """A section, and apart from it the blocks that are something else. `title` is that of the role."""
        infers = not self.is_one
        about = title if infers and one.section.kind in DESCRIBING else None
        rest, named = split_named(one.section, title, self.grammars) if self.lists_names else ([one.section], [])
        pieces: list[Section] = []
        for section in rest:
            key = ("pieces", section, self.language, infers, about)
            pieces += one.part.remember(key, _pieces, section, self.language, self.grammars, infers, about)
        pieces += named
        return [Placed(piece, one.part, (*one.at, n), one.number) for n, piece in enumerate(pieces)]


def _pieces(
    section: Section, language: str | None, grammars: Grammars, infers: bool, title: str | None
) -> list[Section]:
    section, *asked = split_questions(section)
    section, *named = split_named_lines(section, language, grammars)
    section, *headed = split_headed(section, language, grammars)
    parts = split_leads(section, language, grammars, infers=infers)
    if infers:
        parts = [run for lead in parts for run in split_runs(lead, grammars)]
        parts = [
            one for part in parts for cut in split_contradicted(part, grammars) for one in split_years(cut, grammars)
        ]
        first, *others = parts
        parts = [*split_loose(first, section, title, grammars), *others] if first.kind == section.kind else parts
        parts = [one for part in parts for one in split_mixed(part, grammars)]
    pieces = [piece for part in (*parts, *named, *headed) for piece in carve(part, grammars)]
    return [with_headings_of_items(piece, grammars) for piece in (*pieces, *asked)]  # a question states no fact

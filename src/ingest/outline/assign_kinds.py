"""The kind of each section, and how it is known: by a ladder, its heading, the section around it, its form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast, get_args

from ingest.blocks import Table
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Meaning, Need
from ingest.outline.kind_groups import DUTIES_AND_DEMANDS, ITEMISED
from ingest.outline.kinds_by_words import kind_of_items
from ingest.outline.level_dimensions import LEAST, find_dimensions, find_rubric, shared_dimensions
from ingest.outline.level_tables import find_axis
from ingest.outline.model import Field, LevelMark, Section
from ingest.outline.nesting import MOST_STACKED, Node, headings_above, is_bare
from ingest.outline.role_names import is_role_name, level_of, level_words, names_several
from ingest.records import KindBasis
from ingest.section_kinds import Kind

# Kinds that a heading may name though duties are below it: `Line management`, `Career development`.
BESIDE_DUTIES = frozenset(("relationships", "career", "furniture"))
INSIDE_DUTIES = frozenset(("hiring", "measures"))  # kinds that name no more than some of the duties or skills
DIVIDED_BY_DUTIES = frozenset(("responsibilities", "skills"))
# Kinds whose unknown sub-headings only divide them.
DIVISIBLE = frozenset[str](get_args(Kind)) - {"level", "aliases"}
# The field that sections of a kind are read into, where the heading's words name no field themselves.
_FIELDS: dict[str, Field] = {
    **{field: field for field in get_args(Field)}, "aliases": "title_aliases", "classification": "classifications",
}  # fmt: skip


class Ladder(NamedTuple):
    """What names the levels of a page, by the index of the section: `levels` holds the headings that do, `above` the
    dimensions that are above their levels, each with these, `listed` the dimensions whose lists have levels, `in_names`
    the levels in the names of headings that are of a kind: `Senior Baker requirements`."""

    levels: Mapping[int, LevelMark]
    above: Mapping[int, Mapping[int, LevelMark]]
    listed: frozenset[int]
    in_names: Mapping[int, LevelMark]


class _Given(NamedTuple):
    """The kind of a section, how that is known, the group that it is of, whether it is required or preferred, and
    whether the words of its heading name another field."""

    kind: Kind | None = None
    basis: KindBasis | None = None
    group: str | None = None
    need: Need | None = None
    is_misnamed: bool = False


def assign_kinds(
    nodes: Sequence[Node],
    meanings: Sequence[Meaning | None],
    roles: Sequence[int],
    ladder: Ladder,
    grammars: Grammars,
) -> list[Section]:
    """The sections with kind, basis, group, need and level. A section's level is that of the nearest heading above it
    that names one."""
    page = _Page(nodes, meanings, roles, ladder, grammars)
    marks = _marks(nodes, page.opens, {**ladder.in_names, **ladder.levels})
    done: list[Section] = []
    head: Section | None = None  # the last section that is no list of demands below another one
    for i, node in enumerate(nodes):
        above = done[node.parent] if node.parent is not None and node.parent not in page.opens else None
        given = page.of_ladder(i, above, head) or page.of_heading(i, above)
        section = _unnamed(node.section) if given.is_misnamed else node.section
        done.append(
            Section(
                section.heading,
                section.blocks,
                node.path,
                node.path_basis,
                given.kind,
                given.basis,
                given.group,
                given.need,
                marks[i],
                closes=section.closes,
            )
        )
        head = done[-1] if given.kind != "requirements" or given.basis == "stated" else head
    shared = shared_dimensions([section for section in done if section.kind == "level"], grammars)
    return [section._replace(dimensions=shared) if section.kind == "level" else section for section in done]


class _Page:
    """What the kinds of sections follow from: their words, and what the whole page shows of roles, levels, dimensions
    and headings that only divide a section."""

    def __init__(
        self,
        nodes: Sequence[Node],
        meanings: Sequence[Meaning | None],
        roles: Sequence[int],
        ladder: Ladder,
        grammars: Grammars,
    ) -> None:
        self.nodes = nodes
        self.meanings = meanings
        self.ladder = ladder
        self.grammars = grammars
        self.opens = frozenset(roles)
        self.cells = frozenset[int]().union(*ladder.above.values())
        self.dividers = _dividers(nodes, meanings, grammars)
        self.dimensions = find_dimensions(nodes, meanings, ladder.levels)
        self.rubric = find_rubric(nodes, meanings, self.opens)
        self.first = min((*self.opens, *ladder.levels), default=len(nodes))

    def of_ladder(self, i: int, above: Section | None, head: Section | None) -> _Given | None:
        """The kind that a section has as a level, or as a dimension of levels or roles; `head` is the last section that
        is no list of demands below another one."""
        section = self.nodes[i].section
        is_level = i in self.ladder.levels and i not in self.opens
        if i in self.ladder.above:
            return _Given("guidelines", "form")
        if i in self.cells and above is not None:
            return _Given("guidelines", "form", above.title)
        if is_level and head is not None and _has_demands_of_level(section, head):
            return _Given(head.kind, "nested", None, head.need)
        if is_level:
            return _Given("level", "stated")
        if i in self.dimensions:
            over = f"{above.group}: " if above is not None and self.nodes[i].parent in self.cells else ""
            return _Given("guidelines", "form", f"{over}{section.title}")
        if i in self.ladder.listed and above is not None and self.grammars.column(section.title) == "level":
            return _Given("guidelines", "form", above.title)
        is_dimension = i in self.rubric or i in self.ladder.listed
        return _Given("guidelines", "form", section.title) if is_dimension else None

    def of_heading(self, i: int, above: Section | None) -> _Given:
        """The kind that a section has by its heading's words, else by the section above it."""
        section = self.nodes[i].section
        meaning = self.meanings[i] if i not in self.ladder.levels and i not in self.opens else None
        is_example = meaning is not None and self._is_example(i, meaning)
        if (meaning is None or is_example) and above is None:
            return _Given(is_misnamed=is_example)
        if meaning is None or is_example:
            assert above is not None
            given = _of_place(section, above, is_divider=i in self.dividers, grammars=self.grammars)
            return given._replace(is_misnamed=is_example)
        if above is not None and _describes_item(meaning, above):
            return _Given(above.kind, "nested", above.group, above.need)
        if _is_over_duties(section, meaning, above, self.grammars):
            return _of_duties(section.title, above)
        return _of_words(section.title, meaning, above)

    def _is_example(self, i: int, meaning: Meaning) -> bool:
        """Whether a stated level is none of the page: `Current level: P2`, below several levels and part of none."""
        is_below = meaning.kind == "level" and i > self.first
        return is_below and self.opens.isdisjoint(headings_above(i, self.nodes))


def _of_duties(text: str, above: Section | None) -> _Given:
    """A heading over duties: it divides the duties or skills above it, else it begins some."""
    if above is not None and above.kind in DIVIDED_BY_DUTIES:
        return _Given(above.kind, "nested", text, is_misnamed=True)
    return _Given("responsibilities", "inferred", text, is_misnamed=True)


def _of_words(text: str, meaning: Meaning, above: Section | None) -> _Given:
    """A heading of known words; below one of its own kind it names a group."""
    kind = kind_of(meaning)
    if above is not None and above.kind == kind:
        return _Given(kind, "stated", text, meaning.need or above.need)
    return _Given(kind, "stated", None, meaning.need)


def _of_place(section: Section, above: Section, *, is_divider: bool, grammars: Grammars) -> _Given:
    """A heading that no words know: it is of the kind of the section that it divides, if any."""
    if above.kind == "skills" and is_divider and _is_of_levels(section, grammars):
        return _Given("guidelines", "form")
    if _is_of_other_role(section, above, grammars):
        return _Given()
    if above.kind in DIVISIBLE and is_divider and not _is_beside_focus(section, above):
        text = section.title
        return _Given(above.kind, "nested", text, grammars.words.need(text) or above.need)
    if _divides_items(section, above, grammars):
        return _Given(above.kind, "nested", None, above.need)
    return _Given()


def _is_of_other_role(section: Section, above: Section, grammars: Grammars) -> bool:
    """Whether a heading over a list is the name of a role and no more, so that nothing says that what is below it are
    duties or demands of the role above: `Porter` below the requirements of a nurse."""
    if above.kind not in DUTIES_AND_DEMANDS or not section.has_list or not is_role_name(section.title, grammars):
        return False
    return level_words(section.title, grammars) is None and not names_several(section.title, grammars)


def kind_of(meaning: Meaning) -> Kind:
    """The kind that a heading's meaning is of; a focus describes the role."""
    return "description" if meaning.kind == "focus" else cast(Kind, meaning.kind)


def _dividers(nodes: Sequence[Node], meanings: Sequence[Meaning | None], grammars: Grammars) -> frozenset[int]:
    """The unknown headings that would only divide the section above them.

    Headings with marks do, unless the heading above them holds sections of several kinds, or duties or demands below
    `Join us`: then it is a title, or a part of the page. Headings without marks do where they are right below the
    section's heading, one after the other. Behind the labels of two levels an unknown heading is beside the section
    that these divide.
    """
    children: dict[int, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        if node.parent is not None:
            children[node.parent].append(i)
    found: set[int] = set()
    for parent, below in children.items():
        own, kinds = meanings[parent], {meaning.kind for i in below if (meaning := meanings[i])}
        if len(kinds) >= LEAST or (own is not None and own.kind == "hiring" and not kinds.isdisjoint(ITEMISED)):
            continue
        in_run = not nodes[parent].section.blocks
        is_page = _is_title_of_duties(nodes[parent], meanings[parent])
        labels = 0
        for i in below:
            heading = nodes[i].section.heading
            assert heading is not None
            is_label = _is_label(nodes[i].section, grammars)
            labels += is_label
            in_run = in_run and meanings[i] is None and not is_label
            is_beside = (labels >= LEAST and not is_label) or grammars.words.is_vague(heading.text)
            is_beside = is_beside or (is_page and not is_label and not _are_duties(nodes, i, grammars))
            if not is_beside and (in_run or heading.depth is not None or heading.basis == "bold"):
                found.add(i)
    return frozenset(found - _over_far_texts(nodes, found))


def _is_title_of_duties(node: Node, meaning: Meaning | None) -> bool:
    """Whether a page's own heading speaks of the duties of somebody: `Trustee Roles & Responsibilities`. Other headings
    of the page may be about anything."""
    heading = node.section.heading
    is_of_duties = meaning is not None and meaning.kind == "responsibilities" and meaning.slot is not None
    return is_of_duties and heading is not None and heading.depth == 1


def _are_duties(nodes: Sequence[Node], i: int, grammars: Grammars) -> bool:
    """Whether something below a heading begins as duties do, or nothing is there."""
    begins = grammars.words.opening_verbs.begins
    texts = [grammars.plain(text) for text in nodes[i].section.texts()]
    return not texts or any(begins(text, "responsibilities") for text in texts)


def _over_far_texts(nodes: Sequence[Node], dividers: set[int]) -> set[int]:
    """The last two of three or more headings without marks, one right below the other, over a text or a list: those
    above them are lines of the section, so that nothing says that these two divide it."""
    found: set[int] = set()
    for i in dividers:
        stack = [i, *_stack_above(nodes, i, dividers)]
        if len(stack) > MOST_STACKED + 1 and nodes[i].section.blocks:
            found.update(stack[: MOST_STACKED + 1])
    return found


def _stack_above(nodes: Sequence[Node], below: int, dividers: set[int]) -> Iterator[int]:
    """The headings without marks above one that only stand one right below the other, from the innermost."""
    parent = nodes[below].parent
    while is_bare(nodes[below].section) and parent in dividers and not nodes[parent].section.blocks:
        yield parent
        below, parent = parent, nodes[parent].parent


def _is_beside_focus(section: Section, above: Section) -> bool:
    """Whether no mark says that a heading belongs to the focus above it, which is a name and a text."""
    over, heading = above.heading, section.heading
    return over is not None and over.section == "focus" and heading is not None and heading.depth is None


def _is_of_levels(section: Section, grammars: Grammars) -> bool:
    """Whether a section holds tables with levels above their columns, and nothing else: it names no skill."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    axes = [find_axis(table, grammars) for table in tables]
    return 0 < len(tables) == len(section.blocks) and all(axis is not None and axis.is_across for axis in axes)


def _describes_item(meaning: Meaning, above: Section) -> bool:
    """Whether a heading such as `Description` is about the skill or demand that the heading above it names."""
    return above.basis == "nested" and above.kind in ITEMISED and meaning.kind == "description"


def _is_over_duties(section: Section, meaning: Meaning, above: Section | None, grammars: Grammars) -> bool:
    """Whether nearly all bullets below a heading that is about something else begin as duties do: below `Line
    management`; below `Testing`, too, where that divides duties or skills."""
    divides = above is not None and above.kind in DIVIDED_BY_DUTIES
    if meaning.kind not in BESIDE_DUTIES and not (divides and meaning.kind in INSIDE_DUTIES):
        return False
    return kind_of_items(section.items, grammars) == "responsibilities"


def _unnamed(section: Section) -> Section:
    """The section without the field that its heading's words would open."""
    assert section.heading is not None
    return section._replace(heading=section.heading._replace(section=None))


def _divides_items(section: Section, above: Section, grammars: Grammars) -> bool:
    """Whether a heading is the label of the level that some of the items of a section are of."""
    return above.kind in ("responsibilities", "requirements") and _is_label(section, grammars)


def _has_demands_of_level(section: Section, above: Section) -> bool:
    """Whether a level has nothing but a list, and is below a heading alone that says what the list demands."""
    return section.is_list and above.kind == "requirements" and above.basis == "stated" and not above.blocks


def _is_label(section: Section, grammars: Grammars) -> bool:
    return grammars.label(section.title) is not None or level_of(section.title, grammars) is not None


def _marks(nodes: Sequence[Node], opens: frozenset[int], levels: dict[int, LevelMark]) -> list[LevelMark | None]:
    """The level that each section belongs to; roles have theirs for themselves."""
    marks: list[LevelMark | None] = []
    for i, node in enumerate(nodes):
        own = levels.get(i) if i not in opens else None
        above = marks[node.parent] if node.parent is not None and node.parent not in opens else None
        marks.append(own or above)
    return marks


def field_of(section: Section) -> Field | None:
    """What a section is read into; None where it is kept as it is."""
    if section.is_loose:
        return None
    if section.kind == "level" and section.level is not None:
        return "ladder_level"
    if section.kind == "guidelines" and (section.level is not None or _is_of_rubric(section)):
        return "dimension"
    name = section.name
    if section.kind is not None and name is not None and not (name == "skills" and section.kind == "requirements"):
        return cast(Field, name)  # skills that are required or preferred are requirements
    if section.heading is None and section.kind is None:
        return "description"
    return _FIELDS.get(section.kind or "")


def _is_of_rubric(section: Section) -> bool:
    """Return whether a section is one dimension of a role that states no level."""
    return section.basis == "form" and section.group is not None and section.heading is not None

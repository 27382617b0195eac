"""Blocks whose form tells their kind, below any heading: key–value lines, tables, numbered questions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby

from ingest.blocks import Block, BulletList, Item, Paragraph, Table
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.outline.key_values import StatedFact, facts_of, stated_fact
from ingest.outline.kind_groups import DEMANDS
from ingest.outline.kinds_by_words import is_fact_among_items
from ingest.outline.level_tables import find_axis, is_of_roles, is_table_of_skills, needs_of
from ingest.outline.model import Section
from ingest.outline.overview_tables import tables_by_column
from ingest.outline.role_names import is_role_name
from ingest.outline.tabled_sections import read_form
from ingest.punctuation import BOLD, COLONS, QUESTIONS
from ingest.section_kinds import Kind
from ingest.text.sentences import has_ended, is_one_sentence

# Sections that read such lines themselves.
KEEP_PAIRS = frozenset(
    ("requirements", "skills", "level", "guidelines", "classification", "aliases", "career", "facts", "provenance")
)
OWN_TABLES = frozenset((
    "guidelines", "level", "skills", "responsibilities", "classification", "career", "relationships", "hiring",
    "measures", "benefits", "pay",
))  # fmt: skip
NAMES_OF_A_POST = frozenset(("title", "code", "grade", "department", "employer", "job_number", "reports_to"))
PAIRED = (None, "description", "facts")  # kinds in which keys that nobody knows may be beside known ones
GRADE_WORDS, VALUE_WORDS = 3, 8  # of what stands below a key
KEYS: tuple[Kind | None, ...] = (  # kinds of headings that are keys as well: `Location`, `Closing date`, `Reports to`
    None, "conditions", "hiring", "pay", "organisation", "relationships", "facts",
)  # fmt: skip
LONGEST_VALUE = 160  # characters, of a pair whose key nobody knows
LEAST_QUESTIONS = 2  # of a form, each below its number, or at the end of a section
UNASKING = ("organisation", "legal", "benefits", "conditions")  # kinds of sections that ask nothing themselves
LEAST_KNOWN = 2  # keys below a bold heading
LEAST_PAIRS, BESIDE_PAIRS = 4, 30  # bullets of a list of pairs, for one to be none; characters of this one
LEAST_OF_FORM = 4  # lines with known keys that are a form, whatever the heading above it
MOST_KNOWN = 0.5  # of the pairs of a list or table, which have to have known keys
_NUMBER = rare(r"\d{1,2}$")


def carve(section: Section, grammars: Grammars) -> list[Section]:
    """The section without the blocks whose form says that they are something else, and these as sections of their
    own."""
    if section.kind == "career" and _are_names_of_roles(section, grammars):
        assert section.heading is not None
        return [section._replace(heading=section.heading._replace(section="adjacent_roles"))]
    if section.level is not None:
        return [section]
    forms = [read_form(block, grammars) if section.kind in PAIRED else None for block in section.blocks]
    if any(forms):
        kept = [form.facts if form else (block,) for block, form in zip(section.blocks, forms, strict=True)]
        facts_left = [piece for one in section.left(chain(*kept)) for piece in carve(one, grammars)]
        return [*facts_left, *(one for form in forms if form for one in form.sections)]
    if stated := _key_over_value(section, grammars):
        rest = section.blocks[1:]
        pair = Section(None, (stated,), kind="facts", basis="form")
        return [pair, *([Section(None, rest)] if rest else [])]
    if section.kind == "requirements" and (facts := _bold_pairs(section, grammars)):
        rest = tuple(block for block in section.blocks if id(block) not in set(map(id, facts)))
        inside = tuple(block for block in rest if block.start < facts[0].start)
        beyond = tuple(block for block in rest if block.start > facts[0].start)
        pieces = [section._replace(blocks=inside), Section(None, tuple(facts), kind="facts", basis="form")]
        return [*pieces, *([section.loose(beyond)] if beyond else [])]
    if section.kind in DEMANDS and (end := _end_of_post(section, grammars)):
        return _post_and_rest(section, end, grammars)
    if section.kind == "responsibilities":
        section = section._replace(blocks=tuple([part for block in section.blocks for part in _cut(block, grammars)]))
    facts = [] if section.kind in KEEP_PAIRS else _facts(section, grammars)
    kinds = [] if section.kind in OWN_TABLES else [(block, _table_kind(block, grammars)) for block in section.blocks]
    if section.kind == "skills":  # those of levels or roles beside one another are what each asks for
        kinds = [(block, "guidelines") for block in section.blocks if _has_levels_across(block, grammars)]
    columns = {id(block): found for block in section.blocks if (found := _by_column(block, grammars))}
    kinds += [(block, "responsibilities") for block in section.blocks if id(block) in columns and not kinds]
    tables = [(block, kind) for block, kind in kinds if kind]
    tables += [
        (block, "requirements")
        for block in section.blocks
        if section.kind in OWN_TABLES and _has_needs(block, grammars)
    ]
    if not facts and not tables:
        return [section]
    apart = {id(block) for block in (*facts, *(table for table, _ in tables))}
    pieces = section.left(block for block in section.blocks if id(block) not in apart)
    if (
        columns and pieces and section.kind == "responsibilities" and not section.has_list
    ):  # a text beside a table of roles, and nobody's duties
        texts = pieces[0].blocks
        pieces = [*section.left(()), *([section.loose(texts)] if texts else [])]
    if facts:
        pieces.append(Section(None, tuple(facts), kind="facts", basis="form"))
    cut = [one for table, kind in tables for one in columns.get(id(table), [(table, kind)])]
    pieces += [
        Section(None, (table,), kind=kind, basis="form") if kind else section.loose((table,)) for table, kind in cut
    ]
    return pieces


def _key_over_value(section: Section, grammars: Grammars) -> Paragraph | None:
    """The key of a fact that is a heading, with the value below it, as one line: `GRADE` over `16`; where the heading
    has no marks, any other key over a value that is all there is below it: `Location` over `Port Grey`."""
    heading, first = section.heading, section.blocks[0] if section.blocks else None
    if heading is None or heading.arguments or not isinstance(first, Paragraph) or first.mark or has_ended(first.text):
        return None
    if any(fact.is_known for fact in facts_of(first.text, grammars)):
        return None  # a pair of its own: the value of the key above it is missing
    key, words = grammars.words.fact_key(heading.text), len(first.text.split())
    is_grade = section.kind == "level" and key == "grade" and any(map(str.isdecimal, first.text))
    is_alone = heading.depth is None and len(section.blocks) == 1 and first.start == first.end
    is_fact = section.kind in KEYS and key is not None and is_alone and words <= VALUE_WORDS
    if not (is_fact or (is_grade and words <= GRADE_WORDS)):
        return None
    return first._replace(text=f"{heading.text.rstrip(''.join(COLONS))}: {first.text}", start=heading.start)


def _are_names_of_roles(section: Section, grammars: Grammars) -> bool:
    """Whether a list below the heading of a career is of names of roles, and of nothing else."""
    is_named = all(is_role_name(item.text, grammars) for item in section.items)
    return section.heading is not None and section.is_list and bool(section.items) and is_named


def _table_kind(block: Block, grammars: Grammars) -> Kind | None:
    """Return the kind that a table's header or first column shows.

    Guidelines by level or role, duties of roles side by side, requirements in columns of what is essential and
    desirable, or skills.
    """
    if not isinstance(block, Table):
        return None
    if find_axis(block, grammars) is not None:
        return "guidelines"
    if is_of_roles(block, grammars):
        return "responsibilities"
    if needs_of(block, grammars):
        return "requirements"
    return "skills" if is_table_of_skills(block, grammars) else None


def _by_column(block: Block, grammars: Grammars) -> list[tuple[Table, Kind | None]]:
    return tables_by_column(block, grammars) if isinstance(block, Table) else []


def _has_levels_across(block: Block, grammars: Grammars) -> bool:
    axis = find_axis(block, grammars) if isinstance(block, Table) else None
    return axis is not None and axis.is_across


def _has_needs(block: Block, grammars: Grammars) -> bool:
    return isinstance(block, Table) and bool(needs_of(block, grammars))


def _facts(section: Section, grammars: Grammars) -> list[Block]:
    """The blocks that state pairs: those of known keys, and their neighbours in open sections, and where a form stands
    below another heading, as most of its keys are known."""
    stated = [_pairs(block, grammars) for block in section.blocks]
    is_fact = [_is_known(block, pairs) for block, pairs in zip(section.blocks, stated, strict=True)]
    is_form = LEAST_OF_FORM <= sum(is_fact) >= MOST_KNOWN * sum(map(bool, stated))
    if (section.kind in PAIRED and any(is_fact)) or is_form:
        for order in (range(1, len(stated)), range(len(stated) - 2, -1, -1)):
            step = order.step
            for at in order:
                beside = is_fact[at - step]
                is_fact[at] = is_fact[at] or (beside and _may_be(section.blocks[at], stated[at]))
    return [block for block, found in zip(section.blocks, is_fact, strict=True) if found]


def _cut(block: Block, grammars: Grammars) -> list[Block]:
    """A list of duties, cut where a bullet is no duty but a fact of the post: `- Working hours: 8 to 4`."""
    if not isinstance(block, BulletList):
        return [block]
    parts: list[Block] = []
    for _, run in groupby(block.items, lambda item: item.start if _is_of_post(item, grammars) else 0):
        parts.append(BulletList.of(run))
    return parts if len(parts) > 1 else [block]


def _is_of_post(item: Item, grammars: Grammars) -> bool:
    return not item.depth and any(map(item.text.__contains__, COLONS)) and is_fact_among_items(item.text, grammars)


def _end_of_post(section: Section, grammars: Grammars) -> int:
    """Return the end of the lines below a heading of demands that say which post the page is about, or 0 if there are
    none.

    The heading then names the page as well: `PERSON SPECIFICATION` over `Post: Porter` and `Band: 2`.
    """
    blocks = section.blocks
    if section.heading is None or not blocks or not _names_post(blocks[0], grammars):
        return 0
    end = next((at for at in range(1, len(blocks)) if blocks[at].start > blocks[at - 1].end + 1), len(blocks))
    if not all(isinstance(block, Paragraph) for block in blocks[:end]):
        return 0
    known = sum(fact.is_known for block in blocks[:end] for fact in _pairs(block, grammars))
    return end if known >= LEAST_KNOWN else 0


def _post_and_rest(section: Section, end: int, grammars: Grammars) -> list[Section]:
    """The section without its first lines, the facts among these, and what else they say, which may be anything."""
    facts: list[Block] = []
    others: list[Block] = []
    for block in section.blocks[:end]:
        (facts if _pairs(block, grammars) else others).append(block)
    pieces = [section._replace(blocks=section.blocks[end:])]
    pieces.append(Section(None, tuple(facts), kind="facts", basis="form"))
    return [*pieces, *([section.loose(others)] if others else [])]


def _names_post(block: Block, grammars: Grammars) -> bool:
    return any(fact.is_known and fact.key in NAMES_OF_A_POST for fact in _pairs(block, grammars))


def _bold_pairs(section: Section, grammars: Grammars) -> list[Block]:
    """The lines with bold keys that are below a bold heading, as its equals: `**Location:** Leeds` below `**Who may
    apply:**`. Nothing where fewer than two of their keys are known."""
    if section.heading is None or section.heading.basis != "bold":
        return []
    found: list[Block] = []
    known = 0
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.text.startswith(BOLD) and (pairs := _pairs(block, grammars)):
            known += sum(pair.is_known for pair in pairs)
            found.append(block)
    return found if known >= LEAST_KNOWN else []


def _pairs(block: Block, grammars: Grammars) -> Sequence[StatedFact]:
    if isinstance(block, Paragraph):
        return facts_of(block.text, grammars)
    if isinstance(block, BulletList):
        return _pairs_of_items(block, grammars)
    if isinstance(block, Table):
        rows = [row.cells for row in block.all_rows]
        if any(len(cells) > 2 for cells in rows):
            return ()
        return [stated_fact(cells[0].rstrip(": "), cells[1], grammars) for cells in rows if len(cells) == 2]
    return ()


def _pairs_of_items(bullets: BulletList, grammars: Grammars) -> Sequence[StatedFact]:
    """The pairs of a list each of whose bullets states some, or all but one of several: `Print this page`, or one that
    begins in bold. Nothing of any other list, whose first bullets tell so."""
    pairs: list[StatedFact] = []
    may_miss = len(bullets.items) >= LEAST_PAIRS
    for item in bullets.items:
        stated = facts_of(item.text, grammars)
        if not stated:
            if not may_miss or (len(item.text) > BESIDE_PAIRS and not item.text.startswith(BOLD)):
                return ()
            may_miss = False
        pairs += stated
    return pairs


def _is_known(block: Block, pairs: Sequence[StatedFact]) -> bool:
    known = sum(fact.is_known for fact in pairs)
    if isinstance(block, BulletList):
        return bool(known) and len(pairs) <= len(block.items) and known >= MOST_KNOWN * len(block.items)
    if isinstance(block, Table):
        return bool(known) and known >= MOST_KNOWN * (len(block.rows) + (block.header is not None))
    if isinstance(block, Paragraph) and block.text.startswith(BOLD):
        return bool(pairs) and all(len(fact.value) <= LONGEST_VALUE for fact in pairs)  # a key in bold is meant as one
    return bool(known)


def _may_be(block: Block, pairs: Sequence[StatedFact]) -> bool:
    return isinstance(block, Paragraph) and bool(pairs) and all(len(fact.value) <= LONGEST_VALUE for fact in pairs)


def split_questions(section: Section) -> list[Section]:
    """The section, and apart from it the questions that a form asks of those who apply, up to its end."""
    first = _first_question(section) if section.level is None else len(section.blocks)
    if first == len(section.blocks):
        return [section]
    return [*section.left(section.blocks[:first]), section.apart(section.blocks[first:], "hiring", "form")]


def _first_question(section: Section) -> int:
    """Return the index of the first question to those who apply: below its number, or where a section that is about the
    employer or the law ends with several."""
    first = _questions(section.blocks)
    if section.kind not in UNASKING or first < len(section.blocks):
        return first
    while first and _is_question(section.blocks[first - 1]):
        first -= 1
    return first if len(section.blocks) - first >= LEAST_QUESTIONS else len(section.blocks)


def _is_question(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.endswith(QUESTIONS) and is_one_sentence(block.text)


def _questions(blocks: Sequence[Block]) -> int:
    """Return the indices at which the questions of a form begin, each below its number; the end if there are none."""
    numbers: list[int] = []
    for at, block in enumerate(blocks[:-1]):
        is_next = isinstance(block, Paragraph) and _NUMBER.match(block.text) and int(block.text) == len(numbers) + 1
        if is_next and isinstance(blocks[at + 1], Paragraph):
            numbers.append(at)
    return numbers[0] if len(numbers) >= LEAST_QUESTIONS else len(blocks)

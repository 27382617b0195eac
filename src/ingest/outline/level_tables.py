"""Which axis of a table holds levels or roles: its columns, or its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ingest.blocks import Row, Table
from ingest.grammar import Grammars
from ingest.grammar.whole_words import has_spaceless
from ingest.grammar.word_lookup import Need
from ingest.grammar_terminals import RANK, TRACK
from ingest.lazy_patterns import rare
from ingest.outline.columns_of_names import are_groups, with_one_column_of_names
from ingest.outline.model import LevelMark
from ingest.outline.role_names import base_name, is_role_name, level_in_cell, level_words, plain_emphasis, plain_name

WORDS_OF_DUTIES = 4  # of a cell below the name of a role, in the middle
LEAST = 2  # levels or roles that make an axis
MOST_WORDS = 6  # of a role's name that no word tells as one
LETTERS = 3  # of a word in scripts that set none apart
WIDEST_MARK = 5  # characters
_CACHE = 16  # tables: what their sections are about and what they say follows from the same axis
SAYS = 3  # words of a cell that says something of a role
_CODE = rare(rf"\((?P<track>{TRACK})[ -]?(?P<rank>{RANK})\)(?:\s*\([^()]*\))*$")
_ROMAN = frozenset("IVX")
_REMARK = rare(r"\s*\([^()]*\)$")


class Axis(NamedTuple):
    """Levels or roles by the text of their cells. A role that is no rung of a ladder is in `roles`, with its name.

    `table` has one column of names before levels that are across.
    """

    table: Table
    is_across: bool
    levels: dict[str, LevelMark]
    roles: dict[str, str]


@lru_cache(maxsize=_CACHE)
def find_axis(table: Table, grammars: Grammars) -> Axis | None:
    """The axis of a table that is guidelines; None where neither its columns nor its rows are levels or roles."""
    joined = with_one_column_of_names(table)
    if joined and table.header and level_in_cell(table.header.cells[1], grammars):
        joined = None  # the second column is a level's own
    if joined and are_groups(table) and (axis := _across(joined, grammars)):
        return axis
    return _across(table, grammars) or _down(table, grammars) or (_across(joined, grammars) if joined else None)


def level_header(cell: str, grammars: Grammars) -> str:
    """Return the words of a header that say that the cells below or beside it are levels, or an empty text: `Level`,
    also where they share their corner with what is on the other axis, `Level / Skill`.
    """
    plain = plain_emphasis(cell)
    parts = [plain, *map(str.strip, plain.replace("\\", "/").split("/"))]
    return next((part for part in parts if grammars.column(part) == "level"), "")


def is_table_of_skills(table: Table, grammars: Grammars) -> bool:
    """Whether a table has a column of skills, and is not a matrix of marks for columns that nobody knows."""
    if table.header is None or grammars.column(table.header.cells[0]) != "name":
        return False
    others = table.header.cells[1:]
    return not (len(others) > LEAST and _are_marks(table) and not any(map(grammars.column, others)))


def needs_of(table: Table, grammars: Grammars) -> dict[int, Need]:
    """Return the columns of required and of preferred criteria by index: `Criteria`, `Essential`, `Desirable`.

    None unless there is one of each.
    """
    cells = table.header.cells if table.header else ()
    found = {at: need for at, cell in enumerate(cells) if (need := _need_of(cell, grammars))}
    return found if len(set(found.values())) > 1 else {}


def _need_of(cell: str, grammars: Grammars) -> Need | None:
    plain = plain_emphasis(cell)
    if not 0 < len(plain.split()) < SAYS:
        return None
    return grammars.words.need(plain) or grammars.words.need_of_mark(plain)


def is_pay(header: str, grammars: Grammars) -> bool:
    """Whether a column's header says that its cells are pay: `Salary in CZK`, `Base pay (USD)`."""
    words = plain_emphasis(header).split()
    for end in range(len(words), 0, -1):
        text = " ".join(words[:end])
        meaning = grammars.words.heading(text)
        if grammars.words.fact_key(text) == "salary" or (meaning is not None and meaning.kind == "pay"):
            return True
    return False


def mark_in_cell(text: str, grammars: Grammars) -> LevelMark | None:
    """The level that a cell names, with any remark behind it: `Kiosk (S1) (no longer used)`."""
    plain = plain_emphasis(text)
    mark = level_in_cell(plain, grammars)
    while mark is None and (remark := _REMARK.search(plain)):
        plain = plain[: remark.start()]
        mark = level_in_cell(plain, grammars)
    return mark


def is_known_level(cell: str, grammars: Grammars) -> bool:
    """Whether words, or the form of a code, say by themselves that a cell is a level, or the name of a role."""
    plain = plain_emphasis(cell)
    is_coded = mark_in_cell(cell, grammars) is not None or _CODE.search(plain) is not None
    name = role_of_cell(cell)
    return is_coded or grammars.words.is_of_scale(name) or is_role_name(name, grammars)


def _across(table: Table, grammars: Grammars) -> Axis | None:
    cells = table.header.cells if table.header else ()
    if len(cells) < LEAST:
        return None
    first, *others = cells
    is_headed = bool(level_header(first, grammars))
    levels = _levels(others, grammars)
    is_enough = len(levels) >= LEAST or (is_headed and len(cells) == table.width)
    if is_enough and len(levels) == len(others) == len({mark.key for mark in levels.values()}):
        return Axis(table, True, levels, {})
    if not table.rows or is_role_name(role_of_cell(first), grammars):
        return None
    if len(levels) < len(others) and (scale := _scale(table, levels, grammars)):
        return Axis(table, True, scale, {})
    if len(others) >= LEAST and (_are_names(others, table, grammars) or _are_rungs(others, grammars)):
        return _of_names(table, others, is_across=True, grammars=grammars)
    return None


def _are_names(cells: Sequence[str], table: Table, grammars: Grammars) -> bool:
    """Whether columns are roles: all by their words; or most, behind a column of skills, or where each row only marks
    those that it is about."""
    named = sum(is_role_name(role_of_cell(cell), grammars) for cell in cells)
    is_open = _are_marks(table) or (table.header is not None and grammars.column(table.header.cells[0]) == "name")
    if named == len(cells) or named * 2 < len(cells) or named < LEAST or not is_open:
        return named == len(cells)
    return all(0 < len(role_of_cell(cell).split()) <= MOST_WORDS and not grammars.column(cell) for cell in cells)


def _are_rungs(cells: Sequence[str], grammars: Grammars) -> bool:
    """Whether columns are one name with other words of levels: `QA Junior`, `QA Senior`."""
    names = [role_of_cell(cell) for cell in cells]
    words = {level_words(name, grammars) for name in names}
    return len({base_name(name, grammars) for name in names}) == 1 and None not in words and len(words) == len(cells)


def _are_marks(table: Table) -> bool:
    """Whether the cells behind the first column are marks: ticks, `x`, `yes`, a letter or two as in `A / R`."""
    cells = [cell for row in table.rows for cell in row.cells[1:] if cell]
    return bool(cells) and all(len(plain_emphasis(cell)) <= WIDEST_MARK for cell in cells)


def _scale(table: Table, levels: dict[str, LevelMark], grammars: Grammars) -> dict[str, LevelMark]:
    """Return the levels of columns that are not all known as levels: words of a scale, or unknown words beside known
    levels.

    None unless the columns have a text in each row, and the rows are not levels.
    """
    first, *cells = table.header.cells if table.header else ("",)
    names = {cell: role_of_cell(cell) for cell in cells}
    known = {cell for cell, name in names.items() if cell in levels or grammars.words.is_of_scale(name)}
    column = grammars.column(plain_emphasis(first))
    is_of_skills = not first or column in ("level", "name")
    if len(known) < LEAST and not (known and is_of_skills and cells[-1] in known and len(cells) > LEAST):
        return {}
    others = [name for cell, name in names.items() if cell not in known]
    if any(grammars.column(name) or not 0 < len(name.split()) < SAYS for name in others):
        return {}
    if len(known) * 2 < len(cells) and not is_of_skills:
        return {}
    is_marked = len(levels) >= LEAST and _are_marks(table)
    says = column == "level" or is_marked or _say_something(table.rows)
    if len(set(names.values())) < len(cells) or not says:
        return {}
    if len(_levels([row.cells[0] for row in table.rows], grammars)) >= LEAST:
        return {}
    return {cell: levels.get(cell) or LevelMark(name, None, None, 0, 0) for cell, name in names.items()}


def _down(table: Table, grammars: Grammars) -> Axis | None:
    header = table.header
    at = level_column(table, grammars)
    cells = [row.cells[at] for row in table.all_rows if at < len(row.cells)]
    levels = _levels(cells, grammars) or _numbered(table, grammars)
    keys = {mark.key for mark in levels.values()}
    if LEAST <= len(levels) == len(keys) and len(levels) >= len(table.rows) - 1:
        return None if _leads_on(table, at, keys, grammars) else Axis(table, False, levels, {})
    is_row = header is not None and table.separator is None and is_role_name(role_of_cell(header.cells[0]), grammars)
    body = [row for row in (table.all_rows if is_row else table.rows) if any(row.cells[1:])]
    names = [name for name, _ in groupby(row.cells[0] for row in body) if name]  # one may span several rows
    unnamed = sum(not row.cells[0] for row in body)
    if len(names) < LEAST or unnamed > len(body) / 2 or table.width < LEAST or len(set(names)) < len(names):
        return None
    if header is None or is_row or not plain_emphasis(header.cells[0]):
        return _rungs(table, names, body, grammars)
    stated = grammars.column(plain_emphasis(header.cells[0]))
    if stated not in ("title", "level", "name") or not _are_roles(names, stated, grammars):
        return None
    said = [cell for row in body for cell in row.cells[1:] if cell and not cell[0].isdecimal()]
    says = _most_say([cell for cell in said if not _is_named(cell, grammars)])
    if not says and not any(is_pay(cell, grammars) for cell in header.cells[1:]):
        return None
    return _of_names(table, names, is_across=False, grammars=grammars)


def _leads_on(table: Table, at: int, keys: Container[str], grammars: Grammars) -> bool:
    """Whether each row is about the way from one level to the next, which the column beside it names: `P1` and `P2`."""
    found = set()
    beside = [row.cells[at + 1] for row in table.rows if at + 1 < len(row.cells)]
    for cell in beside:
        mark = mark_in_cell(cell, grammars)
        if mark is None:
            return False
        found.add(mark.key)
    return len(beside) >= LEAST and any(key in keys for key in found)


def _numbered(table: Table, grammars: Grammars) -> dict[str, LevelMark]:
    """The levels of a first column of numbers alone, Roman ones too, that is headed `Level`, beside titles or what is
    said of each."""
    header = level_header(table.header.cells[0], grammars) if table.header else ""
    cells = [plain_emphasis(row.cells[0]) for row in table.rows]
    said = [cell for row in table.rows for cell in row.cells[1:] if cell and not _is_named(cell, grammars)]
    if not header or not all(cell.isdecimal() or _ROMAN.issuperset(cell) for cell in cells):
        return {}
    if not _most_say(said) and title_column(table, grammars) is None:
        return {}
    marks = {cell: level_in_cell(f"{header} {cell}", grammars) for cell in cells}
    return {cell: mark._replace(label=cell) for cell, mark in marks.items() if mark is not None and mark.code}


def level_column(table: Table, grammars: Grammars) -> int:
    """The column whose cells are levels, by its header: `Level`, first or not, or `Our level` over levels alone; the
    first one if no header says so."""
    cells = table.header.cells if table.header else ()
    stated = next((at for at, cell in enumerate(cells) if level_header(cell, grammars)), None)
    if stated is not None:
        return stated
    ends = (at for at, cell in enumerate(cells) if level_header(plain_emphasis(cell).rpartition(" ")[2], grammars))
    return next((at for at in ends if _are_levels(table, at, grammars)), 0)


def other_tracks(table: Table, grammars: Grammars) -> dict[int, int]:
    """Return the columns of levels of other tracks, each with the column right behind it that names their roles: `M2 |
    Manager`, behind `Engineer | IC4`."""
    at = level_column(table, grammars)
    return {
        other: other + 1
        for other in range(at + 1, table.width - 1)
        if _are_levels(table, other, grammars) and _are_names_of_rungs(table, other + 1, grammars)
    }


def _are_names_of_rungs(table: Table, at: int, grammars: Grammars) -> bool:
    """Whether all that is in a column are names of roles by their words, none twice, and its header is no key of
    something else (`Reports to`), but may be a word in them (`Manager` over `Engineering Manager`)."""
    header = plain_emphasis(table.header.cells[at]) if table.header else ""
    cells = " ".join(row.cells[at] for row in table.rows if at < len(row.cells)).casefold()
    if grammars.words.fact_key(header) not in (None, "title") and header.casefold() not in cells:
        return False
    names = [row.cells[at] for row in table.rows if at < len(row.cells) and row.cells[at]]
    are_roles = all(_is_named(name, grammars) for name in names)
    return LEAST <= len(names) == len(set(names)) and are_roles


def _are_levels(table: Table, at: int, grammars: Grammars) -> bool:
    """Whether all that is in a column are levels."""
    cells = [row.cells[at] for row in table.rows if at < len(row.cells) and row.cells[at]]
    return len(cells) >= LEAST and all(mark_in_cell(cell, grammars) for cell in cells)


def title_column(table: Table, grammars: Grammars) -> int | None:
    """Return the column beside the levels that names their roles, by its header: `Title`, `Role`; else the one right
    before codes of levels, if all in it are names of roles."""
    cells = table.header.cells if table.header else ()
    at = level_column(table, grammars)
    found = [at for at, cell in enumerate(cells) if grammars.column(role_of_cell(cell)) == "title"]
    if not found and at and _are_levels(table, at, grammars) and _are_names_of_rungs(table, at - 1, grammars):
        found = [at - 1]
    if len(found) != 1 or found[0] == at:
        return None
    names = [row.cells[found[0]] for row in table.rows if found[0] < len(row.cells) and row.cells[found[0]]]
    return found[0] if names and _are_roles(names, "title", grammars) and len(set(names)) == len(names) else None


def is_of_roles(table: Table, grammars: Grammars) -> bool:
    """Whether every column is a role, and what is below it is about that role, in more than names and numbers."""
    cells = table.header.cells if table.header else ()
    if len(cells) < LEAST or len(cells) != table.width or not table.rows:
        return False
    if not all(is_role_name(role_of_cell(cell), grammars) for cell in cells) or not _say_something(table.rows, 0):
        return False
    texts = [cell for row in table.rows for cell in row.cells if cell.strip()]
    return any(map(has_spaceless, texts)) or sum(len(text.split()) for text in texts) >= WORDS_OF_DUTIES * len(texts)


def role_of_cell(text: str) -> str:
    """The name of a role in a cell, without emphasis, links and what is in brackets."""
    return plain_name(plain_emphasis(text))


def _levels(cells: Sequence[str], grammars: Grammars) -> dict[str, LevelMark]:
    """The levels that cells name. Where all end with a code of one track, the letters are a ladder's: `Pilot (H2)`."""
    codes = [_CODE.search(plain_emphasis(cell)) for cell in cells]
    found = [code for code in codes if code is not None]
    if LEAST <= len(found) == len(cells) and len({code["track"] for code in found}) == 1:
        return {cell: _coded(cell, code["track"], code["rank"]) for cell, code in zip(cells, found, strict=True)}
    marks = {cell: mark_in_cell(cell, grammars) for cell in cells}
    return {cell: mark for cell, mark in marks.items() if mark is not None}


def _coded(cell: str, track: str, rank: str) -> LevelMark:
    code = f"{track}{int(rank)}"
    return LevelMark(code, code, role_of_cell(cell) or None, 0, 0)


def _of_names(table: Table, names: Sequence[str], *, is_across: bool, grammars: Grammars) -> Axis:
    """Names of roles that differ by a level's word only are rungs of a ladder; others are roles."""
    bases = Counter(base_name(role_of_cell(name), grammars) for name in names)
    base, count = bases.most_common(1)[0]
    worded = [name for name in names if level_words(role_of_cell(name), grammars)]
    if base and count * 2 > len(names) and worded:
        marks = {name: LevelMark(role_of_cell(name), None, role_of_cell(name), 0, 0) for name in names}
        return Axis(table, is_across, marks, {})
    return Axis(table, is_across, {}, {name: plain_emphasis(name) for name in names})


def _rungs(table: Table, names: Sequence[str], body: Sequence[Row], grammars: Grammars) -> Axis | None:
    """Rows of roles that no header says to be such: only rungs of one ladder are, with texts beside them."""
    axis = _of_names(table, names, is_across=False, grammars=grammars)
    return axis if axis.levels and _are_roles(names, "name", grammars) and _say_something(body) else None


def _are_roles(names: Sequence[str], stated: str, grammars: Grammars) -> bool:
    """Whether cells name roles: all by their words; in a column that says so, some by theirs, in small letters as well,
    and all in few."""
    spelled = [name[:1].upper() + name[1:] if stated == "title" else name for name in map(role_of_cell, names)]
    named = [is_role_name(name, grammars) for name in spelled]
    is_short = all(len(role_of_cell(name).split()) <= MOST_WORDS for name in names)
    return all(named) or (stated == "title" and is_short and sum(named) >= LEAST)


def _say_something(rows: Sequence[Row], first: int = 1) -> bool:
    """Whether most cells hold more than a name or a number."""
    return _most_say([cell for row in rows for cell in row.cells[first:] if cell])


def _most_say(cells: Sequence[str]) -> bool:
    return sum(_says(plain_emphasis(cell)) for cell in cells) * 2 >= len(cells) > 0


def _is_named(cell: str, grammars: Grammars) -> bool:
    """Whether a cell only names a role or a level."""
    return is_role_name(role_of_cell(cell), grammars) or mark_in_cell(cell, grammars) is not None


def _says(text: str) -> bool:
    """Whether a text is three words, or as many letters as those take where words are not set apart."""
    return len(text.split()) >= SAYS or (has_spaceless(text) and len(text) >= SAYS * LETTERS)

"""Tables whose rows a tool filled like text: `Dough| Weighs it.| Mixes` over `it.`, under a rule of `---|---|---`.

A row goes on until it has as many cells as the rule; what is below it without a pipe is the rest of its last cell,
unless the row ended, with two blanks, and a name in bold follows. A list inside of a cell has lines of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ingest.grammar.page_grammar import PageGrammar
from ingest.page_tables.geometry import Drawn, Geometry
from ingest.punctuation import BOLD
from ingest.text.line import MARK, WALL, Line, begins_block, is_blank
from ingest.text.wide_characters import join

MOST_OF_HEADER = 4  # lines
MOST_LINES = 60  # of one row
MOST_BLANK = 3  # lines without a text below one
ROW_END = "  "


def read_filled(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each table as one of which rows take several lines, hold lists, or begin with an empty corner;
    others stay lines with pipes."""
    is_rule = geometry.grammars.page.mark("BARE_RULE").fullmatch
    read: list[Line] = []
    done = 0  # lines that are in `read`
    for at, line in enumerate(lines):
        if at <= done or "|" not in line.text or not is_rule(line.text):
            continue
        table = _Reader(lines, at, geometry.grammars.page)
        if not table.read() or table.start < done:
            continue
        read += lines[done : table.start]
        broken = [row for row in table.rows if row.end > row.start]
        if broken:
            geometry.say("W303", broken[0].start, broken[-1].end, f"{len(broken)} of {len(table.rows)} rows")
        made = geometry.table(table.rows, line.start, table.width)
        start, end = lines[table.start].start, lines[table.end - 1].end
        read.append(Line(WALL, start, end, made._replace(start=start, end=end)))
        done = table.end
    return [*read, *lines[done:]]


class _Reader:
    """Reads the table around one rule: `rows`, the header first, from the line `start` to before `end`."""

    def __init__(self, lines: Sequence[Line], rule: int, grammar: PageGrammar) -> None:
        self.lines = lines
        self.rule = rule
        self.grammar = grammar
        self.width = lines[rule].text.count("|") + 1
        self.keeps_ends = lines[rule].text.endswith(ROW_END)
        self.rows: list[Drawn] = []
        self.start = rule
        self.end = rule + 1

    def read(self) -> bool:
        """Whether the lines are such a table, and have to be read as one."""
        if not self._read_header() or not self._read_body():
            return False
        is_drawn = all(row.start == row.end and len(row.cells) == self.width for row in self.rows)
        return not is_drawn or not self.rows[0].cells[0]

    def _read_header(self) -> bool:
        near = reversed(self.lines[max(0, self.rule - MOST_OF_HEADER) : self.rule])
        above = list(takewhile(lambda line: not is_blank(line), near))
        for count in range(1, len(above) + 1):
            row = self._row(above[:count][::-1])
            if len(row.cells) >= self.width:
                self.rows, self.start = [row], self.rule - count
                return len(row.cells) == self.width
        return False

    def _read_body(self) -> bool:
        """Read the rows below the rule; whether all are whole, or names of groups."""
        at = self.end
        while at < len(self.lines) and self._may_begin_row(at):
            behind = self._end_of_row(at)
            row = self._row(self.lines[at:behind])
            if len(row.cells) not in (1, self.width):
                return False
            self.rows.append(row)
            self.end = at = behind
            while at < len(self.lines) and is_blank(self.lines[at]) and at - behind < MOST_BLANK:
                at += 1  # a row that ends in a list has such lines below it
        return any(len(row.cells) == self.width for row in self.rows[1:])

    def _may_begin_row(self, at: int) -> bool:
        """Whether a line may be the first of a row: it has a pipe, or is the name of a group right below a row; above a
        rule it is the header of the next table."""
        text = self.lines[at].text
        is_rule = self.grammar.mark("BARE_RULE").fullmatch
        if (
            is_blank(self.lines[at])
            or begins_block(text)
            or any(is_rule(line.text) for line in self.lines[at : at + 2])
        ):
            return False
        return self._pipes(text) > 0 or (at == self.end and text.endswith(ROW_END))

    def _end_of_row(self, at: int) -> int:
        """Where the row that begins at a line ends."""
        pipes = 0
        end = at
        while end < min(len(self.lines), at + MOST_LINES):
            line = self.lines[end]
            if is_blank(line):
                if not self._goes_on_below(end):
                    break
            elif end > at and (pipes + self._pipes(line.text) >= self.width or self._is_next_row(end, pipes)):
                break
            else:
                pipes += self._pipes(line.text)
            end += 1
        while is_blank(self.lines[end - 1]):
            end -= 1
        return end

    def _goes_on_below(self, blank: int) -> bool:
        """Whether a list, or the pipe behind one, is below a line without a text."""
        below = next((line.text for line in self.lines[blank + 1 : blank + MOST_BLANK] if line.text.strip()), "")
        return MARK.match(below) is not None or below.strip().startswith("|")

    def _is_next_row(self, at: int, pipes: int) -> bool:
        """Return whether the line below a whole row, or below the name of a group, begins another row or ends the
        table.

        If trailing blanks do not show it, the rest of a cell begins in lower case.
        """
        text, above = self.lines[at].text, self.lines[at - 1].text
        if pipes == self.width - 1 and not self.keeps_ends and not text[:1].islower():
            return True
        if self._pipes(text):
            return pipes == 0 and above.endswith(ROW_END) and not text[:1].islower()
        is_name = text.startswith(BOLD) and text.rstrip().endswith(BOLD)
        return pipes in (0, self.width - 1) and above.endswith(ROW_END) and is_name

    def _pipes(self, text: str) -> int:
        return len(self.grammar.mark("PIPE").findall(text)) if "|" in text else 0

    def _row(self, lines: Sequence[Line]) -> Drawn:
        """The cells of a row's lines; items of a list are parted by semicolons."""
        cells = [""]
        was_item = False
        for line in filter(lambda line: not is_blank(line), lines):
            mark = MARK.match(line.text)
            text = line.text[mark.end() :] if mark else line.text
            first, *others = (piece.strip() for piece in self.grammar.mark("PIPE").split(text))
            is_next_item = mark is not None and was_item and bool(cells[-1])
            cells[-1] = f"{cells[-1]}; {first}" if is_next_item else join(cells[-1], first)
            cells += others
            was_item = (mark is not None or was_item) and not others
        return Drawn([cell.replace("\\|", "|") for cell in cells], lines[0].start, lines[-1].end)

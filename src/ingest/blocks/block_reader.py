"""The lines of a part to blocks: the grammar nominates them, and what is around each one decides."""

from __future__ import annotations

import re
from itertools import groupby

from ingest.blocks import headings, lists
from ingest.blocks.block_tokens import Token, nominate, pair_fences
from ingest.blocks.cut_dates import join_dates
from ingest.blocks.front_matter_syntax import lines_of_front_matter
from ingest.blocks.glued_headings import cut_glued
from ingest.blocks.keys_before_values import part_keys
from ingest.blocks.keys_over_values import join_defined, join_stacked
from ingest.blocks.model import Block, BulletList, CodeBlock, Heading, Item, Paragraph, Rule
from ingest.blocks.page_conventions import Habits
from ingest.blocks.page_headings import without_numbers
from ingest.blocks.unmarked_lines import Surroundings
from ingest.bullet_marks import BULLET
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.page_tables.geometry import Geometry
from ingest.page_tables.one_cell_a_line import is_cell_a_line
from ingest.page_tables.pipe_tables import read_pipes
from ingest.punctuation import LINE_ENDS, STOPS
from ingest.records import Basis
from ingest.text import Line, join
from ingest.text.invisible_syntax import without_syntax
from ingest.text.normalise import unescape
from ingest.text.sentences import begins_low, is_unfinished

_LETTERED = rare(r"[ \t]+[a-z][.)][ \t]+\S")
UNDERLINES = "=-~^"  # from the outermost inwards
LISTED = (
    "responsibilities",
    "requirements",
    "skills",
    "title_aliases",
    "adjacent_roles",
    "classifications",
)  # sections of bullets
RUN_INDENT = 4  # columns of lines that are a list without marks, wherever they stand
RUNS = (None, "responsibilities", "requirements")  # sections in which no such lines are names and descriptions
LEAST_MARKED = 2  # headings with marks, from which on a page is taken to mark them all


class BlockReader:
    """Walks the nominated blocks once, with one look ahead and the last block behind."""

    def __init__(self, grammars: Grammars, page: list[str], habits: Habits) -> None:
        self.grammars = grammars
        self.page = page
        self.diagnostics: list[Diagnostic] = []
        self.blocks: list[Block] = []
        self.furniture: set[int] = set()
        self.marked = False
        self._bullets: list[lists.Bullet] = []  # the list being read: it may go on after a line below it
        self._loose = False
        self._around = Surroundings(grammars, page, self.blocks, habits)
        self._below: int | None = None  # where what is indented below a known heading begins

    def read(self, lines: list[Line], dimensions: frozenset[int], *, is_first: bool, is_last: bool) -> None:
        """Fill `blocks`, `furniture` and `diagnostics`. `is_first` and `is_last` say whether the page begins and ends
        with these lines; where it goes on, a heading follows. `dimensions` are lines that are headings because levels
        begin anew below them, or other headings do."""
        lines = cut_glued(without_syntax(lines, self.grammars), is_first, self.grammars, self.diagnostics)
        lines = without_numbers(lines, dimensions, self.grammars)
        lines = join_stacked(lines, self.grammars) if is_first else lines
        lines = join_dates(join_defined(part_keys(lines, self.grammars), self.grammars), self.grammars)
        if is_first and (behind := lines_of_front_matter(lines)):
            self.blocks.append(CodeBlock("\n".join(self.page[: lines[behind - 1].end]), 1, lines[behind - 1].end))
            lines = lines[behind:]
        tokens = nominate(lines, is_last, self.grammars)
        kinds = [token.kind for token in tokens]
        # Where the page marks its headings, a line without marks is none.
        self._around.bare_headings = kinds.count("marked") + kinds.count("underlined") < LEAST_MARKED
        if self._around.bare_headings:
            self._around.dimensions = dimensions
        fences = pair_fences({at: token.text for at, token in enumerate(tokens) if token.kind == "fence"})
        closed = 0  # the line up to which a fenced block has been taken
        for index, token in enumerate(tokens):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if token.start <= closed:
                continue
            if index in fences:
                self._close_list()
                closed = tokens[fences[index]].end
                self.blocks.append(CodeBlock("\n".join(self.page[token.start - 1 : closed]), token.start, closed))
            elif token.kind == "list":
                self._list(token)
            elif token.is_text and self._is_unmarked(token, following):
                self._bullets.append(lists.Bullet(token.indent, "", token.text.strip(), token.start, token.end))
            elif self._bullets and token.is_text and self._around.goes_on(self._bullets[-1], token, following):
                self._continue(token)
            else:
                self._close_list()
                self._block(token, following)
        self._close_list()

    def _block(self, token: Token, following: Token | None) -> None:
        if token.kind == "marked":
            self._marked(token)
        elif token.kind == "underlined":
            self._underlined(token)
        elif token.kind == "bold":
            self._bold(token)
        elif token.kind == "table":
            self._table(token)
        elif token.kind == "rule":
            self.blocks.append(Rule(token.start, token.end))
        elif token.kind == "definition":
            text = token.text.strip()[1:].strip()
            self.blocks.append(Paragraph(unescape(text), token.start, token.end, token.indent, ":"))
        else:
            self._text(token, following)

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _list(self, token: Token) -> None:
        if token.gap and self._bullets and not _nests(self._bullets[0], token):
            # A blank line between all bullets is a loose list; between groups of them it separates.
            self._loose = len(token.lines) == 1 and (self._loose or len(self._bullets) == 1)
            if not self._loose:
                self._close_list()
        self._bullets += lists.read_bullets(token.text, token.lines, self.grammars)

    def _is_unmarked(self, token: Token, following: Token | None) -> bool:
        """Whether a line is a bullet whose mark is gone: two or more that are indented alike, right below the heading
        of a section of bullets."""
        if self._opens_run(token, following):
            self._below = token.indent
            return True
        is_apart = token.gap and not self._is_first_below()
        if self._below is None or token.indent != self._below or is_apart:
            self._below = None
            return False
        if self._bullets:
            return not (is_unfinished(self._bullets[-1].text) and begins_low(token.text.strip()))
        return following is not None and following.is_text and following.indent == token.indent and not following.gap

    def _opens_run(self, token: Token, following: Token | None) -> bool:
        """Whether a line is the first of several that a blank line and the same deep indent set apart from a text at
        the margin: a list whose marks are gone."""
        above = self.blocks[-1] if self.blocks and not self._bullets else None
        is_at_margin = isinstance(above, Heading) or (isinstance(above, Paragraph) and not above.indent)
        if not is_at_margin or not token.gap or token.indent < RUN_INDENT or following is None:
            return False
        if self._around.section not in RUNS:
            return False
        is_next = following.is_text and following.indent == token.indent and not following.gap
        return is_next and not begins_low(following.text.strip())

    def _is_first_below(self) -> bool:
        """Whether a line is the first one below a heading: a blank line may be between the two."""
        return not self._bullets and bool(self.blocks) and isinstance(self.blocks[-1], Heading)

    def _continue(self, token: Token) -> None:
        """The bullet's text goes on; a mark before a capital opens the next bullet on the same line."""
        last = self._bullets[-1]
        mark, begins = re.escape(last.mark), rf"(?:{BULLET} )?[^\W\d_a-z]"
        if token.indent <= last.indent + 1:
            begins += r"|(?<=[^\W\d_] . )\d" if len(last.mark) == 1 else ""  # `sites - 24/7`, but not `3 - 5`
        text, *glued = re.split(rf"(?:\s|(?<=[{STOPS}])){mark} (?={begins})", token.text.strip())
        self._bullets[-1] = last._replace(text=join(last.text, text), end=token.end)
        self._bullets += [last._replace(text=part, start=token.start, end=token.end) for part in glued]
        if glued or token.indent <= last.indent + 1 or _LETTERED.match(token.text):
            detail = "the bullet goes on below" + (", where another one begins" if glued else "")
            self.diagnostics.append(diagnose("W307", last.start, token.end, detail))

    def _close_list(self) -> None:
        if self._bullets:
            self.blocks.append(lists.build_list(self._bullets))
            if unmarked := [bullet for bullet in self._bullets if not bullet.mark]:
                detail = f"{len(unmarked)} lines without a mark are indented as bullets are"
                self.diagnostics.append(diagnose("W434", unmarked[0].start, unmarked[-1].end, detail))
            self._bullets = []
            self._loose = False

    # -- headings ------------------------------------------------------------------------------------------------------

    def _heading(self, text: str, depth: int | None, basis: Basis, token: Token) -> None:
        buttons = self.grammars.words.buttons
        bare = buttons.without_toggle(self.grammars.plain(headings.heading_text(text, self.grammars)))
        meaning = self.grammars.heading(bare)
        self._around.section = meaning.section if meaning else self._around.section if basis == "label" else None
        self.blocks.append(
            Heading(
                text=bare,
                depth=depth,
                basis=basis,
                start=token.start,
                end=token.end,
                section=meaning.section if meaning else None,
                arguments=meaning.arguments if meaning else (),
                button=buttons.has_toggle(text),
            )
        )

    def _marked(self, token: Token) -> None:
        line = token.text.strip()
        text = line.lstrip("#")
        depth = len(line) - len(text)
        self.marked = True
        text = text.strip()
        closing = text.rstrip("#")
        text = closing.rstrip() if closing[-1:].isspace() else text
        if self.grammars.code(text):
            self._paragraph(text, token)
            return
        label, _, said = text.partition(":")
        is_heading = self.grammars.words.heading(label) or max(len(label), headings.BARE_WIDTH) < len(said)
        if said.strip().endswith(LINE_ENDS) and is_heading:
            self._heading(label.strip(), depth, "marked", token)  # `## Duties: What the post is made of.`
            self._paragraph(said.strip(), token)
            return
        in_responsibilities = self._around.section == "responsibilities"
        self._heading(text, depth, "marked", token)
        if in_responsibilities and self._around.section is None and self.grammars.label(text):
            self._around.section = "responsibilities"

    def _underlined(self, token: Token) -> None:
        text, underline = (line.text.strip() for line in token.lines)
        if headings.underline_fits(text, underline) or self.grammars.heading(text):
            self.marked = True
            self._heading(text, UNDERLINES.index(underline[0]) + 1, "underlined", token)
            return
        first, rule = token.text.split("\n", 1)
        self._text(Token.of("text", first + "\n", token.lines[:1], token.gap), None)
        self._block(Token.of("rule", rule, token.lines[1:], False), None)

    def _bold(self, token: Token) -> None:
        text = token.text.strip().rstrip(":").strip()[2:-2].strip()
        if headings.is_bold_heading(text, self.grammars):
            self._heading(text, None, "bold", token)
        else:
            self._paragraph(token.text.strip(), token)

    # -- tables --------------------------------------------------------------------------------------------------------

    def _table(self, token: Token) -> None:
        """The tables that are drawn, and those in the runs of lines with pipes between them."""
        for table, run in groupby(token.lines, lambda line: line.table):
            if table is None:
                self._pipes(list(run))
            else:
                (line,) = run
                self._rules(line.start, table.start - 1)
                self.blocks.append(table)
                self._rules(table.end + 1, line.end)

    def _rules(self, start: int, end: int) -> None:
        """The borders above or below a table."""
        self.blocks += [Rule(line, line) for line in range(start, end + 1) if self.page[line - 1].strip()]

    def _pipes(self, lines: list[Line]) -> None:
        """The tables in a run of lines with pipes; what is in none of them is read as text."""
        read = read_pipes(lines, Geometry(self.page, self.grammars, self.diagnostics))
        if not read and is_cell_a_line(lines):
            self._cells(lines)
            return
        inside = iter(read)
        table = next(inside, None)
        for line in lines:
            if table and line.start > table.end:
                table = next(inside, None)
            if table and line.start >= table.start:
                if line.start == table.start:
                    self.blocks.append(table)
            elif self.grammars.page.table_rule.fullmatch(line.text):
                self.blocks.append(Rule(line.start, line.end))
            else:
                self._text(Token.of("text", line.text + "\n", [line], False), None)

    def _cells(self, lines: list[Line]) -> None:
        """One cell a line, and nothing that tells the rows: a list of texts."""
        items = [Item(unescape(line.text.strip(" |\t")), 0, "|", line.start, line.end) for line in lines]
        start, end = lines[0].start, lines[-1].end
        self.blocks.append(BulletList(tuple(item for item in items if item.text), start, end))
        self.diagnostics.append(diagnose("W309", start, end, f"{len(items)} cells, rows unknown"))

    # -- running text --------------------------------------------------------------------------------------------------

    def _text(self, token: Token, following: Token | None) -> None:
        text = token.text.strip()
        kind = self._around.kind_of(text, token, following)
        if kind == "rest":
            begun = self.blocks[-1]
            assert isinstance(begun, Paragraph)
            self.blocks[-1] = begun._replace(text=join(begun.text, unescape(text)), end=token.end)
            self.diagnostics.append(diagnose("W307", begun.start, token.end, "the sentence goes on below"))
        elif kind == "paragraph":
            self._paragraph(text, token)
        elif kind == "furniture":
            self.furniture.update(range(token.start, token.end + 1))
        elif kind == "opener":
            self._heading(text, None, "known", token)
            self._below = following.indent if following and self._around.section in LISTED else None
        else:
            above = self.blocks[-1] if self.blocks else None
            if kind == "bare" and isinstance(above, BulletList) and _breaks_off_above(above, token):
                self.diagnostics.append(diagnose("W431", above.items[-1].start, token.end, text[:60]))
            self._heading(text, None, kind, token)

    def _paragraph(self, text: str, token: Token) -> None:
        self.blocks.append(Paragraph(unescape(text), token.start, token.end, token.indent))


def _breaks_off_above(bullets: BulletList, token: Token) -> bool:
    """Whether a line right below a list may be the rest of its last bullet."""
    return bullets.end == token.start - 1 and lists.breaks_off(bullets)


def _nests(first: lists.Bullet, token: Token) -> bool:
    """Return whether bullets after a blank line continue the list above: they are indented deeper than its
    first one.
    """
    return token.indent > first.indent + 1

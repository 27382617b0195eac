"""Diagnostics: what was seen, where, and what a person can do about it.

A code never changes its meaning. `E1xx` unreadable · `E2xx` not a profile · `W3xx` structure ·
`W4xx` inferred or ambiguous · `W5xx` contradictions · `I6xx` set aside.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Self

# No annotations from __future__: pydantic would compile each of their texts.
from pydantic import BaseModel, ConfigDict

Severity = Literal["error", "warning", "info"]
_SEVERITIES: dict[str, Severity] = {"E": "error", "W": "warning", "I": "info"}


class Kind(NamedTuple):
    """What a code means, and what the reader of a diagnostic can do."""

    title: str
    hint: str


CODES: dict[str, Kind] = {
    "E101": Kind(
        "undecodable bytes",
        "Export the dump again, as UTF-8; one that is not damaged can be read with --encoding, too.",
    ),
    "E102": Kind("binary content", "This is not text; export the page as text or HTML."),
    "E103": Kind("larger than the limit for one dump", "Split the file, or raise --max-bytes."),
    "E104": Kind("cannot be opened or read", "Check that the file exists and may be read."),
    "E105": Kind("damaged or refused archive or table", "Re-create it, or name what the message asks for."),
    "E201": Kind(
        "not a profile",
        "A profile has a code, or ten points for what speaks for one: the message adds them up. `ingest words suggest "
        "INPUT` lists unknown headings. --accept any publishes it anyway.",
    ),
    "E202": Kind("the reader failed on this dump", "This is our fault: please report it with the dump."),
    "E203": Kind("a worker died or ran out of time or memory on this dump", "Read it alone with `ingest parse`."),
    "W301": Kind("row with fewer cells than the table has columns", "Compare the row with the page."),
    "W302": Kind("row with more cells than the table has columns", "A pipe inside a cell may not be escaped."),
    "W303": Kind("row split over several lines", "The pieces were joined up to the table's width."),
    "W304": Kind(
        "table whose header is not marked",
        "Its first row is read as the header; mark one with <th> or a line of dashes.",
    ),
    "W305": Kind("name without description", "The page may have had an empty definition here."),
    "W306": Kind("description without name", "The page may have had an empty term here."),
    "W307": Kind("wrapped lines joined", "The tool filled lines to a width; check the joined text."),
    "W308": Kind("detached bullet marks", "The tool wrote the marks on lines of their own."),
    "W309": Kind("one table cell a line", "Cells were regrouped into rows at the table's width."),
    "W310": Kind("table cells separated by tabs", "Each tab was read as the border of a cell."),
    "W311": Kind("columns aligned by blanks", "Cells were cut where all rows share a gap."),
    "W312": Kind("row whose cells cannot be placed", "Its cells are `unplaced`; compare the row with the page."),
    "W313": Kind("section stands twice", "What lists items joins the first one; any other is kept as a section."),
    "W314": Kind("text a section cannot hold", "It is kept among the profile's sections."),
    "W315": Kind("table drawn with borders", "The lines between two borders were read as one row."),
    "W316": Kind("columns that cannot be cut", "Lines have wide gaps, but not in one place; compare with the page."),
    "W317": Kind("page may end early", "Compare it with its source: an export or a download may have been cut off."),
    "W318": Kind("lines of a page known only roughly", "The parser and the file disagree; values name too many lines."),
    "W401": Kind("levels inferred", "The labels are gone; boundaries rest on equal counts."),
    "W402": Kind("levels undecided", "The bullets carry no level; the labels are gone and nothing proves them."),
    "W403": Kind("shifted row repaired", "An empty cell vanished; what a typed column proves was placed."),
    "W404": Kind("split cell joined", "Two cells were joined at the one boundary without an end mark."),
    "W405": Kind("glued text split at known keys", "Check the parts against the page."),
    "W406": Kind("glued text that cannot be split", "It is kept whole."),
    "W407": Kind("glued card split", "Check title, distance and band against the page."),
    "W408": Kind("ambiguous card", "More than one reading fits; it is kept as text."),
    "W409": Kind("glued level label split", "Check the level's title against the page."),
    "W410": Kind("heading path inferred", "Bare headings have no depth."),
    "W411": Kind("no code; level taken from the title", "Give the page a code if the role has one."),
    "W412": Kind("experience not understood", "The phrase is kept as text, without numbers."),
    "W413": Kind("several time spans in one phrase", "Which of them is asked for is undecided; all are kept."),
    "W414": Kind("names alone", "No entry has a description; if the page has some, the tool made names of them."),
    "W415": Kind("a break or comma that may separate or belong", "Put each name on a line of its own."),
    "W416": Kind("a cell that may be cut in two", "It alone lacks an end mark; a pipe in a cell may not be escaped."),
    "W417": Kind("a level's title taken from the line below its label", "Check the title against the page."),
    "W418": Kind("paired by position", "Name or description has an unusual length; check the pair against the page."),
    "W419": Kind("a bullet that another one begins with", "Some tools write the first piece of a broken item twice."),
    "W420": Kind("only prose where a list was announced", "It is kept as the section's intro."),
    "W421": Kind("a heading glued to the line before it", "It was cut off there; compare with the page."),
    "W422": Kind("occupation code in another spelling", "Write it as NN-NNNN, or as O*NET does: NN-NNNN.NN."),
    "W423": Kind(
        "a line between a level and its bullets", "It is kept in the intro; it may be a bullet without its mark."
    ),
    "W424": Kind("two colons in one line", "The name is what stands before the first; compare with the page."),
    "W425": Kind(
        "table cells that span, or hold lists",
        "A cell is read in each of its rows and columns, the items of a list as one text; compare with the page.",
    ),
    "W426": Kind("title and code glued together", "Cut at the level that both state; other texts may be glued too."),
    "W427": Kind("title by its place", "It is the first line, and states no level; compare with the page."),
    "W428": Kind(
        "a title that begins another profile",
        "It has no code; a name with a level stands above sections that stood before already.",
    ),
    "W429": Kind("a second title with a level", "Two profiles may stand in one dump; give each its code, or a file."),
    "W430": Kind(
        "a line that may be the profile's code",
        "It is far from the title, reads as a file's name, or has words glued to it.",
    ),
    "W431": Kind("a text that may go on below", "Nothing was joined; compare with the page."),
    "W432": Kind("years read as a minimum", "An alternative or a wish stands behind the number, and no upper end."),
    "W434": Kind("bullets without marks", "Lines were read as bullets; one may be a sentence on the section."),
    "W435": Kind("a word among sentences", "The rest of this bullet may be lost; compare with the page."),
    "W436": Kind("lines without marks among names", "One of them may be a heading; give each name a bullet."),
    "W437": Kind(
        "another line may be the title", "The title is that of the front matter, of a `Title:` line or of the table."
    ),
    "W438": Kind("kind inferred from the words of a paragraph", "Give it a heading of its own; compare with the page."),
    "W439": Kind("level taken from a sentence", "Neither title nor a key states it; compare with the page."),
    "W440": Kind(
        "columns read as levels or roles", "Others beside them are known as such; compare their names with the page."
    ),
    "W441": Kind("title that holds no word of a role", "It may be a heading of something else; compare with the page."),
    "W442": Kind("title taken from a sentence", "Neither a heading nor a key states it; compare with the page."),
    "W443": Kind(
        "texts that speak of another kind",
        "The kind is that of the heading or the place, though the words speak of others; compare with the page.",
    ),
    "W444": Kind("bullets in one line", "The tool lost the line breaks of a list; compare its items with the page."),
    "W450": Kind(
        "encoding assumed", "Export the dump again, as UTF-8; one that is not damaged can be read with --encoding, too."
    ),
    "W451": Kind(
        "characters garbled or lost before the export",
        "The text was read in a wrong encoding once; nothing was changed. Re-export the page.",
    ),
    "W452": Kind("another encoding is named than the bytes are in", "Compare accented letters with the page."),
    "W501": Kind("title and code disagree on the level", "Correct one of them on the page."),
    "W502": Kind("level block and code disagree", "Correct one of them on the page."),
    "W503": Kind("experience in level block and guidelines disagree", "Correct one of them on the page."),
    "W504": Kind("no guideline for the profile's own level", "The table has no row for this level."),
    "W505": Kind("rivals state the same code with different content", "Keep one of them."),
    "W506": Kind("a level stands twice in the guidelines", "Correct the table on the page."),
    "W507": Kind("description and focus text differ", "Both are kept."),
    "W508": Kind("no such code in the 2018 SOC", "Look it up: codes of older editions may have other numbers."),
    "W509": Kind("not a code of its scheme", "Codes of the SOC are NN-NNNN, those of O*NET NN-NNNN.NN."),
    "W510": Kind("a title that is not of its occupation code", "One of the two may be wrong; compare with the table."),
    "W511": Kind("a name written in two ways", "They differ in blanks alone; the tool may have put one in."),
    "W512": Kind("a fact states another level", "The level of the code or the title is kept. Correct one on the page."),
    "I601": Kind("placeholder", "The page says that there is nothing here."),
    "I602": Kind("page furniture set aside", "Navigation and button labels are counted, not stored."),
    "I603": Kind(
        "kept as a section", "Its text is kept whole; `ingest words suggest` can propose a kind for the heading."
    ),
    "I604": Kind("empty section", "The heading has nothing under it."),
    "I605": Kind("the dump is empty", "It was skipped."),
    "I606": Kind("characters normalised", "No text was lost; line numbers are as an editor shows them."),
    "I607": Kind("bidirectional control characters", "They can make a text look different from what it says."),
    "I608": Kind("rivals state the same code with the same content", "One of them is current."),
    "I609": Kind("not a dump by its name", "Name the file itself as an INPUT to read it."),
    "I610": Kind("code of another edition of the SOC", "It is kept; only the edition of 2018 is at hand."),
    "I611": Kind("a page that ingest made", "Reports and sites are no dumps, wherever they lie."),
    "I612": Kind("kept without a kind", "Only its place would say what a paragraph is about."),
    "I613": Kind("title of the table", "No line of the page states it; it stands in the column of --title-column."),
    "I614": Kind("period of pay inferred", "The page states none; the pay scales of the grade beside it do."),
    "I615": Kind("title of the file", "No line of the page states it; it is the page's <title>, less its site's name."),
    "I616": Kind("no title", "No line names the role; write its name above the page, or `title:` into front matter."),
    "I617": Kind("currency assumed", "Its sign is that of several; the page names none, or names it elsewhere."),
}


class DiagnosticSpan(BaseModel):
    """Lines and columns, 1-based and inclusive, as an editor shows them."""

    model_config = ConfigDict(frozen=True)

    line_start: int
    line_end: int
    col_start: int
    col_end: int

    def moved(self, by: int) -> Self:
        """The same place, so many lines further down."""
        return self.model_copy(update={"line_start": self.line_start + by, "line_end": self.line_end + by})


class Diagnostic(BaseModel):
    """One finding about one dump. `spans` holds all its places, in line order; `span` is the first of them."""

    model_config = ConfigDict(frozen=True)

    code: str
    severity: Severity
    span: DiagnosticSpan
    spans: tuple[DiagnosticSpan, ...]
    message: str
    hint: str

    def moved(self, by: int) -> Self:
        """The same finding, so many lines further down."""
        spans = tuple([span.moved(by) for span in self.spans])
        return self.model_copy(update={"span": spans[0], "spans": spans})


def severity_of(code: str) -> Severity:
    """Return the severity that the letter of a code means."""
    return _SEVERITIES[code[0]]


def diagnose(
    code: str,
    line_start: int,
    line_end: int | None = None,
    detail: str = "",
    *,
    col_start: int = 1,
    col_end: int | None = None,
    also: Sequence[tuple[int, int]] = (),
) -> Diagnostic:
    """A diagnostic of a known code. `also` gives the first and last line of each further place of the same fault.

    Columns default to the whole first line (`col_end` 1 when its width is not known here).
    Raises KeyError for a code that is not in `CODES`.
    """
    kind = CODES[code]
    first = DiagnosticSpan(
        line_start=line_start,
        line_end=line_end or line_start,
        col_start=col_start,
        col_end=col_end if col_end is not None else col_start,
    )
    others = [DiagnosticSpan(line_start=start, line_end=end, col_start=1, col_end=1) for start, end in also]
    return Diagnostic(
        code=code,
        severity=severity_of(code),
        span=first,
        spans=(first, *others),
        message=f"{kind.title}: {detail}" if detail else kind.title,
        hint=kind.hint,
    )

"""Pages put together at random: known headings above lists, tables, definitions and keys in any drawing."""

from __future__ import annotations

from hypothesis import strategies as st

from . import drawings
from .vocabulary import ATTRIBUTES, COLUMNS, HEADINGS, KEYS, LEVELS, NAMES, PLACEHOLDERS, TEXTS

plain = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    max_size=12,
)
text = st.one_of(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.sampled_from(PLACEHOLDERS), plain)
name = st.sampled_from(NAMES)
level = st.sampled_from(LEVELS)
key = st.sampled_from(KEYS) | st.sampled_from(ATTRIBUTES) | name
column = st.one_of(st.sampled_from(COLUMNS), name, level, st.just(""), text)
known_heading = st.sampled_from(sorted(HEADINGS)).flatmap(lambda kind: st.sampled_from(HEADINGS[kind]))
heading_text = st.one_of(known_heading, known_heading, known_heading, level, name, text)

FORMS_OF_HEADINGS = (
    "# {}", "## {}", "### {}", "#### {}", "##{}", "# {} #", "**{}**", "{}:", "{}", "{}\n---", "{}\n=====",
    "<h2>{}</h2>", "1. {}", "{} ▾", "- **{}**", "__{}__", "*{}*", "> ## {}",
)  # fmt: skip
MARKS = (*"-*+•–○▪·❖>☐", "1.", "2)", "a.", "iv.", "- [x]", "")
heading = st.builds(
    lambda form, words, capital: form.format(words.capitalize() if capital else words),
    st.sampled_from(FORMS_OF_HEADINGS),
    heading_text,
    st.booleans(),
)


@st.composite
def rows(draw: st.DrawFn) -> drawings.Rows:
    """Rows of cells: some empty, missing or too many, often with levels in the first column or row."""
    width = draw(st.integers(1, 5))
    first = draw(st.sampled_from([level, key, text, name]))
    head = draw(st.lists(column, min_size=width, max_size=width))
    cell = st.one_of(text, text, text, st.just(""))
    body = [
        [draw(first | st.just("")), *draw(st.lists(cell, min_size=max(0, width - 2), max_size=width + 1))]
        for _ in range(draw(st.integers(0, 5)))
    ]
    if body and draw(st.booleans()):
        body.insert(draw(st.integers(0, len(body))), draw(st.sampled_from(body)))
    if draw(st.booleans()):
        body = [[*row[:width], *[""] * (width - len(row))] for row in body]
    return [head, *body]


table = st.builds(lambda drawing, rows: drawing(rows), st.sampled_from(drawings.ALL), rows())
bullet = st.builds(
    lambda indent, mark, blank, said: "  " * indent + mark + blank + said,
    st.integers(0, 3),
    st.sampled_from(MARKS),
    st.sampled_from([" ", " ", " ", ""]),
    text | level | st.builds("{}: {}".format, key, text) | st.builds("**{}** — {}".format, key, text),
)
bullets = st.builds(
    lambda lines, joint: joint.join(lines),
    st.lists(bullet, min_size=1, max_size=6),
    st.sampled_from(["\n", "\n", "\n\n"]),
)
pairs = st.builds(
    lambda form, pairs, joint: joint.join(form.format(*pair) for pair in pairs),
    st.sampled_from(
        [
            "{}: {}",
            "**{}:** {}",
            "**{}**: {}",
            "{}\n{}",
            "{}\n: {}",
            "{}\n:   {}",
            "{} - {}",
            "{}\t{}",
            "{}    {}",
            "- {}: {}",
        ]
    ),
    st.lists(st.tuples(key, text | level), min_size=1, max_size=5),
    st.sampled_from(["\n", "\n", "\n\n", "  \n"]),
)
definitions = st.builds(
    lambda pairs: "<dl>\n" + "\n".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in pairs) + "\n</dl>",
    st.lists(st.tuples(key, text), min_size=1, max_size=3),
)
cells_of_levels = st.builds(
    lambda names, said, joint: joint.join(part for pair in zip(names, said, strict=False) for part in pair),
    st.lists(level, min_size=1, max_size=4),
    st.lists(bullets | text, min_size=1, max_size=4),
    st.sampled_from(["\n", "\n\n"]),
)
quoted = st.builds(lambda said: "\n".join(f"> {line}" for line in said.split("\n")), bullets | pairs | text)
fenced = st.builds(
    lambda said, mark: f"{mark}\n{said}\n{mark}", bullets | pairs | table, st.sampled_from(["```", "~~~"])
)
glued = st.builds("{}{}".format, heading_text, text | heading_text)
STRAYS = [
    "---",
    "***",
    "",
    "|",
    "```",
    "<table>",
    "</table>",
    "<div>",
    "+---+---+",
    "--- ---",
    "===",
    "\u200b",
    "\\",
    "{:.x}",
]
body = st.one_of(
    bullets, bullets, table, table, pairs, definitions, cells_of_levels, quoted, fenced, text, glued,
    st.sampled_from(STRAYS),
    st.lists(text, min_size=1, max_size=4).map("\n".join),
)  # fmt: skip
section = st.builds(
    lambda headings, bodies, joint: joint.join([*headings, *bodies]),
    st.lists(heading, min_size=0, max_size=2),
    st.lists(body, min_size=0, max_size=3),
    st.sampled_from(["\n", "\n\n", "\n\n", "\n\n\n"]),
)

value = st.one_of(text, text.map(repr), level, st.just(""), st.just("|\n  folded\n  lines"), st.just("[a, b]"))
entry = st.one_of(
    st.builds("{}: {}".format, key, value),
    st.builds("{}:\n  - {}\n  - {}".format, key, value, value),
    st.builds("{}:\n  {}: {}\n  {}:\n    - {}: {}\n".format, key, key, value, level, key, value),
    st.builds("- {}: {}".format, key, value),
    st.builds(
        '{} = "{}"'.format, key.map(lambda words: words.replace(" ", "_")), st.sampled_from(["Ely", "Baker", "P4"])
    ),
    st.builds("[{}]".format, name),
    st.sampled_from(
        ["title: Baker", "role: Baker", "levels:", "  - name: P1", "    title: Junior", "\t- x", "? a", "}", "'"]
    ),
)
front = st.builds(
    lambda rule, entries, end: "\n".join([rule, *entries, end]),
    st.sampled_from(["---", "---", "+++", "--- "]),
    st.lists(entry, max_size=5),
    st.sampled_from(["---", "---", "+++", "...", ""]),
)
opening = st.one_of(
    st.just(""),
    front,
    st.builds("# {}\n".format, name),
    st.builds("{} — P4\nA.B.P4\n".format, name),
    st.builds("---\ntitle: {}\n---\n".format, name),
)


@st.composite
def roles(draw: st.DrawFn) -> str:
    """Headings of one form that each have the same sections: a ladder, or a family."""
    form, inner = (
        draw(st.sampled_from(["# {}", "## {}", "**{}**", "{}"])),
        draw(st.sampled_from(["### {}", "**{}**", "{}:", "{}"])),
    )
    kinds = draw(st.lists(known_heading | key, max_size=3))
    parts = []
    for title in draw(st.lists(level | name, min_size=2, max_size=4)):
        parts.append(form.format(title))
        parts += [f"{inner.format(kind)}\n\n{draw(body)}" for kind in kinds]
    return "\n\n".join(parts)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of some sections, with line ends of one kind."""
    parts = [draw(opening), *draw(st.lists(section | section | section | roles(), max_size=6))]
    page = draw(st.sampled_from(["\n", "\n\n", "\n\n"])).join(parts)
    return page.replace("\n", draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])))


@st.composite
def html_pages(draw: st.DrawFn) -> str:
    """A page of HTML of the same sections."""
    from html import escape

    parts = ["<html><head><title>", escape(draw(heading_text)), "</title></head><body>"]
    for _ in range(draw(st.integers(0, 6))):
        tag = draw(st.sampled_from(["h1", "h2", "h3", "p", "strong", "dt", "summary", "b"]))
        parts.append(f"<{tag}>{escape(draw(heading_text))}</{tag}>")
        form = draw(st.sampled_from(["ul", "ol", "dl", "p", "table", "nested", "br", "pre"]))
        said = [escape(one) for one in draw(st.lists(text, max_size=4))]
        if form in ("ul", "ol"):
            parts.append(f"<{form}>" + "".join(f"<li>{one}</li>\n" for one in said) + f"</{form}>")
        elif form == "nested":
            parts.append("<ul>" + "".join(f"<li>{one}<ul><li>{one}</li></ul></li>" for one in said) + "</ul>")
        elif form == "dl":
            parts.append("<dl>" + "".join(f"<dt>{escape(draw(key))}</dt><dd>{one}</dd>" for one in said) + "</dl>")
        elif form == "table":
            drawing = draw(st.sampled_from([drawings.tags, drawings.spanning_tags, drawings.rowspan_tags]))
            parts.append(drawing(draw(rows())))
        elif form == "br":
            parts.append("<p>" + "<br>".join(said) + "</p>")
        else:
            parts += [f"<{form}>{one}</{form}>" for one in said]
    return "\n".join([*parts, *draw(st.sampled_from([["</body></html>"], []]))])

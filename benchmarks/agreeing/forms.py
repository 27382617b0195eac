"""A page as it is, as HTML, and as extraction tools give that HTML back; each form is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from extractors.extract import extract
from extractors.tools import TOOLS
from ingest.read import Reading, read_text
from ingest.records import Format
from ingest.text.normalise import split_lines

_FRONT = re.compile(r"---\n(.*?)\n---\n|\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_TITLE = re.compile(r"^title\s*[:=]\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_TARGET = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<[^<>]*>|&\w+;")  # what stands in Markdown, and not on its page
_SHELL = '<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"></head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n'
FORMS = (
    "html2text wrapped",
    "html2text unwrapped",
    "inscriptis",
    "markdownify",
    "trafilatura 2.2.0 text",
    "trafilatura 2.0.0 markdown",
)


class Form(NamedTuple):
    """One form of a page as it was read. `letters` are those of its lines, one after another; `starts` is where each
    line's letters begin."""

    name: str
    reading: Reading
    letters: str
    starts: tuple[int, ...]

    def lines_of(self, letters: str) -> range:
        """The lines, from 1, that hold a run of letters; none if it is not there or there twice."""
        at = self.letters.find(letters)
        if at < 0 or self.letters.find(letters, at + 1) >= 0:
            return range(0)
        first, last = (bisect_right(self.starts, place) for place in (at, at + len(letters) - 1))
        return range(first, last + 1)


def letters_of(line: str) -> str:
    """The letters and digits of a line, as all forms of it have them."""
    return "".join(sign for sign in _TARGET.sub("]", line).casefold() if sign.isalnum())


def forms_of(pages: Sequence[Path]) -> Iterator[list[Form]]:
    """The forms of each page, the page itself first. Raises CalledProcessError if a tool cannot be installed."""
    texts = [_as_text(page) for page in pages]
    markup = [text if is_html else _rendered(text) for text, is_html in texts]
    tools = [tool for tool in TOOLS if tool.name in FORMS]
    dumps = {tool.name: extract(tool, markup) for tool in tools}
    for at, (text, is_html) in enumerate(texts):
        forms = [] if is_html else [_read("page", text, "markdown")]
        forms.append(_read("page" if is_html else "HTML", markup[at], "html"))
        yield [*forms, *[_read(name, dump[at], "text") for name, dump in dumps.items()]]


def _as_text(page: Path) -> tuple[str, bool]:
    """The text of a page, and whether it is HTML. Front matter is a heading: no renderer shows more of it."""
    text = page.read_text("utf-8").replace("\r\n", "\n")
    if page.suffix != ".md":
        return text, True
    front = _FRONT.match(text)
    title = _TITLE.search(front[0]) if front else None
    body = text[front.end() :] if front else text
    return (f"# {title[1]}\n\n{body}" if title and not re.search(r"^# \S", body, re.MULTILINE) else body), False


def _rendered(text: str) -> str:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return _SHELL.format(renderer.render(text))


def _read(name: str, text: str, format: Format) -> Form:
    reading = read_text(text, format=format)
    lines = [letters_of(line) for line in reading.document.lines or split_lines(text)]
    starts = tuple(accumulate([0, *map(len, lines[:-1])])) if lines else ()
    return Form(name, reading, "".join(lines), starts)

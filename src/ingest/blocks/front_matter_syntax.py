"""Front matter: what a page says of itself above its text, as keys and values; YAML, TOML, or Pico's comment."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent
from typing import NamedTuple

from ingest.blocks import toml_front
from ingest.blocks.model import Block, CodeBlock
from ingest.lazy_patterns import rare
from ingest.text import Line, physical_lines

MOST_LINES = 500
_RULE = "---"
_ENDS = {_RULE: _RULE, toml_front.MARK: toml_front.MARK, "/*": "*/"}  # by the rule above, that below
RULES = tuple(_ENDS)
# A key, `cSpell:ignore` too, what is indented or listed below it, a comment.
_BELONGS = rare(r"(?:[\w@$][\w.:/@$-]*|\"[^\"]+\"|'[^']+') *:(?:\s|$)|\s+\S|- |#")
ENTRY = rare(r"[\"']?(?P<key>[^\W\d][\w .:/-]*?)[\"']?\s*:(?:\s+(?P<value>.*))?$")
FOLDED = rare(r"[>|][+-]?\d?$")  # `>-`: the value is the indented lines below
_COMMENT = "#"
_HUMP = rare(r"(?<=[a-z])(?=[A-Z])")
_QUOTES = "\"'"


class FrontEntry(NamedTuple):
    """A key and its value, and the lines of both. A list's values are joined by commas. `is_nested` says that the value
    is keys with values of their own."""

    key: str
    value: str
    start: int
    end: int
    is_nested: bool = False


def lines_of_front_matter(lines: Sequence[Line]) -> int:
    """Return the number of lines of front matter, both rules included; 0 if the page does not begin with one."""
    if not lines or lines[0].start != 1 or lines[0].text.rstrip() not in RULES:
        return 0
    if lines[0].text.startswith(toml_front.MARK):
        return _lines_of_toml(lines)
    end = _ENDS[lines[0].text.rstrip()]
    for at, line in enumerate(lines[1:MOST_LINES], 1):
        if line.text.rstrip() == end:
            return at + 1 if at > 1 else 0
        is_blank = at > 1 and not line.text.strip()  # YAML has blank lines, but no rule of a text has one below it
        if not is_blank and not _BELONGS.match(line.text):
            return 0
    return 0


def _lines_of_toml(lines: Sequence[Line]) -> int:
    end = next((at for at, line in enumerate(lines[1:MOST_LINES], 1) if line.text.strip() == toml_front.MARK), 0)
    return end + 1 if end > 1 and toml_front.toml_entries([line.text for line in lines[1:end]]) else 0


def may_begin(text: str) -> bool:
    """Whether a text may begin with front matter."""
    return text.startswith(RULES)


def front_of(text: str) -> int:
    """How many characters of a text its front matter takes, with the end of its last line; 0 if it has none."""
    lines = text.split("\n", MOST_LINES)[:MOST_LINES]
    count = lines_of_front_matter(physical_lines([line.rstrip("\r") for line in lines]))
    return min(len(text), sum(len(line) + 1 for line in lines[:count]))


def is_front_matter(block: Block) -> bool:
    """Whether a block is the front matter of its page."""
    return isinstance(block, CodeBlock) and block.start == 1 and block.text.startswith(RULES)


def is_rule(line: str) -> bool:
    """Whether a line ends front matter, or begins it."""
    return line.strip() in _ENDS or line.strip() in _ENDS.values()


def front_entries(block: CodeBlock) -> list[FrontEntry]:
    """The entries of front matter that begin at its margin; what is indented below one is its value. All of it may be
    indented alike."""
    entries: list[FrontEntry] = []
    lines = block.text.split("\n")
    if block.text.startswith(toml_front.MARK):
        first = block.start + 1
        read = toml_front.toml_entries(lines[1:-1]) or ()
        return [FrontEntry(one.key, one.value, first + one.start, first + one.end, one.is_nested) for one in read]
    is_folded = False
    for at, line in enumerate(dedent("\n".join(lines[1:-1])).split("\n"), block.start + 1):
        text = line.strip()
        match = ENTRY.match(line) if line[:1] not in (" ", "\t", "-", "#") else None
        if match:
            value = (match["value"] or "").strip()
            is_folded = bool(FOLDED.match(value))
            entries.append(FrontEntry(match["key"].strip(), "" if is_folded else _plain(value), at, at))
        elif text and entries and not line.startswith(_COMMENT):
            last = entries[-1]
            item = _plain(text.removeprefix("- ").strip()) if text.startswith("-") else text.lstrip("# ")
            glue = ", " if text.startswith("-") and last.value else " " if last.value else ""
            is_nested = last.is_nested or (not is_folded and not last.value and bool(ENTRY.match(text)))
            entries[-1] = last._replace(value=f"{last.value}{glue}{item}", end=at, is_nested=is_nested)
    return entries


def words_of(key: str) -> str:
    """A key as words: `employmentType`, `employment_type`, `employment-type`."""
    return _HUMP.sub(" ", key).replace("_", " ").replace("-", " ")


def _plain(value: str) -> str:
    """A scalar without its quotes, and without the comment behind it."""
    if _COMMENT in value:
        value = _without_comment(value)
    if len(value) > 1 and value[0] in _QUOTES and value[-1] == value[0]:
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return value


def _without_comment(value: str) -> str:
    quote = value[0] if value[0] in _QUOTES else ""
    end = value.rfind(quote, 1, value.rfind(_COMMENT)) if quote else -1
    if end > 0 and value[end + 1 :].lstrip().startswith(_COMMENT):
        return value[: end + 1]
    return value if quote else f" {value} ".partition(f" {_COMMENT} ")[0].strip()

"""Headings, labels of levels and codes that a tool glued to the line above or beside them: lines of their own again."""

from __future__ import annotations

import re

from ingest.blocks import headings
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.grammar_terminals import LEVEL_CODE, RANK
from ingest.lazy_patterns import rare
from ingest.punctuation import DASH, STOPS
from ingest.text import Line

# Behind a letter or a stop, to the end of the line; it begins with the one character that a search finds fast.
_JOINT = rf"[A-Z#*](?<=[a-zß-öø-ÿ{STOPS})].)"
_HEADING = r"(?:(?<=#)#{0,5} [A-Z]|(?<=\*)\*[A-Z]|)[A-Za-z][A-Za-z &-]{1,46}(?:\*\*)?$"
_LABEL = rf"(?<=[a-z)][{STOPS}][A-Z])[A-Z]*{RANK}(?: [{DASH}])?(?: [A-Z][a-z]+){{1,3}}$"
_GLUED_HEADING, _GLUED_LABEL = rare(_JOINT + _HEADING), rare(_JOINT + _LABEL)
_GLUED = re.compile(f"{_JOINT}(?:{_HEADING}|{_LABEL})", re.MULTILINE)
_GLUED_CODE = re.compile(
    rf"#{{0,6}} *(?P<title>[^.|]*[^\w.|](?P<level>{LEVEL_CODE}))"
    r"(?P<code>[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?P=level))\s*$"
)
LONGEST_TITLE = 300  # characters
OPENING_LINES = 4  # where a page's title is


def cut_glued(lines: list[Line], is_first: bool, grammars: Grammars, diagnostics: list[Diagnostic]) -> list[Line]:
    """The lines, cut where headings or labels are glued to sentences; a page's first lines also where codes are glued
    to titles."""
    if _GLUED.search("\n".join([line.text for line in lines])):
        lines = [piece for line in lines for piece in _cut_heading(line, grammars, diagnostics)]
    opening = lines[:OPENING_LINES] if is_first else []
    if any(_GLUED_CODE.match(line.text[:LONGEST_TITLE]) for line in opening):
        pieces = [piece for line in opening for piece in _cut_code(line, grammars, diagnostics)]
        lines = pieces + lines[OPENING_LINES:]
    return lines


def _cut_code(line: Line, grammars: Grammars, diagnostics: list[Diagnostic]) -> list[Line]:
    """A title with its code glued to it: `Baker — P2BREAD.OVEN.P2`. The level in both says where to cut."""
    match = _GLUED_CODE.match(line.text[:LONGEST_TITLE])
    if match is None or grammars.code(match["code"]) is None or grammars.title(match["title"]) is None:
        return [line]
    diagnostics.append(diagnose("W426", line.start, line.end, f"{match['title']} and {match['code']}"))
    return [line._replace(text=match["title"]), line._replace(text=match["code"])]


def _cut_heading(line: Line, grammars: Grammars, diagnostics: list[Diagnostic]) -> list[Line]:
    """A known heading or a level's label glued behind a sentence: `…(as amended).Provenance`, `…towns.P4 Baker`."""
    end = line.text[-headings.LABEL_WIDTH - 1 :]
    match = _GLUED_LABEL.search(end) or _GLUED_HEADING.search(end)
    heading = match[0].strip("#* ") if match else ""
    if match is None or not (grammars.heading(heading) or grammars.label(heading)):
        return [line]
    above = line.text[: len(line.text) - len(match[0])]
    if match[0] == heading and above[-1].isalpha() and not headings.ends_sentence(above, heading):
        return [line]
    diagnostics.append(diagnose("W421", line.start, line.end, heading))
    return [line._replace(text=above), line._replace(text=heading)]

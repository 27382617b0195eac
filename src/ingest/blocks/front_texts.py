"""Texts that a page keeps in its front matter, `details: |` over Markdown: lines of the page, below a heading where the
key has the words of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent
from typing import NamedTuple

from ingest.blocks.front_matter_syntax import ENTRY, FOLDED, words_of
from ingest.grammar import Grammars
from ingest.text.line import MARK

LEAST_WORDS = 8  # of a text; what is shorter is a value
LISTED = frozenset(("responsibilities", "requirements", "skills", "benefits"))  # kinds of which any text is one
HEADED = LISTED | {"description", "organisation", "hiring", "conditions", "relationships", "legal"}
BODIES = frozenset(("body", "content", "details", "text"))  # keys of sites' programs for the text of a page
MOST_BELOW = 5  # lines of the page below such front matter
_HEADING = "##"


class FrontTexts(NamedTuple):
    """The lines of front matter without the texts, and the lines of the texts without what holds them; blank lines are
    in place of the others."""

    entries: list[str]
    texts: list[str]


def front_texts(front: Sequence[str], body: Sequence[str], grammars: Grammars) -> FrontTexts | None:
    """Return the texts apart from the other entries of front matter, which begins and ends with a rule; None if it has
    no text, or does not state the title of the page, or the page below says more."""
    below = [line for line in body if line.strip()]
    if len(below) > MOST_BELOW or any(map(_is_marked, below)) or not _states_title(front, grammars):
        return None
    entries, texts = list(front), [""] * len(front)
    for first, behind, key in _block_scalars(front):
        said = dedent("\n".join(front[first + 1 : behind])).split("\n")
        if not _is_text(key, said, grammars):
            continue
        is_headed = key.casefold() not in BODIES or any(texts)  # what another text is above begins anew
        entries[first:behind] = [""] * (behind - first)
        texts[first:behind] = [f"{_HEADING} {words_of(key)}" if is_headed else "", *said]
    return FrontTexts(entries, texts) if any(texts) else None


def _states_title(front: Sequence[str], grammars: Grammars) -> bool:
    entries = (ENTRY.match(line) for line in front)
    return any(
        found and found["value"] and grammars.words.fact_key(words_of(found["key"])) == "title" for found in entries
    )


def _is_text(key: str, said: Sequence[str], grammars: Grammars) -> bool:
    """Whether the value of a key is text of the page: of some kind by its key, or with headings or bullets; never that
    of a fact, or what only the site's program reads."""
    meaning = grammars.words.heading(words_of(key))
    kind = meaning.kind if meaning is not None and meaning.slot is None else None
    if sum(len(line.split()) for line in said) < LEAST_WORDS or grammars.words.is_page_key(key):
        return False
    if grammars.words.fact_key(words_of(key)) is not None and kind not in LISTED:
        return False
    return kind in LISTED or ((kind in HEADED or key.casefold() in BODIES) and any(map(_is_marked, said)))


def _block_scalars(front: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The index of the line of each key at the margin whose value is the indented lines below, the index behind these,
    and the key."""
    at = 1
    while at < len(front) - 1:
        found = ENTRY.match(front[at]) if not front[at][:1].isspace() else None
        at += 1
        if found is None or not FOLDED.match(found["value"] or ""):
            continue
        first = at - 1
        while at < len(front) - 1 and (not front[at].strip() or front[at][0].isspace()):
            at += 1
        yield first, at, found["key"]


def _is_marked(line: str) -> bool:
    """Whether a line is a heading with marks, or a bullet."""
    first = line.split(maxsplit=1)[:1]
    return MARK.match(line) is not None or (bool(first) and not first[0].strip("#"))

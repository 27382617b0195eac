"""Blocks as the grammar nominates them, in order."""

from __future__ import annotations

from typing import NamedTuple

from ingest.blocks.lists import columns
from ingest.grammar import Grammars
from ingest.text import Line

_SHORT = ("short", "short_pair")
_PAIRS = ("pair", "short_pair")
_TEXT = ("short", "text", *_PAIRS)
_HEADING = "Heading\n"  # in place of the one that opens the next part: the grammar looks ahead


class Token(NamedTuple):
    """A block as the grammar nominated it. `gap` says whether a blank line precedes it."""

    kind: str
    text: str
    lines: list[Line]
    gap: bool
    start: int
    end: int
    indent: int

    @classmethod
    def of(cls, kind: str, text: str, lines: list[Line], gap: bool) -> Token:
        """The token of these lines."""
        indent = columns(text[: len(text) - len(text.lstrip(" \t"))]) if text[0] in " \t" else 0
        return cls(kind, text, lines, gap, lines[0].start, lines[-1].end, indent)

    @property
    def is_text(self) -> bool:
        """Whether it is a line of running text, or of a heading without marks."""
        return self.kind in _TEXT

    @property
    def may_be_heading(self) -> bool:
        """Whether it is a line that may be a heading without marks."""
        return self.kind in _SHORT

    @property
    def is_pair(self) -> bool:
        """Whether it is a key with its value."""
        return self.kind in _PAIRS


def nominate(lines: list[Line], is_last: bool, grammars: Grammars) -> list[Token]:
    """The tokens of lines; where the page goes on behind them, a heading follows."""
    text = "\n".join([*[line.text.rstrip() for line in lines], "" if is_last else _HEADING])
    tokens: list[Token] = []
    after = 0
    for kind, block, first in grammars.page.blocks(text) if text else []:
        if first > len(lines):
            break
        end = first - 1 + block.count("\n")
        kind = "table" if lines[first - 1].table else kind  # whatever a changed grammar takes its wall for
        tokens.append(Token.of(kind, block, lines[first - 1 : end], first - 1 > after))
        if end == len(lines):
            break
        after = end
    return tokens


def pair_fences(fences: dict[int, str]) -> dict[int, int]:
    """Opening fences and the next line that closes them; one that nothing closes opens nothing. `fences` are the texts
    of the fences on a page, by index and in order."""
    pairs: dict[int, int] = {}
    closing: dict[str, int] = {}
    for index, text in reversed(fences.items()):
        fence = text.strip()
        if fence[0] in closing:
            pairs[index] = closing[fence[0]]
        if not fence.strip(fence[0]):
            closing[fence[0]] = index
    return pairs

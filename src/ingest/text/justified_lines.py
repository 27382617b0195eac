"""Justified lines: a tool put several blanks between their words: `to   promote  the  care  of  the  harbour`."""

from __future__ import annotations

from ingest.diagnostics import Diagnostic
from ingest.text.line import Line

LEAST_GAPS = 7  # between the words of a line: more than a row of a table has with cells of a word,
MOST_WIDE = 0.6  # the share of them that are wide,
WIDEST = 4  # and the blanks of one: between columns there are more
MOST_LOW = 0.5  # of the words, which begin in lower case as those of prose do


def may_be_justified(page: str) -> bool:
    """Whether many words of a page are followed by two blanks."""
    return page.count("  ") >= 2 * LEAST_GAPS


def join_words(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """The lines with one blank between the words of those that are justified. Nothing is said: no word changes."""
    return [line._replace(text=_joined(line.text)) if "  " in line.text else line for line in lines]


def _joined(text: str) -> str:
    bare = text.strip(" ")
    words = bare.split()
    gaps = len(words) - 1
    if gaps < LEAST_GAPS or len(bare) - sum(map(len, words)) < gaps * (1 + MOST_WIDE) or " " * (WIDEST + 1) in bare:
        return text
    wide = sum(not above and bool(word) for above, word in zip(bare.split(" "), bare.split(" ")[1:], strict=False))
    if wide < MOST_WIDE * gaps or sum(word[0].islower() for word in words) < MOST_LOW * len(words):
        return text
    return text[: len(text) - len(text.lstrip(" "))] + " ".join(words)

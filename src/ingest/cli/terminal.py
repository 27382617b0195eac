"""Standard output: whether a person looks at it, how wide it is, what fits."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence

import click

from ingest.cli.safe_text import inert_json
from ingest.text.normalise import width


def is_terminal() -> bool:
    """Whether a person looks at standard output."""
    return sys.stdout.isatty()


def columns() -> int:
    """Return the number of columns of the terminal, or 100 without a terminal."""
    return shutil.get_terminal_size((100, 24)).columns


def show_json(text: str, *, end: str = "\n") -> None:
    """Print a JSON text as UTF-8, independent of the locale."""
    click.echo((inert_json(text) + end).encode(), nl=False)


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` columns, with `…` where something is left out."""
    if width(text) <= limit:
        return text
    kept = text[: limit - 1]
    while width(kept) > limit - 1:
        kept = kept[:-1]
    return kept + "…"


def fill(text: str, indent: str) -> list[str]:
    """`text` on lines that a terminal holds whole, wrapped at words, all but the first indented; else as it is."""
    if not is_terminal() or width(click.unstyle(text)) <= columns():
        return [text]
    return textwrap.wrap(text, columns(), subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


def wrap(words: Sequence[str], limit: int) -> list[str]:
    """Words on as few lines of `limit` columns as they fit, a longer word on a line of its own."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines

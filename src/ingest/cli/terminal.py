"""Text for terminals: what stands in a dump can neither steer a terminal nor turn its text around."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence

import click

from ingest.blocks.text import width

# C0 and C1 controls, direction marks, line and paragraph separators, lone surrogates; a tab is shown as a blank
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def inert(text: str) -> str:
    """`text` with every character that a terminal may act on spelled out: ESC becomes `\\x1b`."""
    return _UNSAFE.sub(_spell, text.replace("\t", " "))


def show_json(text: str, *, end: str = "\n") -> None:
    """Print a JSON text as UTF-8, inert: such characters stand only inside strings, so its value does not change."""
    text = _UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)
    click.echo((text + end).encode(), nl=False)


def columns() -> int:
    """Columns of the terminal; 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def is_terminal() -> bool:
    """Whether a person looks at standard output."""
    return sys.stdout.isatty()


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` columns, with `…` where something is left out."""
    if width(text) <= limit:
        return text
    kept = text[: limit - 1]
    while width(kept) > limit - 1:
        kept = kept[:-1]
    return kept + "…"


def counted(count: int, noun: str) -> str:
    """`1 dump`, `2 dumps`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _spell(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def wrap(words: Sequence[str], limit: int) -> list[str]:
    """Words on as few lines of `limit` columns as they fit, a longer word on a line of its own."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines

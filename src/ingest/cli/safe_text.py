"""Make text safe to print: a dump can neither control a terminal nor reverse text."""

from __future__ import annotations

import re
import shlex

from ingest.sources.quoted_names import spelled

# C0 and C1 controls, direction marks, line and paragraph separators, lone surrogates
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def inert(text: str) -> str:
    """`text` as one harmless line: a tab is shown as a blank, ESC as `\\x1b`."""
    return UNSAFE.sub(_spell, spelled(text.replace("\t", " ")))


def inert_json(text: str) -> str:
    """Return a JSON text without such characters.

    They occur only inside its strings, so its value does not change. Bytes of a path that are not UTF-8 are not allowed
    in JSON either, and are spelled as in a uri.
    """
    return UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", spelled(text))


def shell_words(*words: str) -> str:
    """Return a command to copy, with quotes around words that a shell would split or interpret."""
    return shlex.join(inert(word) for word in words)


def counted(count: int, noun: str) -> str:
    """`1 dump`, `2 dumps`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def understood(typed: int, kept: int, undecided: int, unknown_headings: int) -> str:
    """How much of the content is understood, as a sentence."""
    lines = typed + kept + undecided
    shares = ((typed, "typed"), (kept, "kept"), (undecided, "undecided"))
    parts = ", ".join(f"{100 * count / max(lines, 1):.1f} % {name}" for count, name in shares)
    return (
        f"{counted(lines, 'line')} of content: {parts}; {counted(unknown_headings, 'section')} under unknown headings"
    )


def _spell(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"

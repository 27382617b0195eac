"""Dumps with mutated bytes, up to their records: nothing raises, every line has an owner, spans are in the page."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random

from fuzzing.mutate import mutate
from ingest.errors import UnreadableDump
from ingest.line_citations import citations
from ingest.read import Reading, read_text
from ingest.records import Format
from ingest.sources.decode import decode
from ingest.sources.file_formats import FORMATS

_ROOT = Path(__file__).resolve().parent.parent.parent
_WORDS = tuple(
    text.encode()
    for text in (
        "\n\n", "\n# ", "\n- ", "\n| a | b |\n|---|---|\n", "Skills\n", "P2", "A.B.P2", "```", "<!--", "-->", "<td>",
        "<table>", "</div>", "\u202e", "\u00a0", "\ufeff", "\r", "\t", "**", "[a](b)", "&amp;", "5–8 years", "+---+\n",
        "Location: Oslo\n", "<meta charset=windows-1251>", "<?xml encoding='shift_jis'?>", "Ã©", "\u3000", "e\u0301",
        "\\|", "1. ", "::",
    )
)  # fmt: skip
_GIVEN = (None, None, None, "utf-8", "cp1251", "shift_jis", "gb18030", "utf-16-le", "iso2022_jp")


def pages(random: Random, _scratch: Path) -> str | None:
    """One page, mutated and read twice. Returns what is wrong."""
    data = mutate(random, random.choice(_samples()), _WORDS, 12)
    format = random.choice(("text", "markdown", "html", "text"))
    try:
        decoded = decode(data, format, given=random.choice(_GIVEN))
    except UnreadableDump:
        return None
    reading = _read(decoded.text, format)
    lines = reading.document.lines
    if len(reading.owners) != len(lines):
        return "lines without an owner"
    for number, (line, owner) in enumerate(zip(lines, reading.owners, strict=True), 1):
        if reading.profiles and bool(line.strip()) != bool(owner):
            return f"line {number} is {line!r}, its owner {owner!r}"
    for profile in reading.profiles:
        for path, span in citations(profile):
            if not 1 <= span.line_start <= span.line_end <= len(reading.file_lines):
                return f"{path} names lines {span.line_start} to {span.line_end} of {len(reading.file_lines)}"
    told = [profile.model_dump_json() for profile in reading.profiles]
    if told != [profile.model_dump_json() for profile in _read(decoded.text, format).profiles]:
        return "a second reading gives another record"
    return None


def _read(text: str, format: Format) -> Reading:
    return read_text(text, uri="raw/x", format=format)


@cache
def _samples() -> tuple[bytes, ...]:
    """Pages of raw/, and of the folder that REAL_DUMPS names, none of them large."""
    folders = [_ROOT / "raw", *map(Path, filter(None, [os.environ.get("REAL_DUMPS")]))]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.*")) if path.suffix in FORMATS]
    return tuple(data for data in (path.read_bytes() for path in paths) if 0 < len(data) < 20_000)

"""What holds of the reading of any page, whatever the page says."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from ingest.blocks import document
from ingest.blocks.page_parts import Memory
from ingest.line_citations import citations
from ingest.read import Reading, read_text
from ingest.records import DIMENSIONS, Focus, Format, Guideline, Level, Profile, Record, Span, Spans

_NOT_PLAIN = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"(.)\1")  # `WWoorrkk`, as some printed pages are extracted
_UNSEEN = re.compile(r"(?<=\])\([^()\s]*\)|<[^<>]*>")
_TEXTS = {
    "skills": ("name", "qualifier", "description", "proficiency"),
    "responsibilities": ("text",),
    "requirements": ("text",),
    "facts": ("label", "value"),
    "pay": ("text",),
    "adjacent_roles": ("title", "code", "band"),
    "title_aliases": ("title",),
    "classifications": ("code", "title", "source"),
    "experience": ("text", "qualification"),
    "typical_experience": ("text", "qualification"),
}
"""Fields of records with a span of their own, by the field that holds the record."""


def read(text: str, format: Format = "text", memory: Memory | None = None) -> Reading:
    """Read a page with a memory of its own: none of what was read before is known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "MEMORY", memory or Memory(0))
        return read_text(text, format=format)


def hold(text: str, format: Format = "text") -> None:
    """Fail where one of the properties does not hold of the page."""
    reading = read(text, format)
    every_line_has_an_owner(reading)
    spans_are_inside(reading)
    values_are_on_their_lines(reading)
    records_survive_json(reading)
    memory_changes_nothing(text, format, reading)


def every_line_has_an_owner(reading: Reading) -> None:
    lines = reading.document.lines
    assert len(reading.owners) == len(lines)
    assert [n for n, line in enumerate(lines) if line.strip() and not reading.owners[n]] == []


def spans_are_inside(reading: Reading) -> None:
    for profiles, lines in ((reading.as_read, reading.document.lines), (reading.profiles, reading.file_lines)):
        for profile in profiles:
            for path, span in citations(profile):
                assert 1 <= span.line_start <= span.line_end <= len(lines), path
            for found in profile.diagnostics:
                for place in found.spans:
                    assert 1 <= place.line_start <= place.line_end <= max(1, len(lines)), found.code


def values_are_on_their_lines(reading: Reading) -> None:
    """Each value of the records is in the lines that it names, marks left out. A cell that reaches over several rows
    is a value of each of them, and in the lines of the first one alone."""
    if any("rowspan" in line for line in reading.document.lines):
        return
    lines = [[_plain(text) for text in _as_seen(line)] for line in reading.document.lines]
    for profile in reading.as_read:
        for path, text, spans in values(profile):
            assert spans, f"{path}: {text!r} names no line"
            at = [line for span in spans for line in lines[span.line_start - 1 : span.line_end]]
            named = ["".join(texts) for texts in zip(*at, strict=True)]
            may_be_empty = path.startswith(("section.", "level.other.")) or path.endswith("source")
            assert text or may_be_empty or not any(named), f"{path} is empty"
            missing = [word for word in _words(text) if not any(word in one or _is_joined(word, one) for one in named)]
            assert not missing, f"{path}: {text!r} names {[(s.line_start, s.line_end) for s in spans]}: {missing}"


def records_survive_json(reading: Reading) -> None:
    for profile in reading.profiles:
        assert Profile.model_validate_json(profile.model_dump_json()) == profile


def memory_changes_nothing(text: str, format: Format, reading: Reading) -> None:
    memory = Memory(100_000)
    assert read(text, format, memory) == reading
    assert read(text, format, memory) == reading, "a second time"


def values(profile: Profile) -> Iterator[tuple[str, str, Sequence[Span]]]:
    """The texts of a record with the places that they name."""
    yield from _of_spans(profile, "", ("title", "name", "code", "description"))
    if profile.focus:
        yield from _of_spans(profile.focus, "focus.", ("name", "description"))
    for level in (profile.level, *profile.levels):
        if level:
            yield from _of_spans(level, "level.", tuple(type(level).model_fields))
            for name, text in level.other.items():
                yield f"level.other.{name}", text, level.spans["other"]
    for guideline in profile.guidelines:
        yield from _of_spans(guideline, "guideline.", DIMENSIONS)
        yield from _named(guideline.other, guideline.spans, "guideline.other.")
        for cell in guideline.unplaced:
            yield "guideline.unplaced", cell, (guideline.span,)
    for path, record in _records(profile, "", ""):
        for field in _TEXTS.get(path.rpartition(".")[2], ()):
            text = getattr(record, field)
            if text is not None:
                yield f"{path}.{field}", text, (record.span,)
    for section in profile.sections:
        if section.heading:
            yield "section.heading", section.heading, (section.span,)
        for block in section.blocks:
            texts = [
                block.text or "",
                *(item.text for item in block.items),
                *(cell for row in block.rows for cell in row),
            ]
            yield "section.block", " ".join(texts), (block.span,)


def _of_spans(
    record: Profile | Focus | Level | Guideline, path: str, fields: Sequence[str]
) -> Iterator[tuple[str, str, Sequence[Span]]]:
    for field in fields:
        text, spans = getattr(record, field), record.spans
        if isinstance(text, str) and field in spans and field not in ("code", "track", "scheme"):
            yield path + field, text, spans[field]


def _named(texts: dict[str, str], spans: Spans, path: str) -> Iterator[tuple[str, str, Sequence[Span]]]:
    for name, text in texts.items():
        assert name in spans, f"{path}{name} names no line"
        yield path + name, text, spans[name]


def _records(record: Record, path: str, field: str) -> Iterator[tuple[str, Any]]:
    for name, value in record:
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, Record) and not isinstance(part, Span):
                inner = f"{path}.{name}".lstrip(".")
                if name in _TEXTS:
                    yield inner, part
                yield from _records(part, inner, name)


def _is_joined(word: str, named: str) -> bool:
    """Whether a word may be joined of several: those of scripts without blanks are, and the texts of two links."""
    words = set(_words(named))
    is_of_two = any(word[:at] in words and word[at:] in words for at in range(1, len(word)))
    return is_of_two or (not word.isascii() and set(word) <= set(named))


def _as_seen(line: str) -> tuple[str, ...]:
    """A line as it is, and as what reads marks, links, tags and doubled letters may see it."""
    undoubled = _DOUBLED.sub(r"\1", line)
    return (
        line,
        html.unescape(line),
        html.unescape(_UNSEEN.sub("", line)),
        html.unescape(html.unescape(line)),
        undoubled,
    )


def _plain(text: str) -> str:
    """Letters and digits alone, each in one form."""
    return _NOT_PLAIN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _words(text: str) -> list[str]:
    return [plain for word in _NOT_PLAIN.split(unicodedata.normalize("NFKC", text)) if (plain := _plain(word))]

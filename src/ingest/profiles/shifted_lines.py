"""Records of a section that was read elsewhere: the same values, with lines that are shifted to this place."""

from __future__ import annotations

from typing import TypeVar, cast

from ingest.diagnostics import Diagnostic
from ingest.records import Record, Span
from ingest.sections.reader_interface import Description, LevelBlock, Made, lines

_PLACED = frozenset(("span", "spans", "experience", "typical_experience", "blocks", "items"))  # fields with lines
NAME_LINES = frozenset(("W506",))  # findings whose message names a line
Placed = TypeVar("Placed", bound=Record)


def can_move(found: Diagnostic) -> bool:
    """Whether a finding says the same elsewhere."""
    return found.code not in NAME_LINES


def moved_record(record: Made, by: int) -> Made:
    """What a section was read into, so many lines further down."""
    if isinstance(record, Description):
        return record
    if isinstance(record, LevelBlock):
        return LevelBlock(moved(record.level, by))
    return moved(record, by)


def moved(record: Placed, by: int) -> Placed:
    """A record with all its lines, so many lines further down."""
    values = vars(record)
    placed = {name: _moved(values[name], by) for name in values.keys() & _PLACED}
    return record.model_copy(update=placed)


def moved_span(span: Span, by: int) -> Span:
    """A span, so many lines further down."""
    return lines(span.line_start + by, span.line_end + by)


def _moved(value: object, by: int) -> object:
    if isinstance(value, Span):
        return moved_span(value, by)
    if isinstance(value, Record):
        return moved(value, by)
    if isinstance(value, tuple):
        return tuple([_moved(inner, by) for inner in value])
    if isinstance(value, dict):
        return {name: _moved(inner, by) for name, inner in cast("dict[str, object]", value).items()}
    return value

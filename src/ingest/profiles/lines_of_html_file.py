"""Records with the lines of their file, where another text was read: that made of a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.diagnostics import Diagnostic, DiagnosticSpan
from ingest.html.file_lines import FilePlace
from ingest.lazy_patterns import rare
from ingest.records import Profile, Record, Source, Span

_TOP = FilePlace(1, 1, 1, 1)
_NAME_A_LINE = frozenset({"W503", "W506"})  # in their message
_PLAIN = frozenset({str, int, float, bool})
_LINE = rare(r"(?<=\bline )\d+\b")


def in_file(profiles: Sequence[Profile], places: Sequence[FilePlace | None]) -> tuple[Profile, ...]:
    """The same profiles, every span with the lines of the file. `places[0]` is where line 1 of the text comes from."""
    file = _File(places)
    return tuple(file.record(profile) for profile in profiles)


def found_in_file(found: Sequence[Diagnostic], places: Sequence[FilePlace | None]) -> tuple[Diagnostic, ...]:
    """Diagnostics with the lines and columns of the file."""
    file = _File(places)
    return tuple(file.diagnostic(one) for one in found)


class _File:
    def __init__(self, places: Sequence[FilePlace | None]) -> None:
        self._places = places
        self._spans: dict[tuple[int, int], Span] = {}  # equal spans are one object

    def record(self, record: Any) -> Any:
        """A record, with everything in it."""
        if type(record) is Source:
            return record.model_copy(update=dict(self.span(record.line_start, record.line_end)))
        update = {
            name: self._value(value)
            for name, value in record.__dict__.items()
            if value and type(value) not in _PLAIN  # most values
        }
        return record.model_copy(update=update) if update else record

    def diagnostic(self, found: Diagnostic) -> Diagnostic:
        """A finding. Its columns are those of the whole text."""
        spans = tuple(self._columns(span) for span in found.spans)
        message = found.message
        if found.code in _NAME_A_LINE:
            message = _LINE.sub(lambda line: str(self.span(int(line[0]), int(line[0])).line_start), message)
        return found.model_copy(update={"span": self._columns(found.span), "spans": spans, "message": message})

    def span(self, first: int, last: int) -> Span:
        """The lines of the file that lines of the text come from."""
        known = self._spans.get((first, last))
        if known is None:
            if first == last and (place := self._places[first - 1]):
                start, end = place.line_start, place.line_end
            else:
                places = self._of(first, last)
                start, end = min([place.line_start for place in places]), max([place.line_end for place in places])
            known = self._spans[first, last] = Span(line_start=start, line_end=end)
        return known

    def _value(self, value: Any) -> Any:
        kind = type(value)
        if kind is Span:
            return self.span(value.line_start, value.line_end)
        if kind is tuple:
            return tuple([self._value(inner) for inner in value])
        if kind is dict:
            return {key: self._value(inner) for key, inner in value.items()}
        if kind is Diagnostic:
            return self.diagnostic(value)
        return self.record(value) if isinstance(value, Record) else value

    def _columns(self, span: DiagnosticSpan) -> DiagnosticSpan:
        places = self._of(span.line_start, span.line_end)
        line_start, col_start = min((place.line_start, place.col_start) for place in places)
        line_end, col_end = max((place.line_end, place.col_end) for place in places)
        return DiagnosticSpan(line_start=line_start, line_end=line_end, col_start=col_start, col_end=col_end)

    def _of(self, first: int, last: int) -> list[FilePlace]:
        """Where lines come from; of blank lines alone, where the text around them does."""
        if places := [place for place in self._places[first - 1 : last] if place]:
            return places
        around = (*reversed(self._places[: first - 1]), *self._places[last:])
        return [next((place for place in around if place), _TOP)]

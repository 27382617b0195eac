"""The lines that state each paragraph of a field whose lines are in `spans`."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Source, Span

Lines = tuple[int, int]  # first and last


def places(text: str | None, spans: Sequence[Span], source: Source | Span) -> list[tuple[str, Lines]]:
    """Return the paragraphs of `text` with their lines: one paragraph in several places, or one place each.

    If spans and paragraphs do not pair up, each gets the lines from the first span to the last.
    """
    if not text:
        return []
    if not spans:
        return [(text, extent(spans, source))]
    if len(spans) == 1 or "\n" not in text:
        return [(text, (span.line_start, span.line_end)) for span in spans]
    parts = [part for part in text.split("\n") if part]
    return list(zip(parts, pair(spans, len(parts), source), strict=True))


def pair(spans: Sequence[Span], count: int, source: Source | Span) -> list[Lines]:
    """The lines of each of `count` things: a span each if there are as many, else those of all spans."""
    if len(spans) == count:
        return [(span.line_start, span.line_end) for span in spans]
    return [extent(spans, source)] * count


def extent(spans: Sequence[Span], source: Source | Span) -> Lines:
    """Return the range from the first line of `spans` to the last, or the whole profile's if there are no spans."""
    if not spans:
        return source.line_start, source.line_end
    return min(span.line_start for span in spans), max(span.line_end for span in spans)

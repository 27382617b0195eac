"""What a record has from some lines: the text to quote where a finding knows only its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ingest.dedup import occurrences
from ingest.records import Profile, Span


class Quotes:
    """The texts of a profile by the lines they stand on."""

    def __init__(self, profile: Profile) -> None:
        found = [(start, end, text) for text, _, _, start, end in occurrences(profile)]
        stated = [(profile.title, profile.spans.get("title", ())), (profile.code, profile.spans.get("code", ()))]
        stated += [(fact.code, (fact.span,)) for fact in profile.classifications]
        stated += [(section.heading, (section.span,)) for section in profile.sections]
        found += [(span.line_start, span.line_end, text) for text, spans in stated for span in spans if text]
        self._places = sorted(found, key=lambda at: at[:2])
        self._starts = [start for start, _, _ in self._places]

    def at(self, spans: Sequence[Span]) -> str:
        """The first text that stands in the first span; where there is none, the one after it, or else before it.

        Labels, headings and table separators are no texts: what they are for stands below them.
        """
        if not self._places or not spans:
            return ""
        index = bisect_left(self._starts, spans[0].line_start)
        before = self._places[index - 1] if index else None
        if before and before[1] >= spans[0].line_start:
            return before[2] or ""
        return (self._places[index] if index < len(self._places) else self._places[-1])[2] or ""

"""What guidelines and levels are made of: a guideline while it is read, and a level of which only the name is known."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.outline.model import LevelMark
from ingest.records import DIMENSIONS, Experience, Guideline, Level, LevelBasis, Span
from ingest.sections.reader_interface import Context, lines, put


class GuidelineDraft:
    """A guideline while its cells are read. `level` is None if the page names none."""

    def __init__(self, level: str | None, title: str | None, raw: str, at: Span) -> None:
        self.level = level
        self.level_title = title
        self.raw = raw
        self.at = at
        self.fields: dict[str, str] = {}
        self.other: dict[str, str] = {}
        self.unplaced: Sequence[str] = ()
        self.experience: tuple[Experience, ...] = ()
        self._spans: dict[str, list[Span]] = {}

    @property
    def level_basis(self) -> LevelBasis | None:
        """How the level is known."""
        return "stated" if self.level else None

    @property
    def says_something(self) -> bool:
        """Whether it holds more than its level."""
        return bool(self.fields or self.other or self.unplaced or self.experience)

    def place(self, field: str | None, name: str, text: str, at: Sequence[Span] = ()) -> None:
        """Put a text under its dimension: one of the four named ones, or else the name as written."""
        if field in DIMENSIONS and field not in self.fields:
            name = field
            self.fields[name] = text
        else:
            name = put(self.other, name, text)
        if at:
            self._spans.setdefault(name, []).extend(at)

    def record(self, context: Context) -> Guideline:
        """The record."""
        plain = context.plain
        named = {field: context.plain_or_none(text) for field, text in self.fields.items()}
        other: dict[str, str] = {}
        spans = {field: tuple(self._spans[field]) for field in self.fields if field in self._spans}
        for name, text in self.other.items():
            said = plain(text)
            key = put(other, plain(name), said) if said else None  # names may differ by their marks alone
            if key and name in self._spans:
                spans[key] = tuple(self._spans[name])
        return Guideline(
            level=context.plain_or_none(self.level),
            level_basis=self.level_basis,
            level_title=context.plain_or_none(self.level_title),
            **named,
            other=other,
            spans=spans,
            experience=self.experience,
            unplaced=tuple(said for cell in self.unplaced if (said := plain(cell))),
            raw=self.raw,
            span=self.at,
        )


def level_of_mark(mark: LevelMark, context: Context, summary: str | None = None, said_in: Sequence[Span] = ()) -> Level:
    """The level that a heading or a cell names; `summary` is what the page says below it."""
    notation = context.grammars.levels.read(mark.label, where="table")
    at = (lines(mark.start, mark.end),)
    spans: dict[str, tuple[Span, ...]] = {"label": at}
    if mark.title:
        spans["name"] = at
    if said_in:
        spans["summary"] = tuple(said_in)
    return Level(
        label=context.plain(mark.label),
        code=mark.code,
        track=notation.track if notation else None,
        rank=notation.rank if notation else None,
        scheme=notation.scheme if notation else None,
        order=notation.order if notation else None,
        name=context.plain_or_none(mark.title),
        summary=summary,
        other={},  # pydantic would copy the default deeply
        spans=spans,
    )

"""A text in, records out: the reader for programs that hold their dumps themselves."""

from __future__ import annotations

from pathlib import Path

from ingest.builders import read_dump
from ingest.errors import EmptyText, SeveralProfiles
from ingest.grammar import load_grammars
from ingest.records import Profile


def parse(text: str, *, grammars: Path | None = None) -> Profile:
    """The one profile in `text`. A text that is no profile gives a record with E201 among its diagnostics.

    `grammars` is a folder that replaces the built-in grammars. Raises EmptyText, SeveralProfiles, GrammarError.
    """
    profiles = parse_all(text, grammars=grammars)
    if not profiles:
        raise EmptyText("the text is empty or blank")
    if len(profiles) > 1:
        starts = ", ".join(str(profile.source.line_start) for profile in profiles)
        raise SeveralProfiles(
            f"the text holds {len(profiles)} profiles, which start in lines {starts}; parse_all reads them"
        )
    return profiles[0]


def parse_all(text: str, *, grammars: Path | None = None) -> list[Profile]:
    """All profiles in `text`, in its order; an empty list for a blank text. Raises GrammarError."""
    return list(read_dump(text, grammars=load_grammars(grammars)).profiles)

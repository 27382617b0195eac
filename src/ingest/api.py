"""A text in, records out: for programs that hold their dumps themselves.

Every `grammars` is a folder that replaces the built-in grammars, or what `load_grammars` made of one. A folder with a
missing or broken grammar raises GrammarError. `words` are files of words to add to the built-in ones.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import blocks
from ingest.blocks import Document
from ingest.errors import EmptyText, SeveralProfiles
from ingest.grammar import Grammars, load_grammars, word_sources
from ingest.read import read_bytes, read_document, read_text
from ingest.records import Format, Profile
from ingest.sources.inputs import parse_inputs

if TYPE_CHECKING:
    from ingest.panel import Review

Place = str | os.PathLike[str]
Vocabulary = Place | Grammars


def parse(text: str, *, grammars: Vocabulary | None = None, words: Iterable[Place] = ()) -> Profile:
    """The one profile in `text`. A text that is no profile gives a record with E201 among its diagnostics.

    Raises TypeError for what is no str, EmptyText, SeveralProfiles, GrammarError.
    """
    profiles = parse_all(text, grammars=grammars, words=words)
    if not profiles:
        raise EmptyText("the text is empty or blank")
    if len(profiles) > 1:
        starts = ", ".join(str(profile.source.line_start) for profile in profiles)
        raise SeveralProfiles(
            f"the text holds {len(profiles)} profiles, which start in lines {starts}; parse_all reads them"
        )
    return profiles[0]


def parse_all(text: str, *, grammars: Vocabulary | None = None, words: Iterable[Place] = ()) -> list[Profile]:
    """All profiles in `text`, in its order; an empty list for a blank text. Raises TypeError, GrammarError."""
    return list(read_text(_text(text), grammars=_loaded(grammars, words)).profiles)


def parse_file(
    path: Place, *, encoding: str | None = None, grammars: Vocabulary | None = None, words: Iterable[Place] = ()
) -> list[Profile]:
    """All profiles in a file, in its order, as `ingest parse FILE` prints them, with their ids.

    `encoding` is what the file's bytes are in, where it does not say so itself. A file that is no profile gives one
    record with E201 among its diagnostics, a blank one an empty list.
    Raises OSError for a file that cannot be opened, UnreadableDump for bytes that are no text, GrammarError.
    """
    place = Path(path).absolute()
    data = place.read_bytes()
    [given] = parse_inputs([str(place)])
    uri = given.uri_of(place.name)
    return list(read_bytes(data, uri, encoding=encoding, grammars=_loaded(grammars, words)).profiles)


def review(given: str | Profile, *, grammars: Vocabulary | None = None, words: Iterable[Place] = ()) -> Review:
    """What the quality panel says of a profile, or of the one profile in a text, which is read with these words.

    Raises TypeError for what is neither, and as `parse` does: EmptyText, SeveralProfiles, GrammarError.
    """
    from ingest.panel import review as ask  # what it needs takes longer to load than a text takes to read

    return ask(given if isinstance(given, Profile) else parse(given, grammars=grammars, words=words))


def read_blocks(text: str, grammars: Vocabulary | None = None, format: Format = "text") -> Document:
    """The first stage: headings, paragraphs, lists and tables, each with its lines (1-based, as an editor counts).

    Raises TypeError, GrammarError.
    """
    return blocks.read_blocks(_text(text), _loaded(grammars), format)


def build_profiles(document: Document, grammars: Vocabulary | None = None) -> list[Profile]:
    """The second stage: the records of a document. Raises TypeError for what `read_blocks` did not make."""
    if not isinstance(document, Document):
        raise TypeError(f"a Document is wanted, which read_blocks makes of a text, not {_kind(document)}")
    text = "\n".join(document.lines)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return list(read_document(document, {"sha256": digest}, _loaded(grammars)).profiles)


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a text (str) is wanted, not {_kind(text)}; for a file: ingest.parse_file(path)")
    return text


def _loaded(grammars: object, words: Iterable[Place] = ()) -> Grammars:
    if isinstance(words, str | os.PathLike):
        raise TypeError("words are several files of words; for one: words=[path]")
    added = word_sources(words) if words else None
    if isinstance(grammars, Grammars):
        return load_grammars(grammars.directory, (*grammars.added, *added)) if added else grammars
    if grammars is None or isinstance(grammars, str | os.PathLike):
        return load_grammars(None if grammars is None else Path(grammars), added)
    raise TypeError(f"grammars is a folder (str or Path) or loaded Grammars, not {_kind(grammars)}")


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__

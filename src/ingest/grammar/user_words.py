"""Words of users: files that they name, and those that installed packages bring under the entry point `ingest.words`.

A file is read where the settings are made, and travels to the workers as it was then: they need not have it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from ingest.errors import GrammarError
from ingest.grammar.word_files import Source, read_source

GROUP = "ingest.words"


def word_sources(paths: Iterable[str | os.PathLike[str]] = ()) -> tuple[Source, ...]:
    """The files of installed packages, then those named, in their order. Raises GrammarError."""
    return (*installed_words(), *(read_source(Path(path)) for path in paths))


@cache
def installed_words() -> tuple[Source, ...]:
    """The files that packages bring. Raises GrammarError, which names the entry point, for one that cannot be had."""
    if not any(map(_brings_words, _distributions())):
        return ()
    from importlib.metadata import entry_points  # takes long, and most environments have no such package

    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    sources: list[Source] = []
    for point in found:
        try:
            sources.extend(map(read_source, _paths(point.load())))
        except GrammarError:
            raise
        except Exception as error:  # of code that is not ours
            raise GrammarError(f"{type(error).__name__}: {error}", f"entry point {GROUP}: {point.name}") from error
    return tuple(sources)


def _paths(loaded: object) -> Iterator[Path]:
    """Return the files that an entry point names by a path, a list of paths, a function that returns them, or a
    package that holds them.
    """
    if callable(loaded):
        loaded = loaded()
    if isinstance(loaded, str | os.PathLike):
        yield Path(loaded)
    elif hasattr(loaded, "__path__"):
        for folder in loaded.__path__:
            yield from sorted(Path(folder).glob("*.toml"))
    elif isinstance(loaded, Iterable):
        yield from map(Path, loaded)
    else:
        raise TypeError(f"{loaded!r} is no path, no list of paths, no function that gives them, and no package")


def _distributions() -> Iterator[Path]:
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as entries:
                for entry in entries:
                    if entry.name.endswith((".dist-info", ".egg-info")):
                        yield Path(entry.path)
        except OSError:
            continue  # a part of the path that is not there, or is no folder


def _brings_words(distribution: Path) -> bool:
    try:
        return GROUP.encode() in (distribution / "entry_points.txt").read_bytes()
    except OSError:
        return False

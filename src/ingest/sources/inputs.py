"""What a user writes as INPUT: a named place to look at. The name does not depend on how the path is spelled."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from ingest.errors import UsageError
from ingest.lazy_patterns import rare
from ingest.sources import glob
from ingest.sources.quoted_names import as_utf8, quote
from ingest.untrusted_settings import NO_ADDRESS, is_address

STDIN = "stdin"
_NAMED = rare(r"^([A-Za-z0-9_][\w.-]*)=(.+)$", re.DOTALL)
_MAGIC = re.compile(r"[*?\[]")


class Input(NamedTuple):
    """A place of a source. `place` is its folder, real and absolute; `pattern` is a glob or a file's name in it."""

    source: str
    kind: Literal["folder", "file", "glob", "stdin"]
    place: str
    pattern: str = ""
    spelling: str = ""

    def uri_of(self, relative: str) -> str:
        """The uri of a file at this path in the place."""
        return f"{self.source}/{quote(as_utf8(relative))}"


def parse_inputs(spellings: Iterable[str]) -> list[Input]:
    """Inputs in the order given, `@list` files opened, repetitions dropped.

    Raises UsageError for a place that does not exist, for one source name with two places, and for standard input
    under two names.
    """
    inputs = list(dict.fromkeys(item for spelling in spellings for item in _parse(spelling)))
    if not inputs:
        raise UsageError("no INPUT: name a file, a folder, a glob, @list or -")
    if len([item for item in inputs if item.kind == "stdin"]) > 1:
        raise UsageError("standard input can be read once only: name it once")
    places: dict[str, Input] = {}
    for item in inputs:
        other = places.setdefault(item.source, item)
        if other.place != item.place:
            raise UsageError(
                f"two places would both be the source {item.source!r}: {other.place} and {item.place}; "
                f"name them: first={other.spelling} second={item.spelling}"
            )
    return inputs


def _parse(spelling: str) -> list[Input]:
    if not spelling:
        raise UsageError("an INPUT is empty; is a variable not set?")
    named = None if os.path.lexists(spelling) else _NAMED.match(spelling)
    name, path = (named[1], named[2]) if named else (None, spelling)
    if path == "-":
        return [Input(name or STDIN, "stdin", "-", spelling=path)]
    if path.startswith("@") and not os.path.lexists(path):
        if name:
            raise UsageError(f"{spelling}: a list has no name of its own; name its lines instead")
        return _parse_list(path[1:])
    if Path(path).is_dir():
        place = os.path.realpath(path)
        return [Input(_name(name, place, path), "folder", place, spelling=path)]
    if os.path.lexists(path):
        place = os.path.realpath(Path(path).parent)
        return [Input(_name(name, place, path), "file", place, Path(path).name, path)]
    if is_address(path):
        raise UsageError(f"{spelling}: {NO_ADDRESS}")
    if _MAGIC.search(path):
        return [_parse_glob(name, path)]
    raise UsageError(f"{spelling}: there is no such file or folder")


def _parse_glob(name: str | None, path: str) -> Input:
    """A glob's place is the part before its first wildcard; a folder may have such a character in its own name."""
    parts, fixed = Path(path).parts, 0
    while fixed < len(parts) - 1 and (not _MAGIC.search(parts[fixed]) or Path(*parts[: fixed + 1]).is_dir()):
        fixed += 1
    folder, pattern = Path(*parts[:fixed]), "/".join(parts[fixed:])
    if not folder.is_dir():
        raise UsageError(f"{path}: there is no folder {folder}")
    if why := glob.fault(pattern):
        raise UsageError(f"{path}: {why}")
    place = os.path.realpath(folder)
    return Input(_name(name, place, path), "glob", place, pattern, path)


def _parse_list(path: str) -> list[Input]:
    """One INPUT a line, seen from the working directory; blank lines and lines that start with `#` are skipped."""
    try:
        data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise UsageError(f"@{path}: {error}") from None
    if b"\0" in data:
        raise UsageError(f"@{path}: is not a list of names: it holds NUL bytes; save it as UTF-8")
    given = [os.fsdecode(line.removesuffix(b"\r")) for line in data.split(b"\n")]
    return [item for line in given if line.strip() and line[0] != "#" for item in _parse(line)]


def _name(given: str | None, place: str, path: str) -> str:
    name = given or quote(as_utf8(Path(place).name))
    if not name:
        raise UsageError(f"{path}: this folder has no name; give one: NAME={path}")
    return name

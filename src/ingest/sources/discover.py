"""Inputs to dumps: what is there, in an order that depends on nothing but the names. No file of a dump is opened."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.diagnostics import Diagnostic, diagnose
from ingest.errors import UnreadableDump
from ingest.sources import glob
from ingest.sources.dump import SetAside
from ingest.sources.file_formats import not_a_dump, suffixes, why_not
from ingest.sources.file_listing import Listing
from ingest.sources.inputs import Input
from ingest.sources.limits import read_all
from ingest.sources.own_output import Written
from ingest.sources.quoted_names import as_utf8, file_of, quote, unquote

_NO_FILE = "not a regular file"


@dataclass(slots=True)
class Scope:
    """What of a source was scanned: claims of the inputs, and whether every folder could be listed.

    Only there may a run call a dump gone.
    """

    claims: list[tuple[str, str]] = field(default_factory=list)
    complete: bool = True

    def covers(self, relative: str) -> bool:
        """Whether the dump at this part of a uri would have been found, had it been there."""
        return self.complete and any(self._claims(kind, what, relative) for kind, what in self.claims)

    def _claims(self, kind: str, what: str, relative: str) -> bool:
        container = file_of(relative)
        if kind == "folder":
            return True
        if kind == "glob":
            return glob.matches(what, unquote(container))
        return container == ("-" if kind == "stdin" else what)


@dataclass(slots=True)
class Found:
    """All that the inputs hold. `scopes` says, by source, what a run may call gone if it is not in here."""

    files: Listing = field(default_factory=Listing)
    set_aside: list[SetAside] = field(default_factory=list)
    scopes: dict[str, Scope] = field(default_factory=dict)

    @property
    def sources(self) -> list[str]:
        """Names of the sources, in the order given."""
        return list(self.scopes)


def discover(inputs: Iterable[Input], written: Written, *, rows: bool = False, limit: int = sys.maxsize) -> Found:
    """List the dumps of every input, except what runs have written (`written`).

    With `rows`, tables in folders hold dumps too. At most `limit` bytes of standard input are held.
    """
    found = Found()
    for item in inputs:
        scope = found.scopes.setdefault(item.source, Scope())
        pattern = as_utf8(item.pattern)
        scope.claims.append((item.kind, quote(pattern) if item.kind == "file" else pattern))
        if item.kind == "stdin":
            _standard_input(item.source, found, limit)
        elif item.kind == "file":
            _named(item, found)
        else:
            _walk(item, found, rows, written)
    aside = {item.uri: item for item in reversed(found.set_aside)}
    for uri in found.files.uris if aside else ():
        aside.pop(uri, None)  # there is a file of this name after all
    found.set_aside = [aside[uri] for uri in sorted(aside)]
    return found


def _standard_input(source: str, found: Found, limit: int) -> None:
    """One dump, read here: workers have another standard input."""
    try:
        if sys.stdin is None:
            raise OSError(None, "standard input is closed")
        content = read_all(sys.stdin.buffer, limit)
    except OSError as error:
        found.set_aside.append(SetAside(f"{source}/-", source, _unreadable(error)))
    except UnreadableDump as error:
        found.set_aside.append(SetAside(f"{source}/-", source, error.diagnostic))
    else:
        found.files.add_content(source, content)


def _named(item: Input, found: Found) -> None:
    """Take a file that was named explicitly as a dump, whatever its extension."""
    path, uri = Path(item.place, item.pattern), item.uri_of(item.pattern)
    try:
        status = path.stat()
    except OSError as error:
        found.set_aside.append(SetAside(uri, item.source, _unreadable(error)))
        return
    if stat.S_ISREG(status.st_mode):
        found.files.add(item.source, f"{item.source}/", item.place, {item.pattern: status})
    else:
        found.set_aside.append(SetAside(uri, item.source, _unreadable(_NO_FILE)))


def _walk(item: Input, found: Found, rows: bool, written: Written) -> None:
    scope = found.scopes[item.source]
    pattern = as_utf8(item.pattern)
    suffix = suffixes(pattern)[0] if item.kind == "glob" else None
    folders = [(item.place, "")]
    while folders:
        folder, above = folders.pop()
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError as error:
            scope.complete = False
            found.set_aside.append(SetAside(item.uri_of(above), item.source, _unreadable(error)))
            continue
        left_out = written.left_out(Path(folder), {entry.name for entry in listed})
        kept: dict[str, os.stat_result] = {}
        for entry in listed:
            if entry.name in left_out:
                continue
            relative = above + entry.name
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, relative + "/"))
            elif item.kind != "glob" or glob.matches(pattern, as_utf8(relative)):
                status = _status(entry, rows, suffix)
                if isinstance(status, Diagnostic):
                    found.set_aside.append(SetAside(item.uri_of(relative), item.source, status))
                else:
                    kept[entry.name] = status
        if kept:
            found.files.add(item.source, item.uri_of(above), folder, kept)


def _status(entry: os.DirEntry[str], rows: bool, suffix: str | None) -> os.stat_result | Diagnostic:
    """Return the file system's status of a dump, or the reason why a name is not a dump."""
    try:
        if not entry.is_file(follow_symlinks=False) and entry.is_symlink() and entry.is_dir():
            return not_a_dump("a link to a folder; name the folder itself as an INPUT")
        if reason := why_not(entry.name, rows=rows, suffix=suffix):
            return not_a_dump(reason)
        status = entry.stat()
    except OSError as error:
        return _unreadable(error)
    return status if stat.S_ISREG(status.st_mode) else _unreadable(_NO_FILE)


def _unreadable(why: OSError | str) -> Diagnostic:
    reason = (why.strerror or type(why).__name__) if isinstance(why, OSError) else why
    return diagnose("E104", 1, detail=reason)

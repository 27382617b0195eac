"""Inputs to dumps: what is there, in an order that depends on nothing but the names. Nothing is opened here."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.diagnostics import diagnose
from ingest.sources.dump import Dump, SetAside, Stamp
from ingest.sources.inputs import Input
from ingest.sources.naming import as_utf8, not_a_dump, quote, suffixes, why_not
from ingest.sources.scope import Scope
from ingest.sources.written import Written


@dataclass(slots=True)
class Found:
    """All that the inputs hold. `scopes` says, by source, what a run may call gone if it is not in here."""

    dumps: list[Dump] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    scopes: dict[str, Scope] = field(default_factory=dict)

    @property
    def sources(self) -> list[str]:
        """Names of the sources, in the order given."""
        return list(self.scopes)


def discover(inputs: Iterable[Input], written: Written, *, rows: bool = False) -> Found:
    """Look at every input, but for what is `written` by runs. `rows`: tables in folders hold dumps too."""
    found = Found()
    for item in inputs:
        scope = found.scopes.setdefault(item.source, Scope())
        pattern = as_utf8(item.pattern)
        scope.claims.append((item.kind, quote(pattern) if item.kind == "file" else pattern))
        if item.kind == "stdin":
            found.dumps.append(Dump(f"{item.source}/-", item.source, "-", None, sys.stdin.buffer.read()))
        elif item.kind == "file":
            _named(item, found)
        else:
            _walk(item, found, rows, written)
    found.dumps = sorted({dump.uri: dump for dump in reversed(found.dumps)}.values())
    seen = {dump.uri for dump in found.dumps}
    aside = {item.uri: item for item in reversed(found.set_aside) if item.uri not in seen}
    found.set_aside = [aside[uri] for uri in sorted(aside)]
    return found


def _named(item: Input, found: Found) -> None:
    """A file that was named is a dump whatever its name."""
    path = Path(item.place, item.pattern)
    try:
        status = path.stat()
    except OSError as error:
        found.set_aside.append(_unreadable(item, item.pattern, error))
    else:
        _keep(item, item.pattern, str(path), status, found)


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
            found.set_aside.append(_unreadable(item, above, error))
            continue
        left_out = written.left_out(Path(folder), {entry.name for entry in listed})
        for entry in listed:
            if entry.name in left_out:
                continue
            relative = above + entry.name
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                folders.append((entry.path, relative + "/"))
            elif item.kind == "glob" and not scope.matches(pattern, as_utf8(relative)):
                continue
            else:
                try:
                    if reason := _why_not(entry, rows, suffix):
                        found.set_aside.append(SetAside(_uri(item, relative), item.source, not_a_dump(reason)))
                    else:
                        _keep(item, relative, entry.path, entry.stat(), found)
                except OSError as error:
                    found.set_aside.append(_unreadable(item, relative, error))


def _why_not(entry: os.DirEntry[str], rows: bool, suffix: str | None) -> str | None:
    if entry.is_symlink() and entry.is_dir():
        return "a link to a folder; name the folder itself as an INPUT"
    return why_not(entry.name, rows=rows, suffix=suffix)


def _keep(item: Input, relative: str, path: str, status: os.stat_result, found: Found) -> None:
    if not stat.S_ISREG(status.st_mode):
        found.set_aside.append(_unreadable(item, relative, "not a regular file"))
        return
    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    found.dumps.append(Dump(_uri(item, relative), item.source, path, stamp))


def _uri(item: Input, relative: str) -> str:
    return f"{item.source}/{quote(as_utf8(relative))}"


def _unreadable(item: Input, relative: str, why: OSError | str) -> SetAside:
    reason = (why.strerror or type(why).__name__) if isinstance(why, OSError) else why
    return SetAside(_uri(item, relative), item.source, diagnose("E104", 1, detail=reason))

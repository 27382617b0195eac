"""The folder of a site: new pages take the place of those that were made before, and of nothing else.

`site.json` lists the files that are ours. They are all made aside first; then each replaces its own, so that whoever
looks meanwhile misses none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ingest.errors import UsageError
from ingest.sources.own_output import SITE, SITE_MADE_BY, site_files

_NEW = ".ingest-new"


def make_room(out: Path) -> Path:
    """An empty folder in `out` for the new pages. Raises OSError, and UsageError if `out` holds anything but a site."""
    if site_files(out) is None:
        if out.is_dir() and any(out.iterdir()):
            raise UsageError(f"{out}: is neither empty nor a site of ours; name another folder")
        out.mkdir(parents=True, exist_ok=True)
        _tell(out, None, ())
    new = out / _NEW
    if new.is_symlink():
        new.unlink()
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    return new


def put_in_place(out: Path, snapshot: int) -> None:
    """The new pages for the old ones. Raises OSError, and UsageError if a file of somebody else has a page's name."""
    new, before = out / _NEW, site_files(out) or frozenset()
    made = sorted(path.relative_to(new).as_posix() for path in _files(new))
    for name in sorted(before.union(made)):
        _guard_links(out, name)
    for name in made:
        if name not in before and os.path.lexists(out / name):
            raise UsageError(f"{out / name}: was not made by ingest site, and a page has to go there; move it")
    _tell(out, snapshot, before.union(made))  # if this ends early, all that is ours is known to be
    for folder in sorted({(out / name).parent for name in made}):
        folder.mkdir(parents=True, exist_ok=True)
    for name in made:
        (new / name).replace(out / name)
    for name in before.difference(made):
        (out / name).unlink(missing_ok=True)
    shutil.rmtree(new)
    _tell(out, snapshot, made)


def _guard_links(out: Path, name: str) -> None:
    """Raise UsageError if a file of the site would lie behind a link, which may lead out of its folder."""
    for folder in list((out / name).parents)[: len(PurePosixPath(name).parts) - 1]:
        if folder.is_symlink():
            raise UsageError(f"{folder}: is a link, and pages would go where it leads; remove it")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _tell(out: Path, snapshot: int | None, files: Iterable[str]) -> None:
    told = {"made_by": SITE_MADE_BY, "snapshot": snapshot, "files": sorted(files)}
    aside = out / f"{_NEW}.json"
    aside.unlink(missing_ok=True)  # a link would have us write where it leads
    aside.write_text(json.dumps(told, indent=0) + "\n", "utf-8")
    aside.replace(out / SITE)

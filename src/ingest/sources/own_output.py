"""Own output: what this program has written is no input, be it a dataset in a folder, a report or a page of a site."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import NamedTuple

SITE, SITE_MADE_BY = "site.json", "ingest site"  # the list of a site's files, and what it says of itself
_OUR_PAGE = b'<meta name="generator" content="ingest">'  # as the templates have it
_HEAD = 1024  # bytes
_OF_A_SITE = frozenset({"index.html", "compare.html", "assets", "data", "profiles"})
_OF_A_DATASET = frozenset({"current", "snapshots", "runs", ".lock", ".staging", ".cache"})


class Written(NamedTuple):
    """What this run writes, real and absolute: its dataset, and the copy of its report."""

    out: Path | None = None
    report: Path | None = None

    @classmethod
    def of(cls, out: Path, report: Path | None) -> Written:
        """From paths as they were spelled."""
        return cls(out.resolve(), report.resolve() if report else None)

    def left_out(self, folder: Path, names: Collection[str]) -> Collection[str]:
        """Which names of a real folder are the work of a run.

        `out` is known before there is anything in it, so that the first run finds what the second does. Any other
        dataset is known by its snapshots together with its lock or its current one.
        """
        reports = {self.report.name} if self.report and self.report.parent == folder else frozenset()
        site = (site_files(folder) or frozenset()) if SITE in names else frozenset()
        ours = reports | ({SITE} | {PurePosixPath(name).parts[0] for name in site} if site else frozenset())
        is_dataset = folder == self.out or ("snapshots" in names and not {".lock", "current"}.isdisjoint(names))
        return _OF_A_DATASET | ours if is_dataset else ours


def site_files(folder: Path) -> frozenset[str] | None:
    """Return the files of the site in a folder, or None if it holds no site: other programs write a `site.json` too."""
    try:
        told = json.loads((folder / SITE).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("made_by") != SITE_MADE_BY or not isinstance(told.get("files"), list):
        return None
    return frozenset(told["files"]) if all(map(_is_inside, told["files"])) else None


def _is_inside(name: object) -> bool:
    """Return whether a site may hold a file of this name; other names show that the list is not ours."""
    if not isinstance(name, str):
        return False
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts[:1] != () and path.parts[0] in _OF_A_SITE


def is_our_page(data: bytes) -> bool:
    """Return whether a file is a report or a site's page that this program wrote, at any place and time."""
    return _OUR_PAGE in data[:_HEAD]

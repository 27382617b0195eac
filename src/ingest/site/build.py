"""A published dataset to a folder of static pages, in bounded memory: one profile after another."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.originals import Originals, open_originals
from ingest.catalogue.profiles import Stored, every_profile
from ingest.errors import StoreError, UsageError
from ingest.pipeline import Progress, Silent
from ingest.site.addresses import FOLDER
from ingest.site.directory import read_directory
from ingest.site.profile_page import profile_page

_MARK = "site.json"
_FOLDERS = ("assets", "data", FOLDER)
PAGES = (("index.html", "Catalogue"), ("compare.html", "Compare"))


class Built(NamedTuple):
    """What was made: profile pages, and how many of them show their dump."""

    profiles: int
    with_dump: int


def build_site(
    data: Dataset,
    out: Path,
    runs: Path,
    *,
    dumps: tuple[str, ...] = (),
    title: str = "Job catalogue",
    progress: Progress | None = None,
) -> Built:
    """Write the site of a dataset into `out`.

    The texts of the dumps come from `dumps` and from where the reports in `runs` say that they are. Raises UsageError
    for a place of `dumps` that is not there, StoreError if `out` cannot be written, DamagedDataset.
    """
    try:
        return _build(data, out, runs, dumps, title, progress or Silent())
    except OSError as error:
        raise StoreError(f"{error.filename or out}: cannot be written: {error.strerror or error}") from error


def _build(data: Dataset, out: Path, runs: Path, dumps: tuple[str, ...], title: str, progress: Progress) -> Built:
    _make_room(out, data.number)
    _copy_assets(out / "assets")
    directory = read_directory(data)
    site = {"title": title, "snapshot": data.number, "profiles": len(directory.pages), "pages": PAGES}
    with_dump = 0
    progress.stage("originals")
    with open_originals(data, runs, dumps) as originals:
        progress.stage("pages", len(directory.pages))
        for stored in every_profile(data):
            lines = _lines(stored, originals)
            with_dump += lines is not None
            page = profile_page(stored, directory, site, lines, originals.why_not(stored.document_id))
            _write(out / FOLDER / directory.pages[stored.profile_id], page)
            progress.advance(1)
    return Built(len(directory.pages), with_dump)


def _lines(stored: Stored, originals: Originals) -> list[str] | None:
    """The profile's own lines of its dump, which may hold others."""
    lines = originals.lines(stored.document_id)
    source = stored.profile.source
    return None if lines is None else lines[source.line_start - 1 : source.line_end]


def _make_room(out: Path, snapshot: int) -> None:
    """An empty place for the pages. What another program put there is not touched."""
    mark = out / _MARK
    if out.is_dir() and any(out.iterdir()) and not mark.is_file():
        raise UsageError(f"{out}: is neither empty nor a site of ours; name another folder")
    out.mkdir(parents=True, exist_ok=True)
    mark.write_text(json.dumps({"made_by": "ingest site", "snapshot": snapshot}) + "\n", "utf-8")
    for name in _FOLDERS:
        shutil.rmtree(out / name, ignore_errors=True)
        (out / name).mkdir()


def _copy_assets(folder: Path) -> None:
    for asset in files("ingest.site").joinpath("assets").iterdir():
        (folder / asset.name).write_bytes(asset.read_bytes())


def _write(path: Path, page: str) -> None:
    path.write_text(page, "utf-8", errors="backslashreplace", newline="\n")

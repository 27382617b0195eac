"""A published dataset to a folder of static pages, in bounded memory: one profile after another."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.dump_texts import Originals, Shown, open_originals
from ingest.catalogue.neighbourhood import Neighbourhood, read_neighbourhood
from ingest.catalogue.profiles import Stored, every_profile
from ingest.catalogue.text_spool import Spool, open_spool
from ingest.coordinates import Measure
from ingest.errors import StoreError
from ingest.panel import PASS_MARK, review
from ingest.pipeline import Progress, Silent
from ingest.settings_precedence import load_settings
from ingest.site.addresses import FOLDER
from ingest.site.adjacency import nearest, stated
from ingest.site.cards import card, texts_of, write_cards
from ingest.site.catalogue_page import catalogue_page
from ingest.site.compared import compare_page, compared
from ingest.site.directory import read_directory
from ingest.site.distances import Distances
from ingest.site.level_map import write_map
from ingest.site.profile_page import Beside, profile_page
from ingest.site.search_index import SearchIndex
from ingest.site.site_folder import make_room, put_in_place

_FOLDERS = ("assets", "data", "data/compare", FOLDER)
_PAGES = (("index.html", "Catalogue"), ("compare.html", "Compare"))


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
    measure: Measure | None = None,
    progress: Progress | None = None,
) -> Built:
    """Write the site of a dataset into `out`.

    The texts of the dumps come from `dumps` and from where the reports in `runs` say that they are; the measure of
    distances is by default that of the settings. Raises UsageError for a place of `dumps` that is not there, for an
    `out` that holds anything but a site, and for a file of somebody else where a page goes; StoreError if the site
    cannot be written; DamagedDataset.
    """
    progress = progress or Silent()
    try:
        site = _Site(data, out, title, measure or Measure.of(load_settings()))
        progress.stage("originals")
        with open_originals(data, runs, dumps) as originals, open_spool() as cards:
            progress.stage("pages", len(site.directory.pages))
            for one in every_profile(data):
                site.add(one, originals, cards)
                progress.advance(1)
            progress.stage("index")
            site.finish(cards)
    except OSError as error:
        raise StoreError(f"{error.filename or out}: cannot be written: {error.strerror or error}") from error
    return Built(len(site.directory.pages), site.with_dump)


class _Site:
    """The pages as they are made. What is held of a role is a few names, its score, and where its words are."""

    def __init__(self, data: Dataset, out: Path, title: str, measure: Measure) -> None:
        self._place, self._out = out, make_room(out)
        _furnish(self._out)
        self._data, self._measure = data, measure
        self.directory = read_directory(data)
        self.with_dump = 0
        self._neighbourhood: Neighbourhood = read_neighbourhood(data, measure)
        self._distances = Distances((entry.coordinates for entry in self.directory.entries), measure)
        self._index = SearchIndex()
        self._number = {entry.profile_id: number for number, entry in enumerate(self.directory.entries)}
        self._scores = [0] * len(self.directory.entries)
        self._told = {"title": title, "snapshot": data.number, "profiles": len(self.directory.pages), "pages": _PAGES}

    def add(self, one: Stored, originals: Originals, cards: Spool) -> None:
        """Write the page of a profile, and take what the catalogue needs of it."""
        pages, profile, identity = self.directory.pages, one.profile, one.profile_id
        dump, why_not = _lines(one, originals), originals.why_not(one.document_id)
        self.with_dump += dump is not None
        judged = review(profile, identity=identity) if profile.shape != "family" else None
        beside = Beside(dump, why_not, judged)
        if judged and self.directory.is_current(identity):
            beside = beside._replace(
                nearest=nearest(self._neighbourhood, pages, identity, self._measure),
                stated=list(stated(self._neighbourhood, pages, identity, profile.adjacent_roles)),
            )
            number = self._number[identity]
            entry = self.directory.entries[number]
            self._scores[number] = judged.minimum
            self._index.add(number, texts_of(entry, profile))
            cards.keep(number, card(entry, profile, judged.minimum))
            name = entry.page.removesuffix(".html")
            _write(self._out / "data" / "compare" / f"{name}.js", compared(name, entry, profile, self._distances))
        _write(self._out / FOLDER / pages[identity], profile_page(one, self.directory, self._told, beside))

    def finish(self, cards: Spool) -> None:
        """Write the pages and the data that are about all roles."""
        folder, directory = self._out / "data", self.directory
        self._index.write(folder)
        self._distances.write(folder)
        write_cards(folder, cards, len(directory.entries))
        families = write_map(folder, directory, self._scores)
        derived = sum(map(len, directory.derived.values()))
        page = catalogue_page(self._data, self._out, directory, families, self._scores, derived, PASS_MARK, self._told)
        _write(self._out / "index.html", page)
        _write(self._out / "compare.html", compare_page(directory, self._told))
        put_in_place(self._place, self._data.number)


def _lines(one: Stored, originals: Originals) -> list[Shown] | None:
    """The profile's own lines of its dump, which may hold others."""
    lines = originals.lines(one.document_id)
    source = one.profile.source
    return lines and [line for line in lines if source.line_start <= line.first and line.last <= source.line_end]


def _furnish(out: Path) -> None:
    """The folders of a site, and the files that all sites share."""
    for name in _FOLDERS:
        (out / name).mkdir()
    for asset in files("ingest.site").joinpath("assets").iterdir():
        (out / "assets" / asset.name).write_bytes(asset.read_bytes())


def _write(path: Path, page: str) -> None:
    path.write_text(page, "utf-8", errors="backslashreplace", newline="\n")

"""The texts of dumps. A dataset holds values and their lines, not the dumps: these are read where runs found them.

What is shown must be what was read: a text counts only if its bytes have the digest that the dataset names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.compute as pc
from pydantic import ValidationError

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.read_columns import read_columns
from ingest.catalogue.text_spool import Spool, open_spool
from ingest.errors import UnreadableDump, UsageError
from ingest.records import Format
from ingest.settings import Settings
from ingest.settings_precedence import relative_to
from ingest.shard.versions import ReadingSettings
from ingest.sources.decode import reread
from ingest.sources.discover import discover
from ingest.sources.dumps_in_file import Item, items
from ingest.sources.file_formats import holds_many
from ingest.sources.inputs import parse_inputs
from ingest.sources.own_output import Written
from ingest.sources.quoted_names import meant
from ingest.text.normalise import split_lines

_SETTINGS = (
    "encoding",
    "text_column",
    "title_column",
    "id_column",
    "max_bytes",
    "max_unpacked",
    "max_ratio",
    "max_members",
    "max_depth",
)


class Known(NamedTuple):
    """What the dataset knows of a published dump."""

    document_id: str
    sha256: str
    encoding: str
    format: Format


class Shown(NamedTuple):
    """A line of a dump's text, and the first and last line of the file that it comes from."""

    first: int
    last: int
    text: str


class Originals:
    """Texts by document_id."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._pages: set[str] = set()
        self._changed: set[str] = set()

    def has(self, document_id: str) -> bool:
        """Whether the text of a dump is at hand."""
        return self._spool.has(document_id)

    def keep(self, document_id: str, text: str, format: Format = "text") -> None:
        """Keep a text as its file has it."""
        self._spool.keep(document_id, text)
        if format == "html":
            self._pages.add(document_id)

    def note_changed(self, document_id: str) -> None:
        """Remember that a dump has other bytes now."""
        self._changed.add(document_id)

    def lines(self, document_id: str) -> list[Shown] | None:
        """The lines of a text, of an HTML page those that it shows; None if it is not to be had."""
        if not self._spool.has(document_id):
            return None
        text = self._spool.text(document_id)
        if document_id in self._pages:
            return list(_shown(text))
        return [Shown(number, number, line) for number, line in enumerate(split_lines(text), 1)]

    def why_not(self, document_id: str) -> str:
        """Why there are no lines, for people."""
        if document_id in self._changed:
            return "The dump has changed since it was read; the next run reads it again."
        return "The dump is not where it was read from any more."


@contextmanager
def open_originals(data: Dataset, runs: Path, inputs: tuple[str, ...] = ()) -> Iterator[Originals]:
    """The texts of all published dumps that can be had, as long as the block lasts.

    They are looked for in `inputs` and in what the reports in `runs` name, the newest first. Raises UsageError for one
    of `inputs` that does not exist.
    """
    with open_spool() as spool:
        kept = Originals(spool)
        _find(data, runs, inputs, kept)
        yield kept


def _find(data: Dataset, runs: Path, inputs: tuple[str, ...], kept: Originals) -> None:
    wanted = _published(data)
    looked = [Settings(inputs=inputs)] if inputs else []
    for settings in [*looked, *settings_of_runs(runs, {uri.partition("/")[0] for uri in wanted})]:
        missing = {uri: known for uri, known in wanted.items() if not kept.has(known.document_id)}
        if not missing:
            break
        try:
            _gather(settings, runs.parent, missing, kept)
        except UsageError:
            if settings.inputs == inputs:
                raise


def _published(data: Dataset) -> dict[str, Known]:
    dumps = read_columns(data, "documents", ["uri", "status", "gone", *Known._fields])
    dumps = dumps.filter(pc.and_(pc.equal(dumps["status"], "published"), pc.invert(dumps["gone"])))
    return {row.pop("uri"): Known(**row) for row in dumps.drop_columns(["status", "gone"]).to_pylist()}


def settings_of_runs(runs: Path, sources: set[str]) -> Iterator[Settings]:
    """How runs looked for these sources; of each the newest report counts. What is no report is passed over."""
    for path in sorted(runs.glob("[0-9]*.json"), reverse=True):
        if not sources:
            return
        try:
            report = json.loads(path.read_bytes())
            settings = _settings(report)
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            continue
        if sources & set(report["sources"]):
            sources = sources - set(report["sources"])
            yield settings


def _settings(report: dict[str, Any]) -> Settings:
    """Where a run looked, seen from the folder it was started in."""
    given, folder = report["settings"], Path(meant(report["directory"]))
    inputs = tuple(meant(str(relative_to(folder, spelling))) for spelling in given["inputs"])
    return Settings(inputs=inputs, **{name: given[name] for name in _SETTINGS if name in given})


def _gather(settings: Settings, out: Path, wanted: dict[str, Known], kept: Originals) -> None:
    """Keep what is there of `wanted`. Standard input cannot be read again."""
    inputs = [item for item in parse_inputs(settings.inputs) if item.kind != "stdin"]
    found = discover(inputs, Written.of(out, None), rows=settings.text_column is not None)
    reading = ReadingSettings.of(settings)
    for dump in found.files:
        if dump.uri in wanted or holds_many(dump.uri):
            for item in items(dump, reading.limits, reading.columns):
                if isinstance(item, Item) and item.data is not None and item.uri in wanted:
                    _keep(item, wanted[item.uri], kept)


def _keep(item: Item, known: Known, kept: Originals) -> None:
    if item.sha256 != known.sha256:
        kept.note_changed(known.document_id)
        return
    try:
        text = reread(item.data or b"", "utf-8" if item.table else known.encoding)
    except UnreadableDump:  # its digest is of a dump that could be read
        return
    kept.keep(known.document_id, text, known.format)


def _shown(html: str) -> Iterator[Shown]:
    """Return the lines that an HTML page shows; blank lines between them are not lines of the file."""
    from ingest.html.page import read_page  # its libraries take longer to load than a site without pages to make

    page = read_page(html)
    for place, line in zip(page.places, page.text.split("\n"), strict=True):
        if place:
            yield Shown(place.line_start, place.line_end, line)

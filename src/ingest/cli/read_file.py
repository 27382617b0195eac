"""FILE of `parse` and `explain`: its dumps that can be read, or the reason why not, on standard error."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from ingest.cli.finding import show_finding
from ingest.cli.safe_text import shell_words
from ingest.errors import UsageError
from ingest.inspect_dumps import Inspected, inspect
from ingest.read import Reading
from ingest.settings import Settings
from ingest.settings_precedence import load_settings
from ingest.store.layout import Layout


def read_file(file: str, flags: Mapping[str, str | None]) -> Iterator[Reading | None]:
    """The readings of all dumps in a file, with these settings; None, with the findings printed, for one that could
    not be read. A table without rows has none.
    """
    for dump in _dumps(file, flags):
        reading = _reading(dump)
        if dump.is_dump:
            yield reading


def read_one(file: str, flags: Mapping[str, str | None]) -> tuple[Inspected, Reading | None]:
    """The dump of a file and its reading, as `read_file` does. Raises UsageError for a file of several."""
    dumps = list(_dumps(file, flags))
    if len(dumps) != 1:
        raise UsageError(f"{file}: holds {len(dumps)} dumps; `ingest parse`, `ingest check` and `ingest run` read them")
    return dumps[0], _reading(dumps[0])


def _dumps(file: str, flags: Mapping[str, str | None]) -> Iterator[Inspected]:
    if file and Path(file).is_dir():
        raise UsageError(f"{file}: is a folder; name one file, or use `{shell_words('ingest', 'check', file)}`")
    settings = load_settings({"inputs": (file,), **flags})
    if not os.path.lexists(file) and (path := _published(settings, file)):
        command = shell_words("ingest", click.get_current_context().info_name or "explain", os.path.relpath(path))
        raise UsageError(f"{file}: there is no such file here; it is the name of a published dump: `{command}`")
    return inspect(settings)


def _reading(dump: Inspected) -> Reading | None:
    if dump.reading is None or not dump.reading.profiles:
        for finding in dump.diagnostics:
            show_finding(dump.path, (), finding, err=True)
        click.echo(dump.failure, err=True, nl=False)
    return dump.reading


def _published(settings: Settings, uri: str) -> Path | None:
    """The file of a dump of the dataset that commands look at, if it is named by its uri."""
    data = settings.data or settings.out
    if "/" not in uri or not Layout(data).runs.is_dir():
        return None
    from ingest.catalogue.dump_files import find_file  # Arrow comes with it

    return find_file(data, uri)

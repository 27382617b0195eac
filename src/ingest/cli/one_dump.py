"""FILE of `parse` and `explain`: one dump that can be read, or the reason why not, on standard error."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from ingest.cli.finding import show_finding
from ingest.cli.spelling import shell_words
from ingest.errors import UsageError
from ingest.inspection import Inspected, inspect
from ingest.read import Reading
from ingest.settings import load_settings


def read_file(file: str, flags: Mapping[str, str | None]) -> tuple[Inspected, Reading | None]:
    """The dump and its reading, with these settings; None, with the findings printed, where it could not be read."""
    if file and Path(file).is_dir():
        raise UsageError(f"{file}: is a folder; name one file, or use `{shell_words('ingest', 'check', file)}`")
    dumps = list(inspect(load_settings({"inputs": (file,), **flags})))
    if len(dumps) != 1:
        raise UsageError(f"{file}: holds {len(dumps)} dumps; `ingest check` and `ingest run` read them")
    dump = dumps[0]
    if dump.reading is None or not dump.reading.profiles:
        for finding in dump.diagnostics:
            show_finding(dump.path, (), finding, err=True)
        click.echo(dump.failure, err=True, nl=False)
    return dump, dump.reading

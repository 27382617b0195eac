"""The file that holds a dump: a dataset names dumps by source and path, its reports say where the sources were."""

from __future__ import annotations

from pathlib import Path

from ingest.catalogue.dump_texts import settings_of_runs
from ingest.errors import UsageError
from ingest.sources.inputs import parse_inputs
from ingest.sources.quoted_names import file_of, unquote
from ingest.store.layout import Layout


def find_file(data: Path, uri: str) -> Path | None:
    """The file of the dump with this uri, as the newest run that looked at its source found it.

    None if `data` is no dataset, knows no such source, or the file is not there any more.
    """
    source, _, relative = file_of(uri).partition("/")
    for settings in settings_of_runs(Layout(data).runs, {source}):
        try:
            inputs = parse_inputs(settings.inputs)
        except UsageError:  # a folder of that run is gone
            continue
        for item in inputs:
            path = Path(item.place) / unquote(relative)
            if item.source == source and item.kind != "stdin" and path.is_file():
                return path
    return None

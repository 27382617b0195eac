"""Job-profile dumps to typed tables in which every value names its lines.

    import ingest

    profile = ingest.parse(text)
    report = ingest.run(["raw/"], out="out/")
    data = ingest.open("out/")

Names are imported when they are first used, so that `import ingest` costs next to nothing.

A page goes through these packages, in this order (docs/architecture.md has a line for every module):

    sources     inputs to dumps, bytes to text
    html        HTML to text; other pages are text already
    text        text to lines; what a tool wrapped or marked is repaired
    blocks      lines to headings, paragraphs, lists and tables (page_tables reads their drawings)
    outline     blocks to sections: titles, roles, levels, and the kind of each section
    sections    sections to values: skills, requirements, pay, ...
    profiles    values to records, and an owner for each line
    tables      records to Arrow
    exporters   tables to files
    store       files to the published dataset

`read` is the reader, from text to profiles; grammar, with the files in `grammars/`, serves its stages. In a run,
pipeline plans, publishes and reports, engines start and watch the workers, and shard is what a worker does. dedup
marks repeated paragraphs, and panel scores records. catalogue answers questions on a dataset, with coordinates for the
distance of two roles and matching for search; site and cli show the answers. scoring measures the reader against
truth that people have written, and suggestions proposes words that it lacks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.api import build_profiles as build_profiles
    from ingest.api import parse as parse
    from ingest.api import parse_all as parse_all
    from ingest.api import parse_file as parse_file
    from ingest.api import read_blocks as read_blocks
    from ingest.api import review as review
    from ingest.catalogue import Dataset as Dataset
    from ingest.dataset_api import open as open
    from ingest.dataset_api import run as run
    from ingest.diagnostics import Diagnostic as Diagnostic
    from ingest.errors import IngestError as IngestError
    from ingest.errors import ParseError as ParseError
    from ingest.errors import UsageError as UsageError
    from ingest.panel import Review as Review
    from ingest.pipeline import Report as Report
    from ingest.records import Profile as Profile
    from ingest.tables import to_tables as to_tables

__version__ = "0.1.0"

_HOMES = {
    "parse": "ingest.api",
    "parse_all": "ingest.api",
    "parse_file": "ingest.api",
    "run": "ingest.dataset_api",
    "open": "ingest.dataset_api",
    "review": "ingest.api",
    "read_blocks": "ingest.api",
    "build_profiles": "ingest.api",
    "to_tables": "ingest.tables",
    "Profile": "ingest.records",
    "Diagnostic": "ingest.diagnostics",
    "Report": "ingest.pipeline",
    "Review": "ingest.panel",
    "Dataset": "ingest.catalogue",
    "IngestError": "ingest.errors",
    "ParseError": "ingest.errors",
    "UsageError": "ingest.errors",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})

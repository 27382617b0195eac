"""The report on disk: written before the snapshot is published, named after.

So a full disk is met while nothing has happened yet, and no report tells of what did not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.pipeline.report import Report
from ingest.settings import Settings
from ingest.store.files import Files
from ingest.store.layout import Layout

Page = Callable[[Report], bytes]  # a report as a page for people, made of it and of the reports beside it


class ReportFile:
    """The report of one run: in the dataset, and where the settings want it as well. `page` makes its HTML."""

    def __init__(self, layout: Layout, settings: Settings, run: str, files: Files, page: Page | None = None) -> None:
        self._files = files
        self._page = page
        self._paths = [layout.runs.absolute() / f"{run}.json"]
        if page and settings.report_file is None:
            self._paths.append(layout.runs.absolute() / f"{run}.html")
        if settings.report_file:
            self._paths.append(settings.report_file.absolute())

    def prepare(self, report: Report) -> None:
        """Write the report under a hidden name."""
        for path in self._paths:
            self._files.make_folder(path.parent)
            self._files.write(_hidden(path), self._in_form(report, path))

    def settle(self) -> None:
        """Give the report its name."""
        for path in self._paths:
            self._files.rename(_hidden(path), path)
            self._files.sync(path.parent)

    def withdraw(self) -> None:
        """Remove what was prepared and has no name yet."""
        for path in self._paths:
            self._files.remove(_hidden(path))

    def _in_form(self, report: Report, path: Path) -> bytes:
        if self._page and path.suffix.lower() == ".html":
            return self._page(report)
        return report.model_dump_json(indent=1).encode() + b"\n"


def _hidden(path: Path) -> Path:
    return path.with_name(f".{path.name}")

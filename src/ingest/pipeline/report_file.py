"""The report on disk: written before the snapshot is published, named after.

So a full disk is met while nothing has happened yet, and no report tells of what did not.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

from ingest.errors import UsageError
from ingest.pipeline.report import Report
from ingest.settings import Settings
from ingest.store.files import Files
from ingest.store.layout import Layout

GENERATOR = "ingest run"  # what a page says of who made it
_HEAD = 1000  # characters of a page, in which it says so

Page = Callable[[Report], bytes]  # a report as a page for people, made of it and of the reports beside it


def guard_report(settings: Settings) -> None:
    """Raise UsageError if the report would take the place of anything but an older report, or lie in the dataset."""
    path = settings.report_file
    if path is None:
        return
    if path.parent.resolve().is_relative_to(settings.out.resolve()):
        raise UsageError(f"--report {path}: lies in the dataset; name a file outside of {settings.out}")
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not path.is_symlink():
            return
        raise UsageError(f"--report {path}: is a link to nothing; name another file") from None
    except OSError as error:
        raise UsageError(f"--report {path}: {error.strerror}") from None
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"--report {path}: is a {'folder' if path.is_dir() else 'device'}; name another file")
    if status.st_size and not _is_ours(path):
        raise UsageError(f"--report {path}: is no report of ingest, and would be lost; name another file, or remove it")


def _is_ours(path: Path) -> bool:
    """Whether a file is a report, in either form."""
    try:
        text = path.read_text("utf-8")
        if path.suffix.lower() == ".html":
            return f'<meta name="generator" content="{GENERATOR}">' in text[:_HEAD]
        told = json.loads(text)
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and {"id", "exit_code", "published", "accounting"} <= told.keys()


class ReportFile:
    """The report of one run: in the dataset, and where the settings want it as well. `page` makes its HTML."""

    def __init__(self, layout: Layout, settings: Settings, run: str, files: Files, page: Page | None = None) -> None:
        self._files, self._page, self._run = files, page, run
        self._paths = [layout.runs.absolute() / f"{run}.json"]
        if page and settings.report_file is None:
            self._paths.append(layout.runs.absolute() / f"{run}.html")
        if settings.report_file:
            self._paths.append(settings.report_file.absolute())

    def prepare(self, report: Report) -> None:
        """Write the report under a hidden name."""
        for path in self._paths:
            self._files.make_folder(path.parent)
            self._files.write(self._hidden(path), self._in_form(report, path))

    def settle(self) -> None:
        """Give the report its name."""
        for path in self._paths:
            self._files.rename(self._hidden(path), path)
            self._files.sync(path.parent)

    def withdraw(self) -> None:
        """Remove what was prepared and has no name yet."""
        for path in self._paths:
            self._files.remove(self._hidden(path))

    def _hidden(self, path: Path) -> Path:
        """A name that nobody else has."""
        return path.with_name(f".{self._run}{path.suffix}")

    def _in_form(self, report: Report, path: Path) -> bytes:
        if self._page and path.suffix.lower() == ".html":
            return self._page(report)
        return report.model_dump_json(indent=1).encode() + b"\n"

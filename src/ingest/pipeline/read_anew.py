"""Dumps read anew though their bytes may be the same: for other words or grammars than before, or another reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.plan import Plan
from ingest.pipeline.report import Anew
from ingest.settings import Settings
from ingest.shard.versions import ReadingSettings
from ingest.store.layout import Layout


def find_anew(plan: Plan, settings: Settings, layout: Layout, snapshot: int) -> tuple[Anew, ...]:
    """What differs from the `snapshot` before, and how many of its dumps a run of this plan reads for it.

    Nothing is found where only new dumps are read with it.
    """
    now = ReadingSettings.of(settings).versions()
    read = pa.array(~(plan.unchanged | plan.missing | plan.outside))
    read = pc.and_(read, pc.not_equal(plan.ledger["status"], "skipped"))
    words = _count(read, plan.ledger["grammar_digest"], now.grammar_digest)
    reader = _count(read, plan.ledger["parser_version"], now.parser_version)
    found = []
    if words:
        before = _files_before(layout, snapshot)
        found.append(Anew(what="words", snapshot=snapshot, dumps=words, before=before, now=_files_now(settings)))
    if reader:
        found.append(Anew(what="reader", snapshot=snapshot, dumps=reader))
    return tuple(found)


def _count(read: pa.ChunkedArray, column: pa.ChunkedArray, value: str) -> int:
    """How many of the rows to `read` have another value than this one."""
    differs = pc.and_(read, pc.fill_null(pc.not_equal(column, value), False))
    return int(pc.sum(differs).as_py() or 0)


def _files_now(settings: Settings) -> tuple[str, ...]:
    """The files of words and the folder of grammars that the settings name."""
    return tuple(map(str, (*settings.words, *filter(None, [settings.grammars]))))


def _files_before(layout: Layout, snapshot: int) -> tuple[str, ...] | None:
    """Those of the run that published a snapshot, as its report names them; None where there is no such report."""
    for report in _reports(layout.runs):
        if report.get("published") and report.get("snapshot") == snapshot:
            settings = report["settings"]
            return (*settings.get("words", ()), *filter(None, [settings.get("grammars")]))
    return None


def _reports(folder: Path) -> Iterator[dict[str, Any]]:
    """The reports of a folder, the newest first."""
    for path in sorted(folder.glob("*.json"), reverse=True):
        try:
            found = json.loads(path.read_bytes())
        except (OSError, ValueError):  # somebody is at it, or it is no report
            continue
        if isinstance(found, dict):
            yield found

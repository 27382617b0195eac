"""What a run writes down about itself while it goes, and the report made of it."""

from __future__ import annotations

import os
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.pipeline.coverage_figures import find_figures
from ingest.pipeline.next_state import State, unread
from ingest.pipeline.plan import Plan
from ingest.pipeline.previous_snapshot import Before
from ingest.pipeline.progress import Progress, Stage
from ingest.pipeline.report import Example, Finding, Report, Slow
from ingest.pipeline.rival_profiles import find_rivals
from ingest.settings import Settings
from ingest.shard.receipt import Receipt
from ingest.shard.versions import ReadingSettings
from ingest.sources.discover import Found
from ingest.sources.quoted_names import spelled
from ingest.store.manifest import Manifest


class Recorder:
    """A Progress that measures the stages it passes on; it collects the fields of the report."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        now = datetime.now(UTC)
        self.id = f"{now:%Y%m%dT%H%M%S}-{now.microsecond:06d}-{os.getpid()}"
        versions = ReadingSettings.of(settings).versions()
        self._fields: dict[str, Any] = {
            "started": now.isoformat(timespec="seconds"),
            "directory": spelled(str(Path.cwd())),
            "out": spelled(str(settings.out)),
            "settings": _spelled(settings.model_dump(mode="json")),
            "versions": {"parser": versions.parser_version, "grammars": versions.grammar_digest},
        }
        self._progress = progress
        self._start = self._since = time.monotonic()
        self._stage: Stage | None = None
        self._stages: dict[str, float] = {}

    def wait(self, holder: str) -> None:
        """Passed on."""
        self._progress.wait(holder)

    def stage(self, stage: Stage, total: int | None = None) -> None:
        """A stage begins, and the one before it ends."""
        self._end_stage()
        self._stage = stage
        self._progress.stage(stage, total)

    def advance(self, steps: int, bytes: int = 0) -> None:
        """Passed on."""
        self._progress.advance(steps, bytes)

    def note(self, **fields: Any) -> None:
        """Remember fields of the report."""
        self._fields |= _spelled(fields)

    def note_found(self, found: Found, before: Before) -> None:
        """Remember what the run starts with."""
        self.note(
            sources=tuple(found.sources),
            incomplete=tuple(source for source, scope in found.scopes.items() if not scope.complete),
            rebuilt=before.damage,
        )
        if before.snapshot:
            self._note_snapshot(before.snapshot.number, before.snapshot.manifest)

    def note_plan(self, plan: Plan) -> None:
        """Remember why dumps are read, and how they are accounted for should the run end before."""
        self.note(reasons=plan.steps.by_reason(), accounting=unread(plan))

    def note_published(self, number: int, manifest: Manifest) -> None:
        """Remember what is published next."""
        self.note(published=True)
        self._note_snapshot(number, manifest)

    def note_content(self, folder: Path, manifest: Manifest) -> None:
        """Remember what a snapshot holds: codes that several profiles state, and how much is understood."""
        self.note(rivals=find_rivals(folder, manifest), figures=find_figures(folder, manifest))

    def _note_snapshot(self, number: int, manifest: Manifest) -> None:
        rows: Counter[str] = Counter()
        for part in manifest.parts:
            rows[part.table] += part.rows
        self.note(snapshot=number, rows=dict(rows))

    def note_reading(self, receipt: Receipt, state: State) -> None:
        """Record what was read and with which outcome."""
        findings = [
            Finding(uri=told.uri, status=told.status, code=told.code, line=told.line, message=told.message)
            for told in receipt.notices
        ]
        self.note(
            accounting=state.accounting,
            codes=dict(sorted(receipt.codes.items())),
            examples={
                code: tuple(Example(**place._asdict()) for place in places)
                for code, places in sorted(receipt.examples.items())
            },
            bytes=receipt.bytes,
            new_in_quarantine=state.new_in_quarantine,
            findings=tuple(sorted(findings, key=lambda finding: finding.uri)),
            deleted=state.deleted,
            slowest=tuple(Slow(uri=uri, seconds=round(spent, 6)) for spent, uri in receipt.slowest),
            failures=receipt.failures,
        )

    def report(self) -> Report:
        """Return the report so far."""
        self._end_stage()
        seconds = round(time.monotonic() - self._start, 6)
        return Report(id=self.id, seconds=seconds, stages=self._stages, **self._fields)

    def _end_stage(self) -> None:
        now = time.monotonic()
        if self._stage:
            self._stages[self._stage] = round(self._stages.get(self._stage, 0.0) + now - self._since, 6)
        self._since, self._stage = now, None


def _spelled(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields, with texts and lists of texts in a form that a report can hold."""
    return {name: _text(value) for name, value in fields.items()}


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return spelled(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_text, value)) if type(value) in (list, tuple) else value
    return value

"""A run: from the settings to a published snapshot and a report. One direction; the driver alone publishes."""

from __future__ import annotations

from ingest.pipeline.driver import STOPPED, Foreseen, foresee, plan, run
from ingest.pipeline.files_to_read import Step
from ingest.pipeline.plan import Plan
from ingest.pipeline.progress import Progress, Silent, Stage
from ingest.pipeline.report import Accounting, Example, Fall, Figures, Finding, Report, Rivals, Role, Slow
from ingest.pipeline.report_file import Page

__all__ = [
    "STOPPED", "Accounting", "Example", "Fall", "Figures", "Finding", "Foreseen", "Page", "Plan", "Progress", "Report",
    "Rivals", "Role", "Silent", "Slow", "Stage", "Step", "foresee", "plan", "run",
]  # fmt: skip

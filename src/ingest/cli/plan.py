"""A plan for people or programs: which files a run would read, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

import click
import pyarrow as pa

from ingest.cli.aligned_table import show_table
from ingest.cli.safe_text import counted, inert
from ingest.cli.terminal import show_json
from ingest.pipeline import Fall, Foreseen, Plan

WHY = {
    "new": "not known yet",
    "touched": "its time stamp or size is another, or nothing is remembered of it",
    "parser": "it was read by another version of the reader",
    "grammar": "it was read with other grammars or words",
    "setting": "a setting that decided its fate is another",
    "damaged": "its published rows are damaged",
    "schema": "its rows have the columns of an older version",
    "retry": "it is in quarantine",
    "gone": "it is not in its source any more",
}


def show_plan(plan: Plan, foreseen: Foreseen, form: str) -> None:
    """Print every step and every dump that is gone, then the counts, and what the run would lose or be refused for."""
    steps = [{"uri": step.task.dump.uri, "reason": str(step.reason)} for step in plan.steps]
    gone = sorted(plan.ledger["uri"].filter(pa.array(plan.missing)).to_pylist())
    counts = {
        "read": len(steps),
        "unchanged": int(plan.unchanged.sum()),
        "missing": int(plan.missing.sum()),
        "outside": int(plan.outside.sum()),
    }
    if form == "json":
        losses = [loss.model_dump() for loss in foreseen.losses]
        shown = {"steps": steps, "gone": gone, "counts": counts, "losses": losses, "refused": foreseen.refused}
        show_json(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    rows = [(step["reason"], step["uri"]) for step in steps] + [("gone", uri) for uri in gone]
    if rows:
        show_table(["reason", "dump"], rows)
    for reason, count in Counter(reason for reason, _ in rows).items():
        click.echo(f"{reason}: {WHY[reason]} ({count:,})")
    click.echo(
        f"{counted(counts['read'], 'file')} to read, {counts['unchanged']:,} unchanged, {counts['missing']:,} gone, "
        f"{counts['outside']:,} outside of this run's sources"
    )
    for loss in foreseen.losses:
        click.echo(f"foreseen: {inert(loss.sentence)}")
    if foreseen.refused:
        click.echo(f"the run would be refused: {inert(_less(foreseen.refused, foreseen.losses))}")


def _less(refused: str, losses: Sequence[Fall]) -> str:
    """Why a run would be refused, without the losses that are printed above."""
    for loss in losses:
        refused = refused.replace(f"{loss.sentence}; ", "")
    return refused

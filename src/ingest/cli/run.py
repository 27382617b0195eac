"""`ingest run`."""

from __future__ import annotations

import click

from ingest.cli import options
from ingest.cli.execute_run import execute
from ingest.cli.help_examples import examples
from ingest.pipeline import foresee
from ingest.pipeline import plan as make_plan
from ingest.settings_precedence import load_settings


@click.command(
    epilog=examples(
        "ingest run raw/",
        "ingest run raw/ -o out/ --plan",
        "ingest run first=raw/data second=raw/finance-operations -o some/",
        "ingest run raw/ -o lean/ --export parquet --workers 1",
        "ingest run raw/ -o strict/ --max-failures 5% --report report.json",
        "ingest run raw/ -o strict/ --report html",
        "ingest run raw/ -o strict/ --log json",
        "ingest run raw/ -o reviewed/ --review",
    )
)
@options.inputs
@options.setting("out", "-o", metavar="DIR")
@click.option("--plan", is_flag=True, help="Show what a run would read and why, without reading or writing anything.")
@options.setting("export", metavar=options.LIST)
@options.setting("csv_raw")
@options.setting("csv_bom")
@options.setting("workers", metavar="N")
@options.setting("engine")
@options.setting("address", metavar="HOST:PORT")
@options.grammars
@options.setting("accept")
@options.setting("max_failures", metavar="N|N%")
@options.setting("max_loss", metavar="N%")
@options.setting("max_drift", metavar="N%")
@options.setting("on_delete")
@options.setting("allow_mass_delete")
@options.setting("allow_mass_loss")
@options.setting("allow_drift")
@options.setting("keep", metavar="N")
@options.setting("verify_content")
@options.setting("retry")
@options.setting("review")
@options.sources
@options.setting("max_bytes", metavar="SIZE")
@options.setting("max_unpacked", metavar="SIZE")
@options.setting("max_ratio", metavar="N")
@options.setting("max_members", metavar="N")
@options.setting("max_depth", metavar="N")
@options.setting("deadline", metavar="SECONDS")
@options.setting("max_memory", metavar="SIZE")
@options.setting("wait", metavar="SECONDS")
@options.setting("report", metavar="html|FILE")
@options.formats
@options.log
def run(plan: bool, form: str, log: str | None, **flags: object) -> int:
    """Read new and changed dumps, publish a snapshot, and report.

    INPUT is a file, a folder, a glob, @LIST (a file with one INPUT per line), - (standard input), or NAME=INPUT, which
    names the source. The new snapshot replaces the old one in a single step; a run that fails publishes nothing.
    Settings may also come from INGEST_* variables or from ingest.toml; flags win.
    """
    if plan:
        from ingest.cli.plan import show_plan  # tables for people come with it

        settings = load_settings(flags)
        todo = make_plan(settings)
        show_plan(todo, foresee(todo, settings), form)
        return 0
    return execute(flags, form, log)

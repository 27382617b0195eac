"""`ingest quarantine`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.dump_files import find_file
from ingest.catalogue.quarantine import Quarantined, find_quarantined, quarantined
from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.execute_run import execute
from ingest.cli.finding import show_finding
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import counted, inert
from ingest.cli.terminal import show_json


@click.group(
    epilog=examples(
        "ingest quarantine list -d strict/",
        "ingest quarantine show mixed/page.txt -d strict/",
        "ingest quarantine retry mixed/ -d strict/",
    )
)
def quarantine() -> None:
    """List, show and retry dumps that could not be published.

    A dump stays in quarantine until it changes, or until the reader, a grammar or a relevant setting changes. The next
    run then reads it again; `retry` reads it at once.
    """


@quarantine.command("list", epilog=examples("ingest quarantine list -d strict/"))
@options.data
@options.formats
def list_dumps(data: Path, form: str) -> int:
    """List all dumps in quarantine with their reasons."""
    dumps = quarantined(open_dataset(data))
    if form == "json":
        show_json(json.dumps([_plain(dump) for dump in dumps], ensure_ascii=False, indent=1))
        return 0
    if dumps:
        show_table(["reason", "dump", "message"], [(dump.reason, dump.uri, _message(dump)) for dump in dumps])
    click.echo(f"{counted(len(dumps), 'dump')} in quarantine")
    return 0


@quarantine.command("show", epilog=examples("ingest quarantine show mixed/page.txt -d strict/"))
@click.argument("uri")
@options.data
@options.formats
def show_dump(uri: str, data: Path, form: str) -> int:
    """Show one dump in quarantine, by its uri from the list."""
    dump = find_quarantined(open_dataset(data), uri)
    if form == "json":
        show_json(json.dumps(_plain(dump), ensure_ascii=False, indent=1))
        return 0
    size = "unknown size" if dump.bytes is None else counted(dump.bytes, "byte")
    click.echo(f"{inert(dump.uri)}: {size}, {dump.encoding or 'no encoding'}, SHA-256 {dump.sha256 or 'unknown'}")
    if file := find_file(data, dump.uri):
        click.echo(f"file: {inert(str(file))}")
    for finding in dump.findings:
        show_finding(dump.uri, (), finding)
    return 0


@quarantine.command("retry", epilog=examples("ingest quarantine retry mixed/ -d strict/"))
@options.inputs
@click.option(
    "-d", "--data", "out", metavar="DIR", help="Folder of the published dataset. [default: the setting `out`]"
)
@options.setting("deadline", metavar="SECONDS")
@options.setting("max_memory", metavar="SIZE")
@options.setting("wait", metavar="SECONDS")
@options.formats
@options.log
def retry(form: str, log: str | None, **flags: object) -> int:
    """Run over INPUT, and also read unchanged dumps in quarantine again.

    Use it for dumps that failed because of their surroundings: a slow disk, too little memory, missing rights. INPUT
    may come from the settings, as for `ingest run`; new and changed dumps are read as well.
    """
    return execute(flags | {"retry": True}, form, log)


def _plain(dump: Quarantined) -> dict[str, object]:
    return dump._asdict() | {"findings": [finding.model_dump() for finding in dump.findings]}


def _message(dump: Quarantined) -> str:
    return next((finding.message for finding in dump.findings if finding.code == dump.reason), "")

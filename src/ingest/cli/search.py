"""`ingest search`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.lookup import handle
from ingest.catalogue.search import Hits
from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import inert
from ingest.cli.terminal import fill, show_json
from ingest.without_pandas import leave_pandas_out

SHOWN = 20  # profiles that a person is shown


@click.command(
    epilog=examples(
        "ingest search data pipelines",
        "ingest search etl develloper",
        "ingest search negotiation --in skill,alias --limit 1",
        "ingest search 43-3031 --format json",
    )
)
@click.argument("words", nargs=-1, required=True)
@options.data
@click.option(
    "--in", "fields", metavar="LIST", default="", help="Fields to search, separated by commas. [default: all]"
)
@options.limit("profiles", SHOWN)
@options.formats
def search(words: tuple[str, ...], data: Path, fields: str, limit: int | None, form: str) -> int:
    """Find profiles by any of their names, despite typing errors.

    The search covers code, title, name, alias, skill and classification; --in restricts it. Exact matches come first,
    then texts that begin with the words, then texts with all the words, then similar texts; names of a role count more
    than its skills and classifications. If several profiles state one code, only the current one is searched. Every
    result names the field and the line that matched.
    """
    leave_pandas_out()
    text = " ".join(words)
    finder = open_dataset(data).finder
    chosen = [field for field in fields.replace(" ", "").split(",") if field]
    hits = finder.search(text, chosen, options.at_most(limit, SHOWN, form))
    near = [] if hits else finder.near(text, chosen)
    if form == "json":
        show_json(json.dumps([hit._asdict() for hit in hits], ensure_ascii=False, indent=1))
    elif hits:
        _show(hits)
    if not hits:
        said = f"nothing found for {text!r}" + (f"; near: {', '.join(near)}" if near else "")
        click.echo("\n".join(fill(inert(said), "  ")), err=form == "json")
    return 0


def _show(hits: Hits) -> None:
    """Print the results. The column `matched` comes last, because a narrow terminal keeps the last column."""
    has_codes = all(hit.code for hit in hits)
    show_table(
        ["code" if has_codes else "code or id", "title", "why", "score", "line", "dump", "matched"],
        [
            (
                handle(hit.code, hit.profile_id),
                hit.title,
                f"{hit.field}, {hit.kind}",
                round(hit.score, 2),
                hit.line_start,
                hit.uri,
                hit.matched,
            )
            for hit in hits
        ],
        narrow="drop",
    )
    if hits.total > len(hits):
        click.echo(f"… {hits.total - len(hits):,} more; --limit 0 shows all")

"""`ingest site`."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.cli import options
from ingest.cli.help_examples import examples
from ingest.cli.progress import display
from ingest.cli.safe_text import counted, inert
from ingest.cli.streams import forgive
from ingest.store.layout import Layout


@click.command(
    epilog=examples(
        "ingest site -o site/",
        "ingest site -o site/ --dumps raw/ --title 'Roles of Example Ltd'",
    )
)
@click.option(
    "-o",
    "--out",
    type=options.Folder(),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="Folder to write the site to; replaces an older site.",
)
@options.data
@click.option(
    "--dumps",
    multiple=True,
    metavar="INPUT",
    help="Where the dumps are now, if they moved since they were read. Repeatable.",
)
@click.option("--title", default="Job catalogue", show_default=True, help="Title of the site.")
@click.option("--serve", is_flag=True, help="Serve the site on this machine until Ctrl-C.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port for --serve; 0 takes a free one.",
)
def site(out: Path, data: Path, dumps: tuple[str, ...], title: str, serve: bool, port: int) -> int:
    """Build a static site from a published dataset.

    The pages open from disk (DIR/index.html) or from any web server, and load nothing from other hosts. A dataset
    holds values and line numbers, not the dumps themselves. A page shows a dump beside its profile if the dump's bytes
    are still the ones that were read; otherwise it says that the dump changed.
    """
    from ingest.site.build import build_site  # templates take time to load

    with display("text") as progress:
        built = build_site(open_dataset(data), out, Layout(data).runs, dumps=dumps, title=title, progress=progress)
    forgive()
    without = built.profiles - built.with_dump
    click.echo(f"{counted(built.profiles, 'profile page')} in {inert(str(out))}: open {inert(str(out / 'index.html'))}")
    if without:
        click.echo(
            f"{counted(without, 'page')} cannot show the dump, which changed or moved since it was read: `ingest run` "
            "reads it again, --dumps names its new place"
        )
    if serve:
        from ingest.site.server import serve_site

        serve_site(out, port, lambda address: click.echo(f"serving at {address}; Ctrl-C ends it"))
    return 0

"""`ingest score`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import inert
from ingest.cli.terminal import show_json
from ingest.errors import UsageError
from ingest.grammar import load_grammars, word_sources
from ingest.scoring import VERDICTS, Figures, Scored, labelled_pages, negative_pages, score_pages
from ingest.settings_precedence import load_settings

Row = tuple[str, int, int, str, str]


@click.command(
    epilog=examples(
        "ingest score examples/truth/",
        "ingest score examples/truth/ -v",
        "ingest score examples/truth/ --format json",
    ),
)
@click.argument("folders", metavar="DIR...", nargs=-1, type=options.Folder(exists=True))
@click.option(
    "--negatives",
    type=options.Folder(exists=True),
    multiple=True,
    metavar="DIR",
    help="Folder of pages without truth, none of which is about a role. Repeatable.",
)
@click.option("-v", "--verbose", is_flag=True, help="List each difference from the truth with its line.")
@options.formats
@options.grammars
def score(folders: Sequence[Path], negatives: Sequence[Path], verbose: bool, form: str, **flags: str | None) -> int:
    """Measure how well the reader reads your pages, against truth that you labelled.

    DIR holds pages, each with its truth beside it: NAME.md and NAME.gold.json. docs/score.md describes the format.
    Nothing is published.
    """
    if not folders and not negatives:
        raise UsageError("name a folder of pages that have their truth beside them")
    settings = load_settings(flags)
    grammars = load_grammars(settings.grammars, word_sources(settings.words))
    pages = [page for folder in folders for page in labelled_pages(folder)]
    pages += [page for folder in negatives for page in negative_pages(folder)]
    scored = list(score_pages(pages, grammars))
    if form == "json":
        show_json(json.dumps(_plain(scored), ensure_ascii=False, indent=1))
    else:
        _show(scored, verbose=verbose)
    return 0


def _total(scored: Sequence[Scored]) -> Figures:
    total = Figures()
    for page in scored:
        total.add(page.figures)
    return total


def _plain(scored: Sequence[Scored]) -> dict[str, object]:
    pages = [
        {
            "page": page.page.name,
            "org": page.page.truth.org,
            "figures": asdict(page.figures),
            "misses": [miss._asdict() for miss in page.misses],
        }
        for page in scored
    ]
    return {"figures": asdict(_total(scored)), "pages": pages}


def _show(scored: Sequence[Scored], *, verbose: bool) -> None:
    if verbose:
        for page in scored:
            for miss in page.misses:
                place = f"{inert(page.page.name)}:{miss.line}" if miss.line else inert(page.page.name)
                click.echo(f"{place}: {inert(miss.message)}")
    organisations: dict[str, list[Scored]] = {}
    for page in scored:
        organisations.setdefault(page.page.truth.org or "–", []).append(page)
    show_table(
        ["organisation", "pages", "role or not", "titles", "levels", "lines", *_columns()],
        [_organisation(name, _total(pages)) for name, pages in organisations.items()],
    )
    click.echo()
    show_table(["figure", "count", "of", "share", "meaning"], _rows(_total(scored)))


def _columns() -> list[str]:
    return [verdict.replace("_", " ") for verdict in VERDICTS]


def _organisation(name: str, figures: Figures) -> list[object]:
    told_apart = figures.accepted + figures.negatives - figures.wrongly_accepted
    return [
        name,
        figures.pages,
        f"{told_apart}/{figures.pages}",
        f"{figures.titles_right}/{figures.titles}",
        f"{figures.levels_right}/{figures.levels}",
        figures.lines,
        *(_share(getattr(figures, verdict), figures.lines) for verdict in VERDICTS),
    ]


def _rows(figures: Figures) -> Iterator[Row]:
    """The figures that say something of these pages, each with what it means."""
    f = figures
    if f.profiles:
        yield _row("accepted", f.accepted, f.profiles, "pages about roles that are read as such")
    if f.negatives:
        yield _row("wrongly accepted", f.wrongly_accepted, f.negatives, "pages about no role that are read as one")
    if f.failed:
        yield _row("failed", f.failed, f.pages, "pages at which the reader itself failed")
    if not f.profiles:
        return
    yield _row("as many profiles", f.as_many, f.profiles, "pages with as many profiles as roles")
    yield _row("titles", f.titles_right, f.titles, f"right; {f.titles_silent} wrong with nothing said")
    yield _row("levels", f.levels_right, f.levels, "right")
    yield _row("years", f.years_right, f.years, f"right; {f.years_made_up} made up")
    yield _row("pay", f.pay_right, f.pay, f"right; {f.pay_made_up} made up")
    yield _row("facts", f.facts_right, f.facts, "right")
    for verdict, meaning in VERDICTS.items():
        yield _row(f"lines {verdict.replace('_', ' ')}", getattr(f, verdict), f.lines, meaning)
    yield _row("right of claimed", f.right, f.claimed, "lines in a field that are right there")
    yield _row("needs", f.needs_right, f.needs, f"said to be required or preferred; {f.needs_swapped} the other way")
    yield _row("beside", f.beside_claimed, f.beside, "lines of menus and of no kind that a field claims")
    yield "findings", f.findings, f.profiles, f"{f.findings / f.profiles:.1f}", "errors and warnings a page"


def _row(name: str, count: int, of: int, meaning: str) -> Row:
    return name, count, of, _share(count, of), meaning


def _share(count: int, of: int) -> str:
    return f"{count / of:.1%}" if of else "–"

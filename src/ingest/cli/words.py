"""`ingest words`: what is known, whether a file of words holds, and what a corpus says that nobody knows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.answer import write_new
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import counted, inert, shell_words
from ingest.cli.terminal import show_json
from ingest.errors import UsageError
from ingest.grammar import Grammars, load_grammars, word_sources
from ingest.grammar.word_conflicts import check_words
from ingest.grammar.word_files import TABLES, WordFile, listed, parse_added, read_source
from ingest.inspect_dumps import inspect
from ingest.settings import Settings
from ingest.settings_precedence import load_settings
from ingest.suggestions import Met, Suggestion, Table, as_file, counts_of, met_in, suggest, unmatched

_UNKNOWN = """
SELECT s.heading, left(s.text, 2000), s.line_start, d.uri FROM sections s JOIN documents d USING (document_id)
WHERE s.kind IS NULL AND s.heading IS NOT NULL ORDER BY d.uri, s.line_start
"""
_KEYS = """
SELECT f.label, f.line_start, d.uri FROM facts f JOIN documents d USING (document_id) ORDER BY d.uri, f.line_start
"""


@click.group(
    epilog=examples(
        "ingest words list",
        "ingest words list headings.skills",
        "ingest words check mine.toml",
        "ingest words suggest raw/ -o mine.toml",
    )
)
def words() -> None:
    """List the known words of headings, check your own, and find missing ones.

    Keys of key-value lines and columns of tables are words too. docs/words.md shows how to add your own.
    """


@words.command("list")
@click.argument("name", metavar="[TABLE|TABLE.KEY]", required=False)
@options.formats
@options.grammars
def list_words(name: str | None, form: str, **flags: object) -> int:
    """Show the known words and the files that they come from.

    TABLE, such as facts, or TABLE.KEY, such as headings.skills, lists the words with their files.
    """
    grammars = _grammars(load_settings(flags))
    known = [(f"{table}.{key}", word, file) for table, key, word, file in listed(grammars.word_files)]
    rows: list[tuple[object, ...]]
    if name is None:
        counts = Counter((key, file.language, _short(file.path)) for key, _, file in known)
        names, rows = ["list", "language", "words", "file"], [(*k[:2], n, k[2]) for k, n in sorted(counts.items())]
    else:
        meant = [(word, file) for key, word, file in known if key == name or key.startswith(f"{name}.")]
        if not meant:
            lists = sorted({key for key, _, _ in known if key.partition(".")[0] == name.partition(".")[0]})
            raise UsageError(f"there is no list {name!r}; there are: {', '.join(lists or sorted(TABLES))}")
        names = ["word", "language", "file"]
        rows = [(word, file.language, _short(file.path)) for word, file in meant]
    _print(names, rows, form)
    return 0


@words.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-d",
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also list the words that occur on no page of this published dataset.",
)
@options.grammars
def check(files: tuple[str, ...], data: Path | None, **flags: object) -> int:
    """Check your own files of words.

    Each mistake is reported with its file and line; the exit code is 2 if there is any. With -d, also list the headings
    and keys that occur on no page of a dataset: they may be misspelled.
    """
    settings = load_settings(flags)
    checked = [Path(path).resolve() for path in files]
    others = [path for path in settings.words if Path(path).resolve() not in checked]
    grammars = load_grammars(settings.grammars, word_sources(others))
    built_in = load_grammars(settings.grammars).word_files
    met = _all_in(data) if data is not None else {}
    added: list[WordFile] = []
    for path in files:
        added.append(parse_added(read_source(Path(path)), built_in))
        new = check_words([*grammars.word_files, *added[:-1]], added[-1:])
        total = sum(len(words) for table in added[-1].tables.values() for words in table.values())
        known = f", {total - new} of them known already" if new < total else ""
        undecided = f", {added[-1].undecided:,} undecided" if added[-1].undecided else ""
        click.echo(inert(f"{path}: {counted(total, 'word')}{known}{undecided}"))
        for one in unmatched(added[-1], met, grammars) if data is not None else ():
            click.echo(inert(f'{path}:{one.line}: no page of {data} has the {one.noun} "{one.word}"'))
    return 0


@words.command("suggest")
@options.inputs
@options.data
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the proposals as a file of words."
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=20,
    show_default=True,
    help="Number of rows shown.",
)
@options.formats
@options.grammars
@options.sources
def suggest_words(
    inputs: tuple[str, ...], data: Path, output: Path | None, limit: int, form: str, **flags: object
) -> int:
    """List the unknown words of pages, with a proposed meaning.

    They are headings, keys and columns, most frequent first. INPUTs are read, and nothing is published; without INPUT,
    the published dataset is used. -o writes a file for --words: each proposal is in the list it is proposed for,
    everything else is a comment. An existing file is never overwritten.
    """
    settings = load_settings({"inputs": inputs, **flags})
    grammars = _grammars(settings)
    pages = Counter[str]()
    found = suggest(_met_in_inputs(settings, pages) if inputs else _met_in(data, pages), grammars)
    asked = pages["read"] + pages["published"]
    if output is not None:
        write_new(output, as_file(found, asked).encode())
    if form == "json":
        show_json(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1))
        return 0
    _show(found[:limit])
    rest = f"; {len(found) - limit} more" if len(found) > limit else ""
    click.echo(f"{counts_of(found, asked)}{rest}")
    if pages["quarantined"]:
        click.echo(
            f"not asked: {counted(pages['quarantined'], 'page')} in quarantine; name the pages to ask all of them"
        )
    if output is not None:
        click.echo(inert(f"{output} is written; check it, then read with {shell_words('--words', str(output))}"))
    elif found:
        click.echo("-o FILE writes them as a file that --words takes")
    return 0


def _grammars(settings: Settings) -> Grammars:
    return load_grammars(settings.grammars, word_sources(settings.words))


def _met_in_inputs(settings: Settings, pages: Counter[str]) -> Iterator[Met]:
    for dump in inspect(settings):
        pages["read"] += dump.reading is not None
        for profile in dump.reading.profiles if dump.reading else ():
            yield from met_in(profile, dump.path)


def _met_in(data: Path, pages: Counter[str]) -> Iterator[Met]:
    from ingest.catalogue import open_dataset
    from ingest.catalogue.sql_values import plain_rows

    dataset = open_dataset(data)
    for status, count in plain_rows(dataset.query("SELECT status, count(*) FROM documents GROUP BY ALL").arrow()):
        if status != "skipped":
            pages[status] = int(count)
    for heading, text, line, uri in plain_rows(dataset.query(_UNKNOWN).arrow()):
        yield Met("headings", heading, uri, line, tuple(text.splitlines()))
    if "facts" in dataset.tables:
        for label, line, uri in plain_rows(dataset.query(_KEYS).arrow()):
            yield Met("facts", label, uri, line)


def _all_in(data: Path) -> dict[Table, list[str]]:
    """The headings and keys of a published dataset, each once."""
    from ingest.catalogue import open_dataset
    from ingest.catalogue.sql_values import plain_rows

    dataset = open_dataset(data)
    met: dict[Table, list[str]] = {}
    places: tuple[tuple[Table, str, str], ...] = (("headings", "outline", "heading"), ("facts", "facts", "label"))
    for kind, table, column in places:
        if table in dataset.tables:
            asked = dataset.query(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY ALL")
            met[kind] = [text for (text,) in plain_rows(asked.arrow())]
    return met


def _show(found: Sequence[Suggestion]) -> None:
    show_table(
        ["pages", "list", "word", "proposed", "because", "for example"],
        [(one.pages, one.table, one.text, one.key, one.reason, one.places[0]) for one in found],
    )


def _print(names: Sequence[str], rows: Sequence[tuple[object, ...]], form: str) -> None:
    if form == "json":
        show_json(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    else:
        show_table(names, rows)


def _short(path: str) -> str:
    return Path(path).name

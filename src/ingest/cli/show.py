"""`ingest show`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.findings_by_code import find_findings
from ingest.catalogue.lookup import Role, find_roles, handle, members, read_record
from ingest.catalogue.overview import overview
from ingest.catalogue.table_listing import listing
from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.answer import FILES, answer_form, form_of, write_rows
from ingest.cli.help_examples import examples
from ingest.cli.overview_text import show_overview
from ingest.cli.profile_text import show_profile
from ingest.cli.safe_text import counted, inert
from ingest.cli.shown_columns import view
from ingest.cli.terminal import fill, show_json
from ingest.diagnostics import CODES
from ingest.errors import UsageError
from ingest.tables import TABLES

ROLE = ("code", "title", "level_name", "uri", "profile_id")
SHOWN = 20  # rows that a person is shown
STATUSES = ("published", "quarantined", "skipped")


@click.command(
    epilog=examples(
        "ingest show",
        "ingest show DATAPL4.PIPELN7C2.P4",
        "ingest show skills --limit 5",
        'ingest show "Data Pipelines"',
        'ingest show "ETL Developer"',
        "ingest show W503",
        "ingest show profiles --columns code,level_name,skills_count",
        "ingest show DATAPL4.PIPELN7C2.P4 --format json",
    )
)
@click.argument("what", metavar="[TABLE|CODE|TITLE|ID]", required=False)
@options.data
@options.limit("rows of a table", SHOWN)
@click.option("--columns", metavar="LIST", help="Columns of a table, separated by commas; `all` shows every column.")
@answer_form
def show(
    what: str | None, data: Path, limit: int | None, columns: str | None, form: str | None, output: Path | None
) -> int:
    """Show a published dataset: an overview, a table, or a profile.

    You can ask for everything that the overview names. A profile is found by its code, title, dump, alias, or the start
    of its id; if several profiles state one code, the current one is shown. The first segment of a code, a role's name
    or a level lists the profiles that have it, and a job family is shown with its roles. The code of a diagnostic shows
    what it means and where it occurs. `published`, `quarantined` and `skipped` list dumps. -o writes the rows of a
    table to a new file.
    """
    form = form_of(form, output)
    dataset = open_dataset(data)
    if form in FILES:
        _write(dataset, what, options.at_most(limit, SHOWN, form), columns, form, output)
        return 0
    limit = options.at_most(limit, SHOWN, form)
    if what is None:
        _overview(dataset, form)
    elif what in TABLES:
        _table(dataset, what, limit, columns, form)
    elif what.upper() in CODES:
        _finding(dataset, what.upper(), limit, form)
    elif what in STATUSES:
        _table(dataset, "documents", limit, columns, form, what)
    else:
        _roles(dataset, what, form)
    return 0


def _write(
    dataset: Dataset, what: str | None, limit: int | None, columns: str | None, form: str, output: Path | None
) -> None:
    """A table, or the dumps of a status, for other programs."""
    if what not in TABLES and what not in STATUSES:
        raise UsageError(f"{form} holds the rows of a table, such as `ingest show skills --format {form}`")
    name = what if what in TABLES else "documents"
    chosen = _chosen(columns, tuple(TABLES[name].schema.names), tuple(TABLES[name].schema.names))
    write_rows(listing(dataset, name, chosen, limit, what if what in STATUSES else None), form, output)


def _chosen(columns: str | None, every: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that `--columns` names."""
    if columns is None:
        return default
    return every if columns == "all" else tuple(columns.replace(" ", "").split(","))


def _overview(dataset: Dataset, form: str) -> None:
    found = overview(dataset)
    if form == "json":
        answer = found._asdict() | {"families": [family._asdict() for family in found.families]}
        show_json(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        show_overview(found)


def _table(
    dataset: Dataset, name: str, limit: int | None, columns: str | None, form: str, status: str | None = None
) -> None:
    every = tuple(TABLES[name].schema.names)
    default = every if form == "json" else view(name, every)
    chosen = _chosen(columns, every, default)
    rows = listing(dataset, name, chosen, limit, status)
    if form == "json":
        show_json(json.dumps(rows.to_pylist(), ensure_ascii=False, indent=1))
        return
    show_table(chosen, (list(row.values()) for row in rows.to_pylist()), narrow="stack" if columns else "drop")
    total = sum(part.rows for part in dataset.manifest.of(name))
    if total > len(rows) and not status:
        click.echo(f"… {total - len(rows):,} more rows; --limit 0 shows all")


def _roles(dataset: Dataset, wanted: str, form: str) -> None:
    """One profile is shown whole, several as a list."""
    roles = find_roles(dataset, wanted)
    if alias := roles[0].alias:
        click.echo(inert(f"no code or title is {wanted!r}; {alias!r} is an alias on the page"), err=form == "json")
    if len(roles) > 1:
        if form == "json":
            show_json(
                json.dumps(
                    [{name: getattr(role, name) for name in ROLE} for role in roles], ensure_ascii=False, indent=1
                )
            )
        else:
            _show_list(roles)
    elif form == "json":
        show_json(read_record(dataset, roles[0]).model_dump_json(indent=2))
    else:
        show_profile(read_record(dataset, roles[0]), members(dataset, roles[0]) if roles[0].is_family else ())


def _show_list(roles: Sequence[Role]) -> None:
    """Several profiles. The id is shown where a code does not name each of them."""
    has_codes = all(role.code for role in roles)
    first = "code" if has_codes else "code or id"
    rows = [(handle(role.code, role.profile_id), role.title, role.level_name, role.uri) for role in roles]
    show_table([first, "title", "level_name", "uri"], rows, narrow="drop")
    click.echo(
        f"{len(roles):,} profiles; `ingest show {'CODE' if has_codes else 'ID'}`, or its dump, shows one of them"
    )


def _finding(dataset: Dataset, code: str, limit: int | None, form: str) -> None:
    found = find_findings(dataset, code, limit)
    if form == "json":
        answer = found._asdict() | {"places": [place._asdict() for place in found.places]}
        show_json(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    click.secho(f"{code} {found.title}", bold=True)
    click.echo("\n".join(fill(f"hint: {found.hint}", "  ")))
    click.echo(f"{counted(found.total, 'finding')} in {counted(found.dumps, 'dump')}")
    if found.places:
        show_table(["dump", "line", "message"], found.places)
    if found.total > len(found.places):
        click.echo(f"… {found.total - len(found.places):,} more; --limit 0 shows all")

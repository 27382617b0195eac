"""`ingest review`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
from click.core import ParameterSource

from ingest.cli import options
from ingest.cli.finding import show_finding
from ingest.cli.help_examples import examples
from ingest.cli.review_text import Summary, show_review, show_reviews
from ingest.cli.safe_text import inert, shell_words
from ingest.cli.terminal import show_json
from ingest.errors import UsageError
from ingest.exit_codes import GATE
from ingest.inspect_dumps import inspect
from ingest.panel import PASS_MARK, Review
from ingest.settings_precedence import load_settings

_PAGES = 3  # of so many profiles each has a page of its own


class _Gate:
    """Whether all profiles passed, and all dumps could be read."""

    def __init__(self, least: int) -> None:
        self.least, self.holds = least, True

    def watch(self, reviews: Iterable[Review]) -> Iterator[Review]:
        for review in reviews:
            self.holds &= review.passes(self.least)
            yield review


@click.command(
    epilog=examples(
        "ingest review raw/data/data-pipelines-p4.txt",
        "ingest review",
        "ingest review -d out/ DATAPL4.PIPELN7C2.P4",
        "ingest review -d out/ --min 3 --format json",
    )
)
@click.argument("what", metavar="[INPUT...|CODE...]", nargs=-1)
@options.data
@click.option(
    "--min",
    "least",
    type=click.IntRange(1, 5),
    default=PASS_MARK,
    show_default=True,
    metavar="N",
    help="End with 6 if any dimension of a profile scores lower.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    default=20,
    show_default=True,
    help="Number of profiles listed, or of findings with one id; 0 lists all.",
)
@options.formats
@options.grammars
@options.sources
@click.pass_context
def review(
    context: click.Context,
    /,
    what: tuple[str, ...],
    data: Path,
    least: int,
    limit: int,
    form: str,
    **flags: str | None,
) -> int:
    """Score profiles with the quality panel, and explain the scores.

    Each of six dimensions is scored from 1 to 5 by its worst finding; a profile's score is that of its weakest
    dimension. INPUTs are dumps and are read now. Without INPUT, or with -d, the panel scores the current profiles of a
    published dataset: all of them, or those of a CODE, title, id, level or family. docs/panel.md explains every
    finding.
    """
    gate = _Gate(least)
    is_named = context.get_parameter_source("data") is not ParameterSource.DEFAULT
    reviews = _of_dumps(what, flags, gate, data) if what and not is_named else _of_dataset(data, what)
    try:
        (_show_json if form == "json" else _show_text)(gate.watch(reviews), least, limit)
    except BrokenPipeError:  # the gate judges all profiles, whoever still reads our output
        for _ in gate.watch(reviews):
            pass
        if gate.holds:
            raise
    return 0 if gate.holds else GATE


def _of_dumps(inputs: tuple[str, ...], flags: Mapping[str, str | None], gate: _Gate, data: Path) -> Iterator[Review]:
    from ingest.panel import review as ask
    from ingest.sources.ids import document_id
    from ingest.sources.inputs import parse_inputs
    from ingest.tables.profile_ids import is_role, profile_ids

    settings = load_settings({"inputs": inputs, **flags})
    try:
        parse_inputs(settings.inputs)
    except UsageError as error:
        role = shell_words("ingest", "review", "-d", str(data), *inputs)
        raise UsageError(f"{error}; a role of a published dataset is named with -d: {role}") from None
    for dump in inspect(settings):
        if dump.reading is None or not dump.reading.profiles:
            gate.holds &= not dump.is_dump or dump.reading is not None
            for finding in dump.diagnostics:
                show_finding(dump.path, (), finding, err=True)
            continue
        profiles = dump.reading.profiles
        for identity, profile in zip(profile_ids(document_id(dump.uri), profiles), profiles, strict=True):
            if is_role(profile):
                yield ask(profile, identity=identity)


def _of_dataset(data: Path, what: tuple[str, ...]) -> Iterator[Review]:
    from ingest.catalogue import open_dataset
    from ingest.catalogue.lookup import find_roles, members
    from ingest.catalogue.reviews import reviews

    dataset = open_dataset(data)
    found = [role for wanted in what for role in find_roles(dataset, wanted)]
    roles = [one for role in found for one in (members(dataset, role) if role.is_family else [role])]
    return reviews(dataset, roles if what else None)


def _show_json(reviews: Iterable[Review], least: int, limit: int) -> None:
    """One array, written as it grows."""
    separator = "[\n"
    for one in reviews:
        show_json(separator + json.dumps(one.as_dict(least), ensure_ascii=False, indent=1), end="")
        separator = ",\n"
    show_json("[]" if separator == "[\n" else "\n]")


def _show_text(reviews: Iterable[Review], least: int, limit: int) -> None:
    """Pages while they are few, else a table."""
    first: list[Review] = []
    summary = Summary(least)
    for one in reviews:
        summary.add(one)
        if len(first) <= _PAGES:
            first.append(one)
    if len(first) <= _PAGES:
        for index, one in enumerate(first):
            if index:
                click.echo()
            show_review(one, least, limit)
    else:
        show_reviews(summary, limit)
    if not first:
        click.echo(f"{click.style('warning', fg='yellow')}: {inert('no profile found')}", err=True)

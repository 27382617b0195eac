"""`ingest adjacent`."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from ingest.catalogue import open_dataset
from ingest.catalogue.adjacent import Adjacent, Neighbour
from ingest.catalogue.lookup import handle
from ingest.catalogue.stated_roles import Stated
from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import counted, inert
from ingest.cli.terminal import fill, show_json
from ingest.coordinates import Distance, Measure
from ingest.settings_precedence import load_settings

SHOWN = 10


@click.command(
    epilog=examples(
        "ingest adjacent DATAPL4.PIPELN7C2.P4 --limit 4",
        'ingest adjacent "Data Engineering Management — M2" --no-derived',
        "ingest adjacent DATAPL4.PIPELN7C2.P4 --format json",
        "ingest adjacent DATAPL4.PIPELN7C2.P4 --taxonomy-weight 3/4 --limit 3",
    )
)
@click.argument("role", metavar="CODE|TITLE|ID")
@options.data
@options.limit("roles", SHOWN)
@click.option(
    "--derived/--no-derived",
    default=True,
    show_default=True,
    help="Include levels that a page describes but that have no dump of their own.",
)
@options.setting("taxonomy_weight", metavar="SHARE")
@options.setting("level_span", metavar="N")
@options.setting("track_offsets", metavar="TRACK=N,...")
@options.setting("bands", metavar="NAME=LIMIT,...")
@options.formats
def adjacent(role: str, data: Path, limit: int | None, derived: bool, form: str, **flags: object) -> int:
    """List the roles nearest to a role, by taxonomy and level.

    A distance lies between 0 (same coordinates) and 1; the output shows how it is composed. Adjacent roles that the
    page itself names are listed beside the computed ones. A role without a code has no distances: its family's other
    roles are listed instead. docs/coordinates.md explains the formula.
    """
    measure = Measure.of(load_settings(flags))
    found = open_dataset(data).adjacent(
        role, derived=derived, limit=options.at_most(limit, SHOWN, form), measure=measure
    )
    if form == "json":
        rows = [json.dumps(row, ensure_ascii=False) for row in _plain(found)]
        show_json("[\n" + ",\n".join(rows) + "\n]" if rows else "[]")
        for line in _left_out(found):
            click.echo(line, err=True)
    else:
        _show(found, measure)
    return 0


def _plain(found: Adjacent) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = found.arrow().to_pylist()
    stated = {card.role: card for card in reversed(found.stated)}
    for row in rows:
        card = row["code"] and stated.get(row["code"])
        row["stated"] = card and {
            "title": card.title,
            "distance": card.distance,
            "band": card.band,
            "line_start": card.line_start,
            "line_end": card.line_end,
            "disagrees": list(card.disagrees),
        }
    return rows


def _show(found: Adjacent, measure: Measure) -> None:
    click.secho(inert("  ".join(filter(None, (found.title, found.code)))), bold=True)
    if len(found):
        _show_neighbours(found, measure)
    elif found.coordinates and not found.total:
        click.echo("no other role has a distance")
    if found.total > len(found):
        click.echo(f"… {counted(found.total - len(found), 'more role')}; --limit 0 shows all")
    for line in _left_out(found):
        click.echo("\n".join(fill(line, "  ")))
    if found.stated:
        click.echo()
        click.secho("Stated on the page", bold=True)
        show_table(["line", "title", "stated", "computed", "remark"], map(_stated, found.stated))


def _show_neighbours(found: Adjacent, measure: Measure) -> None:
    if found.coordinates is None:
        rows = [(handle(role.code, role.profile_id), role.title, "same family") for role in found]
        show_table(["code or id", "title", "why"], rows, narrow="drop")
        return
    told = [(role, role.distance_of(measure)) for role in found]
    show_table(
        ["distance", "band", "code", "title", "taxonomy + level"],
        [
            (_number(far.total), far.band, role.code, role.title, _made_of(role, far, measure))
            for role, far in told
            if far
        ],
        narrow="drop",
    )


def _made_of(role: Neighbour, distance: Distance, measure: Measure) -> str:
    """`1/4 + 1/8: 1 of 2 segments, 1 step`."""
    taxonomy = measure.taxonomy_weight * distance.taxonomy
    said = [
        "same path" if distance.shared == distance.longer else f"{distance.shared} of {distance.longer} segments",
        counted(distance.steps, "step") if distance.steps else "" if distance.tracks_differ else "same level",
        "other track" if distance.tracks_differ else "",
        "derived" if role.derived else "",
        "gone" if role.gone else "",
    ]
    return f"{taxonomy} + {distance.total - taxonomy}: {', '.join(filter(None, said))}"


def _stated(card: Stated) -> tuple[int, str, str | None, str | None, str]:
    stated = " ".join(str(part) for part in (card.distance, card.band) if part is not None)
    computed = None if card.computed is None else f"{_number(card.computed)} {card.computed_band}"
    disagrees = f"disagrees in {' and '.join(card.disagrees)}" if card.disagrees else ""
    return card.line_start, card.title, stated or None, computed, "; ".join(filter(None, (disagrees, card.note)))


def _left_out(found: Adjacent) -> list[str]:
    if found.coordinates is None:
        others = "; the other roles of its family are listed" if len(found) else ""
        return [f"it states no code with a level, so it has no coordinates and no distances{others}"]
    if not found.left_out:
        return []
    reasons = ", ".join(f"{count:,} ({reason})" for reason, count in found.left_out.items())
    hint = "; the setting track_offsets places a track" if any(x.startswith("track ") for x in found.left_out) else ""
    return [f"without a distance: {reasons}{hint}"]


def _number(exact: Fraction) -> str:
    return f"{float(exact):.3f}"

"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

grammars = click.option(
    "--grammars",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Read with the grammars in this folder instead of the built-in ones.",
)

formats = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)

file = click.argument("file", metavar="FILE")

inputs = click.argument("inputs", metavar="INPUT...", nargs=-1)

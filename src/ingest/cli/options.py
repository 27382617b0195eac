"""Options that several commands share. What a setting's option takes and says comes from the setting itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import click

from ingest.settings import LONGEST, Settings
from ingest.settings_precedence import load_settings
from ingest.untrusted_settings import NO_ADDRESS, is_address

LIST = "LIST"  # the metavar of an option whose value is a list with commas, and which may be repeated
Command = TypeVar("Command", bound=Callable[..., Any])


def setting(name: str, *short: str, metavar: str | None = None) -> Callable[[Command], Command]:
    """Return the option of a setting. Its value is None if it was not given, so that environment, file and default
    count.
    """
    field = Settings.model_fields[name]
    flag = "--" + name.replace("_", "-")
    words = field.description or ""
    description = f"{words[:1].upper()}{words[1:]}."
    if field.annotation is bool:
        return click.option(f"{flag}/--no-{flag[2:]}", name, default=None, help=description)
    if get_origin(field.annotation) is Literal:
        return click.option(flag, name, type=click.Choice(get_args(field.annotation)), help=description)
    if metavar == LIST:
        return click.option(
            flag, name, multiple=True, metavar=LIST, callback=_joined, help=f"{description} Repeatable."
        )
    return click.option(flag, *short, name, metavar=metavar or "TEXT", help=description)


def _joined(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> str | None:
    """The lists of an option that was given several times as one; None if it was not given."""
    return ",".join(given) if given else None


formats = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output for people (text) or for programs (json).",
)

log = click.option(
    "--log",
    type=click.Choice(["text", "json"]),
    help="Form of the log on standard error: lines of text, or one JSON object per line. [default: as --format]",
)

file = click.argument("file", metavar="FILE")

inputs = click.argument("inputs", metavar="[INPUT]...", nargs=-1)


def grammars(command: Command) -> Command:
    """`--grammars`, `--words`: what dumps are read with."""
    files = "File of words to add to the built-in ones. Repeatable."
    words = click.option("--words", multiple=True, metavar="FILE", help=files)
    return setting("grammars", metavar="DIR")(words(command))


def sources(command: Command) -> Command:
    """Add `--encoding` and the options that name the columns of a table."""
    for name in ("id_column", "title_column", "text_column", "encoding"):
        command = setting(name, metavar="NAME")(command)
    return command


def _dataset(_context: click.Context, _option: click.Parameter, given: Path | None) -> Path:
    settings = None if given else load_settings()
    return given or (settings.data or settings.out if settings else Path())


class Folder(click.Path):
    """A folder by its name: an empty one is a variable that is not set, not the working directory."""

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(path_type=Path, file_okay=False, exists=exists)

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        """The path. Fails for an empty name and for an address."""
        if value == "":
            self.fail("is empty; is a variable not set?", parameter, context)
        if is_address(value):
            self.fail(f"{value}: {NO_ADDRESS}", parameter, context)
        return super().convert(value, parameter, context)


data = click.option(
    "-d",
    "--data",
    type=Folder(),
    callback=_dataset,
    metavar="DIR",
    help="Folder of the published dataset. [default: the setting `data`, else `out`]",
)


def limit(what: str, shown: int) -> Callable[[Command], Command]:
    """`--limit`: how many of `what` are shown; see `at_most`."""
    help = f"Number of {what}; 0 shows all. [default: {shown}; all in every form but text]"
    return click.option("--limit", type=click.IntRange(min=0), metavar="N", help=help)


def at_most(limit: int | None, shown: int, form: str) -> int | None:
    """Return how many are shown, None for all: what `--limit` says, else `shown` to people and all to programs."""
    return (shown if form == "text" else None) if limit is None else limit or None


wait = click.option(
    "--wait",
    type=click.FloatRange(min=0, max=LONGEST),
    default=0.0,
    metavar="SECONDS",
    help="Seconds to wait while another run holds the dataset.",
)

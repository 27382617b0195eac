"""What a mistyped command or option may mean: said with the error, the likeliest alone."""

from __future__ import annotations

from collections.abc import Iterable

import click

# The published dataset is `-o` where a command writes it, and `-d` where it looks at one.
_DATASET = {"-d": "out", "--data": "out", "-o": "data", "--out": "data"}


def unknown_command(name: str, known: Iterable[str], context: click.Context) -> click.UsageError:
    """Return the error for an unknown command."""
    from difflib import get_close_matches  # no start of the program needs it

    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return click.UsageError(f"No such command {name!r}.{hint}", context)


def sharpened(error: click.ClickException) -> click.ClickException:
    """The error, with the option that is meant by one that the command does not have."""
    if not isinstance(error, click.NoSuchOption):
        return error
    wanted = _DATASET.get(error.option_name)
    command = error.ctx.command if error.ctx else None
    for option in command.params if command and wanted else ():
        if wanted in (option.name, *(name.lstrip("-") for name in option.opts)):
            shown = f"{error.message} The folder of the published dataset is {min(option.opts, key=len)} here."
            return click.NoSuchOption(error.option_name, shown, None, error.ctx)
    if error.possibilities:  # the likeliest comes first
        return click.NoSuchOption(error.option_name, error.message, error.possibilities[:1], error.ctx)
    return error

"""The entry point: arguments in, exit code out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from ingest import __version__
from ingest.cli.commands import Commands
from ingest.cli.did_you_mean import sharpened
from ingest.cli.environment_warnings import warn_of_unknown_names
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import inert
from ingest.cli.streams import failure, safe_streams
from ingest.errors import DamagedDataset, IngestError
from ingest.exit_codes import DONE, EXIT_CODES, FAILED, INTERRUPTED

NEW_OBJECTS = 100_000  # between searches for cycles: what is loaded stays, and there is much of it


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\n"
    + EXIT_CODES
    + "\n"
    + examples("ingest run raw/", "ingest show", "ingest parse raw/data/data-pipelines-p4.txt"),
)
@click.version_option(__version__, prog_name="ingest")
def ingest() -> None:
    """Turn pages about jobs into typed tables in which every value names the lines it was read from."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code."""
    gc.set_threshold(NEW_OBJECTS)
    with safe_streams():
        return _main(list(sys.argv[1:] if arguments is None else arguments))


def _main(arguments: list[str]) -> int:
    """Return the exit code: the outcome for the data if a command changes data, otherwise whether the answer was
    printed.
    """
    try:
        return _run(arguments)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        sharpened(error).show()
        return error.exit_code
    except IngestError as error:
        click.echo(f"ingest: {inert(str(error))}", err=True)
        for line in getattr(error, "drawing", ()):
            click.echo(inert(line), err=True)
        if isinstance(error, DamagedDataset):
            click.echo(
                "hint: `ingest verify` names what is damaged; `ingest run` over all sources mends it, "
                "`ingest rollback` goes back",
                err=True,
            )
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough
        return DONE
    except OSError as error:
        _tell(error)
        return FAILED


def _run(arguments: list[str]) -> int:
    """Do what click's own `main` does, with our exit codes."""
    warn_of_unknown_names(arguments)
    with ingest.make_context("ingest", arguments, color=_colour()) as context:
        code: int = ingest.invoke(context)
    sys.stdout.flush()
    if (error := failure()) and not isinstance(error, BrokenPipeError):
        _tell(error)
    return code


def _tell(error: OSError) -> None:
    what = f"standard output: {error.strerror}" if error is failure() else str(error)
    click.echo(f"ingest: {inert(what)}", err=True)


def _colour() -> bool | None:
    """None: as the terminal allows."""
    return False if os.environ.get("NO_COLOR") else None

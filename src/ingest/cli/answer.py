"""The rows of a command's answer in the form that was asked for, printed or written to a file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from ingest.cli.safe_text import inert
from ingest.cli.terminal import is_terminal
from ingest.errors import StoreError, UsageError
from ingest.store.files import Files

if TYPE_CHECKING:
    import pyarrow as pa

    from ingest.catalogue.answer_files import AnswerForm

Command = TypeVar("Command", bound=Callable[..., Any])
FILES = ("csv", "jsonl", "parquet")
_BY_SUFFIX = {f".{form}": form for form in FILES}


def answer_form(command: Command) -> Command:
    """`-o`, and `--format` with the file formats besides text and JSON."""
    output = click.option(
        "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the rows to a new file."
    )
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", *FILES]),
        help="Form of the output. [default: text; with -o, taken from the name of FILE]",
    )
    return form(output(command))


def form_of(form: str | None, output: Path | None) -> str:
    """The form that is meant. Raises UsageError where it cannot be known, or nothing can be written so."""
    if output is not None and output.is_dir():
        raise UsageError(f"{output}: is a folder, and -o names a file; the published dataset is named with -d")
    meant = form or (_BY_SUFFIX.get(output.suffix.lower()) if output else "text")
    if output is not None and meant not in FILES:
        raise UsageError(f"{output}: -o writes {', '.join(FILES)}; name one with --format, or by how FILE ends")
    if output is None and meant == "parquet":
        raise UsageError("Parquet is no text: write it to a file with -o FILE")
    return str(meant)


def write_rows(rows: pa.Table, form: str, output: Path | None) -> None:
    """Write rows to a new file, or to standard output. Raises UsageError if the file is there or a value has no text,
    StoreError if the file cannot be written; the file is there whole or not at all."""
    from ingest.catalogue.answer_files import write_answer  # Arrow comes with it

    file = BytesIO()
    write_answer(rows, cast("AnswerForm", form), file)
    if output is None:
        _print(file.getvalue())
        return
    write_new(output, file.getvalue())
    click.echo(inert(f"{output} is written: {rows.num_rows:,} rows"))


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises UsageError if it is there, StoreError."""
    try:
        Files().add(path, data)
    except FileExistsError:
        raise UsageError(f"{path} exists already; name another file") from None
    except StoreError as error:
        why = error.__cause__.strerror if isinstance(error.__cause__, OSError) else None
        raise StoreError(f"{path}: cannot be written ({why or error})") from None


def _print(answer: bytes) -> None:
    """Print to a file or pipe unchanged, to a terminal without control characters from dumps."""
    if is_terminal():
        for line in answer.decode().splitlines():
            click.echo(inert(line))
    else:
        click.echo(answer, nl=False)

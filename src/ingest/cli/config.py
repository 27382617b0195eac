"""`ingest config`."""

from __future__ import annotations

import json
import os

import click

from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.help_examples import examples
from ingest.cli.terminal import show_json
from ingest.settings import as_typed
from ingest.settings_precedence import load_settings


@click.command(epilog=examples("ingest config", "INGEST_WORKERS=1 ingest config --format json"))
@options.formats
def config(form: str) -> int:
    """Show every setting and where its value comes from.

    A flag overrides an INGEST_* variable; a variable overrides ingest.toml in the working directory (or the file that
    INGEST_CONFIG names); ingest.toml overrides the default.
    """
    settings = load_settings({}, os.environ)
    values = settings.model_dump(mode="json")
    if form == "json":
        rows = {name: {"value": value, "from": settings.origins[name]} for name, value in values.items()}
        show_json(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        show_table(
            ["setting", "value", "from"],
            [(name, as_typed(value), settings.origins[name]) for name, value in values.items()],
        )
    return 0

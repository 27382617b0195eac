"""Warn of environment variables that look like settings but are not, so that a misspelled one is noticed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import pairwise

import click

from ingest.cli.safe_text import inert

PREFIX = "INGEST_"
NAMED = f"{PREFIX}CONFIG"  # the file of settings: no setting itself


def warn_of_unknown_names(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
    """Say on standard error which `INGEST_*` variables are no settings, and which may be meant; as a line of JSON where
    the log is JSON."""
    given = sorted(name for name in environ if name.startswith(PREFIX) and name != NAMED)
    if not given:
        return
    from ingest.settings import Settings  # most runs have no such variable, and it takes long to load

    known = {PREFIX + name.upper() for name in Settings.model_fields if name != "origins"}
    for name in given:
        if name not in known:
            _tell(name, known, is_json=_logs_json(arguments))


def _tell(name: str, known: set[str], *, is_json: bool) -> None:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=1, cutoff=0.85)
    hint = f"; did you mean {near[0]}?" if near else ""
    if is_json:
        from ingest.cli.log import log

        log("unknown_setting", {"name": name, "hint": hint.strip("; ")}, "warning")
    else:
        click.echo(f"ingest: {inert(name)}: there is no such setting{hint}", err=True)


def _logs_json(arguments: Sequence[str]) -> bool:
    return "--log=json" in arguments or ("--log", "json") in pairwise(arguments)

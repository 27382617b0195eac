"""Settings, INPUTs, globs and names of others: they are read, or refused as wrong usage, at once."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from random import Random

from fuzzing.mutate import mutate
from ingest.errors import SettingsError, UsageError
from ingest.settings import Settings
from ingest.settings_precedence import load_settings
from ingest.settings_template import template
from ingest.sources import glob
from ingest.sources.discover import discover
from ingest.sources.inputs import parse_inputs
from ingest.sources.own_output import Written
from ingest.sources.quoted_names import quote, unquote

_WORDS = (
    b"1e-999999999", b"1e999999999", b"9" * 5000, b"1/0", b"nan", b"-inf", b"\xef\xbb\xbf", b"\0", b"\xff", b"'''",
    b'"""', b"[", b"]", b"=", b"64GiB", b"99999999999999999999G", b"-1", b"0", b"true", b"inputs = [", b"P = 1", b"#",
)  # fmt: skip
_GLOBS = "*?[]!-^\\/az.{}%#\u00e9\udcff\n"


def names(random: Random, scratch: Path) -> str | None:
    """One settings file, environment, INPUT and name. Returns what is wrong."""
    text = template().replace("\n# ", "\n" if random.random() < 0.3 else "\n# ").encode()
    path = scratch / "ingest.toml"
    path.write_bytes(mutate(random, text, _WORDS, 4))
    name = random.choice(list(Settings.model_fields))
    value = mutate(random, random.choice((b"1", b"5%", b"a=1,b=2", b"64MiB", b"1/2", *_WORDS)), _WORDS, 2)
    environ = {f"INGEST_{name.upper()}": os.fsdecode(value), "INGEST_CONFIG": str(path)}
    for flags in ({}, {name: os.fsdecode(value)}):
        with suppress(SettingsError):
            load_settings(flags, environ if random.random() < 0.5 else {"INGEST_CONFIG": str(path)})
    return _globs(random, scratch) or _uris(random)


def _globs(random: Random, scratch: Path) -> str | None:
    spelling = "".join(random.choices(_GLOBS, k=random.randint(0, 8))).replace("..", ".").lstrip("/")  # not elsewhere
    with suppress(UsageError):
        discover(parse_inputs([f"{scratch}/{spelling}", spelling][: random.randint(1, 2)]), Written())
    if glob.fault(spelling) is None:
        glob.matches(spelling, "".join(random.choices(_GLOBS, k=6)))
    return None


def _uris(random: Random) -> str | None:
    name = os.fsdecode(mutate(random, "dumps/ä%2f!/x#1.txt".encode(), _WORDS))
    return None if unquote(quote(name)) == name else f"{name!r} is {unquote(quote(name))!r} when it comes back"

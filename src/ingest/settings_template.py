"""A settings file to start from: every setting with its default, commented out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args, get_origin

from ingest.errors import SettingsError, StoreError
from ingest.settings import Settings
from ingest.settings_file import CONFIG_FILE

_HEAD = """\
# Settings of `ingest`. A flag wins over an INGEST_* variable, that over this file, and this over the default.
# Paths are relative to this file. `ingest config` shows what is in force, and where it came from.
"""


def template() -> str:
    """The text of a settings file that changes nothing as it is."""
    parts = [_HEAD]
    for name, field in Settings.model_fields.items():
        if name == "origins":
            continue
        choices = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
        more = f" ({' | '.join(choices)})" if choices else ""
        default = None if field.default_factory else field.default
        parts.append(f"\n# {field.description}{more}\n# {name} = {_toml(default)}\n")
    return "".join(parts)


def write_template(folder: Path) -> Path:
    """Write the settings file into `folder`. Raises SettingsError if it exists already, and StoreError."""
    path = folder / CONFIG_FILE
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise SettingsError(f"{path}: is there already; remove it to get a new one") from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from None
    return path


def _toml(value: object) -> str:
    """A value as TOML writes it; nothing where there is no default to show."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, Path):
        value = str(value)
    return json.dumps(value)

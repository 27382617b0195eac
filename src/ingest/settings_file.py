"""A file of settings (`ingest.toml`) as it is written: its values, and the line of each for what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ingest.errors import SettingsError
from ingest.lazy_patterns import rare

CONFIG_FILE = "ingest.toml"
_PLACE = rare(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$")
_BARE = rare(r"""^\s*([\w-]+)\s*=\s*([^\s"'\[{#][^"'#]*?)\s*(?:#.*)?$""")
_KEY = r"""^\s*(?:\[\s*)?["']?{}["']?\s*[]=.]"""


class SettingsFile(NamedTuple):
    """The values by their settings' names, as TOML gives them."""

    path: Path
    text: str
    values: Mapping[str, object]

    def place(self, name: str) -> str:
        """Return the file and line of a setting."""
        key = rare(_KEY.format("[-_]".join(name.split("_"))))
        lines = (number for number, line in enumerate(self.text.splitlines(), 1) if key.match(line))
        line = next(lines, None)
        return f"{self.path}:{line}" if line else str(self.path)

    def spelled(self, name: str) -> str:
        """A setting with its value, as the file has them."""
        return f"{name} = {json.dumps(self.values[name], ensure_ascii=False, default=str)}"


def read_settings_file(named: Path | None) -> SettingsFile:
    """The file of this name, or else `ingest.toml` in the working directory; that one may be missing: it says nothing.

    Raises SettingsError, with file and line.
    """
    path = named or Path(CONFIG_FILE)
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        if named is not None:
            raise SettingsError(f"{path}: there is no such file") from None
        return SettingsFile(path, "", {})
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from None
    except ValueError:
        raise SettingsError(f"{path}: a file of settings is UTF-8; this one is not") from None
    import tomllib  # most processes have no such file

    try:
        values = tomllib.loads(text)
    except ValueError as error:
        raise SettingsError(_explain(path, text, str(error))) from None
    return SettingsFile(path, text, {name.replace("-", "_"): value for name, value in values.items()})


def _explain(path: Path, text: str, error: str) -> str:
    """Where a file is no TOML, and how to mend it where that is known. `error` is what `tomllib` says."""
    place = _PLACE.match(error)
    lines = text.splitlines()
    if place is None or not lines:
        return f"{path}: this is no TOML: {error}"
    number = min(int(place[2] or len(lines)), len(lines))
    bare = _BARE.match(lines[number - 1])
    hint = f'; texts, paths and shares stand in quotes: {bare[1]} = "{bare[2]}"' if bare else ""
    return f"{path}:{number}: this is no TOML: {place[1]}{hint}"

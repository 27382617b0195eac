"""Untrusted settings: a file that was found in a folder may be somebody else's, and reaches nothing outside of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ingest.errors import SettingsError

_FRONT = re.compile(r"^(?:[\w.-]+=)?", re.DOTALL)
_WILD = re.compile(r"[*?\[]")
_ADDRESS = re.compile(r"(?:[\w.-]+=)?[A-Za-z][A-Za-z0-9+.-]+://")

NO_ADDRESS = "is an address; only files and folders of this machine are read and written"


def guard_reach(places: Mapping[str, object], config: Path) -> None:
    """Raise SettingsError if one of the `places` that the file `config` sets lies outside of its folder.

    They are seen from the working directory: paths, lists of INPUTs, or the address of a cluster, which is always
    outside. Links are followed; the lines of a list (`@FILE`) count as INPUTs.
    """
    for name, value in places.items():
        for place in value if isinstance(value, tuple | list) else (value,):
            if name == "address" or _is_outside(place, config.parent):
                yourself = "name it behind the command" if name == "inputs" else f"give --{name} yourself"
                raise SettingsError(
                    f"{config}: {name} = {str(place)!r} reaches outside of the folder; if the settings are yours, say "
                    f"so with INGEST_CONFIG={config}, or {yourself}"
                )


def is_address(place: object) -> bool:
    """Whether a place, also one with NAME= before it, is written as an address: `s3://bucket/pages`."""
    return isinstance(place, str) and _ADDRESS.match(place) is not None and not os.path.lexists(place)


def _is_outside(place: object, folder: Path) -> bool:
    if isinstance(place, Path):
        return not _holds(folder, place)
    if not isinstance(place, str) or place == "-":
        return False
    path = place if os.path.lexists(place) else _FRONT.sub("", place, count=1)
    if path.startswith("@") and not os.path.lexists(path):
        return not _holds(folder, Path(path[1:])) or any(_is_outside(line, folder) for line in _lines(Path(path[1:])))
    if os.path.lexists(path) or not _WILD.search(path):
        return not _holds(folder, Path(path))
    fixed = _WILD.split(path)[0].rpartition("/")[0]
    return ".." in Path(path[len(fixed) :]).parts or not _holds(folder, Path(fixed))


def _lines(path: Path) -> Iterator[str]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:  # whoever opens it to read the INPUTs says so
        return
    yield from (os.fsdecode(line.removesuffix(b"\r")) for line in lines if line.strip() and not line.startswith(b"#"))


def _holds(folder: Path, path: Path) -> bool:
    """Whether a path is that of a folder or of something in it, links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))

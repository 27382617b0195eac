"""Where things are in a dataset's folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ingest.errors import StoreError

MANIFEST = "manifest.json"
_NUMBER = re.compile(r"\d{6,}")


class Layout(NamedTuple):
    """The places of a dataset below its `root`."""

    root: Path

    @property
    def current(self) -> Path:
        """The link (or, where there are no links, the file) that names the published snapshot."""
        return self.root / "current"

    @property
    def snapshots(self) -> Path:
        """Folder of the snapshots."""
        return self.root / "snapshots"

    @property
    def runs(self) -> Path:
        """Folder of the reports."""
        return self.root / "runs"

    @property
    def staging(self) -> Path:
        """Folder of what is not published yet; empty between runs."""
        return self.root / ".staging"

    @property
    def cache(self) -> Path:
        """Folder of what only saves time."""
        return self.root / ".cache"

    @property
    def held(self) -> Path:
        """Return the path of the note on the snapshot before the last large loss. It exists once such a snapshot is
        published.
        """
        return self.root / "held.json"

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.root / ".lock"

    def snapshot(self, number: int) -> Path:
        """Folder of one snapshot."""
        return self.snapshots / f"{number:06d}"

    def set_aside(self, number: int) -> Path:
        """The empty file that says that a later snapshot was published, and `ingest rollback` went back behind it."""
        return self.snapshots / f".{number:06d}.aside"

    def retired(self, number: int) -> Path:
        """Return the path of a snapshot during its removal, so that no reader sees it with files missing."""
        return self.snapshots / f".{number:06d}.gone"

    def numbers(self) -> list[int]:
        """Numbers of all snapshots that are there, lowest first, published or not."""
        if not self.snapshots.is_dir():
            return []
        return sorted(int(path.name) for path in self.snapshots.iterdir() if _NUMBER.fullmatch(path.name))

    def published(self) -> int | None:
        """Number of the published snapshot. Raises StoreError if `current` names none."""
        target = self._target()
        while target is not None:
            name = Path(target.strip()).name
            if _NUMBER.fullmatch(name) and self.snapshot(int(name)).is_dir():
                return int(name)
            before, target = target, self._target()
            if target == before:
                raise StoreError(
                    f"{self.current}: names {target.strip()!r}, which is no snapshot; remove it to take the newest"
                )
        return None

    def copied(self) -> int | None:
        """Number of the published snapshot where `current` is a copy of it, as a copy with links followed makes."""
        if self.current.is_symlink() or not self.current.is_dir():
            return None
        ours = _read(self.current / MANIFEST)
        for number in reversed(self.numbers()):
            if ours is not None and _read(self.snapshot(number) / MANIFEST) == ours:
                return number
        raise StoreError(f"{self.current}: is a folder, and no copy of a snapshot; remove it to take the newest")

    def _target(self) -> str | None:
        """What `current` names; a run may swap it at any time."""
        try:
            if self.current.is_symlink():
                return str(self.current.readlink())
            number = self.copied()
            return self.current.read_text("utf-8") if number is None else self.snapshot(number).name
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.current}: cannot be read: {error}") from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None

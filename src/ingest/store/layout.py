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
        """The file that names the snapshot before the last large loss; there is none until one is published."""
        return self.root / "held.json"

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.root / ".lock"

    def snapshot(self, number: int) -> Path:
        """Folder of one snapshot."""
        return self.snapshots / f"{number:06d}"

    def numbers(self) -> list[int]:
        """Numbers of all snapshots that are there, lowest first, published or not."""
        if not self.snapshots.is_dir():
            return []
        return sorted(int(path.name) for path in self.snapshots.iterdir() if _NUMBER.fullmatch(path.name))

    def published(self) -> int | None:
        """Number of the published snapshot. Raises StoreError if `current` names none."""
        try:
            is_link = self.current.is_symlink()
            target = str(self.current.readlink()) if is_link else self.current.read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.current}: cannot be read: {error}") from error
        name = Path(target.strip()).name
        if not _NUMBER.fullmatch(name) or not self.snapshot(int(name)).is_dir():
            raise StoreError(
                f"{self.current}: names {target.strip()!r}, which is no snapshot; remove it to take the newest"
            )
        return int(name)

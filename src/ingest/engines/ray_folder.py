"""The folder of a Ray cluster of our own. A driver that is killed leaves it behind, and the next one takes it away."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

_PLACE = Path("/tmp")  # names of sockets have to be short, and $TMPDIR may be long
_PREFIX = "ingest-ray-"
_YOUNG = 60.0  # seconds in which a folder may be made and not yet held


class RayFolder:
    """A new folder, held as long as this process lives: the kernel's lock on it tells others so."""

    def __init__(self) -> None:
        sweep()
        self.path = mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_PLACE)
        self._held = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(self._held, fcntl.LOCK_EX)

    def remove(self) -> None:
        """Remove it, as far as Ray lets go of it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._held)


def sweep() -> None:
    """Remove folders that no living process holds. What belongs to another user is left to that user."""
    for folder in _PLACE.glob(f"{_PREFIX}*-*"):
        with suppress(OSError):  # it is gone meanwhile, held, or not ours
            held = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                if time.time() - os.fstat(held).st_ctime > _YOUNG:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder)
            finally:
                os.close(held)

"""One writer a dataset. The kernel holds the lock, so that a crash or a reboot frees it.

Where the file system has no locks, a file that only one process can create takes its place. It tells who created it:
one on this machine that is dead holds nothing; of one on another machine that cannot be known.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import socket
import stat
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.errors import LockHeld, StoreError, UsageError

_POLL = 0.1
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
_LONGEST = 4096  # bytes of a lock file of ours

Waiting = Callable[[str], None]


@contextlib.contextmanager
def lock(
    path: Path, wait: float = 0.0, waiting: Waiting | None = None, lacks: set[str] | None = None
) -> Iterator[None]:
    """Hold the dataset whose lock file is `path`, waiting up to `wait` seconds for it.

    `waiting` is called once if there is need to wait, with who holds it: pid, host and start of that run. "locks" is
    added to `lacks` where the file system has none.

    Raises LockHeld with pid, host and start of the run that holds it, UsageError if there can be no dataset there or
    the lock file is somebody else's, StoreError if it cannot be written.
    """
    handle = _open(path)
    instead = None
    until = time.monotonic() + wait
    try:
        try:
            _acquire(lambda: _flock(handle), path, path, until, waiting)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise StoreError(f"{path}: cannot be locked: {error.strerror}") from error
            if lacks is not None:
                lacks.add("locks")
            held = path.with_name(f"{path.name}.held")
            _acquire(lambda: _create(held), path, held, until, waiting)
            instead = held
        _tell(handle, _holder())
        yield
        _tell(handle, b"")
    finally:
        os.close(handle)
        if instead:
            instead.unlink(missing_ok=True)


def _open(path: Path) -> int:
    """The lock file, made if it is not there. A link would have us write into what it leads to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{path.parent}: is no folder; choose another with -o") from None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise _not_ours(path) from None
        raise StoreError(f"{path.parent}: cannot be written ({error.strerror}); choose another with -o") from error
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or (status.st_size and _read(path) is None):
        os.close(handle)
        raise _not_ours(path)
    return handle


def is_lock(path: Path) -> bool:
    """Whether a file is a lock of ours, held or not."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and (not status.st_size or _read(path) is not None)


def _not_ours(path: Path) -> UsageError:
    return UsageError(f"{path}: is no lock file of ingest; remove it, or choose another folder with -o")


def _acquire(take: Callable[[], bool], path: Path, told: Path, until: float, waiting: Waiting | None) -> None:
    """Take the lock as soon as it is free; `told` is called with its holder."""
    while not take():
        if time.monotonic() >= until:
            raise LockHeld(f"{path.parent}: another run holds it ({_describe(told)})")
        if waiting:
            waiting(_describe(told))
            waiting = None
        time.sleep(_POLL)


def _flock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _create(path: Path) -> bool:
    """Create the lock file and return whether it was free. The lock of a dead process of this machine is taken away."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    except FileExistsError:
        return _is_dead(_read(path)) and _take_away(path) and _create(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        os.write(handle, _holder())
    finally:
        os.close(handle)
    return True


def _take_away(path: Path) -> bool:
    """Remove what a dead process left, unless another one has been quicker and holds the lock by now."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return True
    if not _is_dead(_read(aside)):
        aside.rename(path)
        return False
    aside.unlink(missing_ok=True)
    return True


def _is_dead(holder: dict[str, Any] | None) -> bool:
    """Whether it is known that a holder does not live any more."""
    if holder is None or holder["host"] != socket.gethostname():
        return False
    try:
        os.kill(int(holder["pid"]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError, TypeError):
        return False
    return False


def _tell(handle: int, holder: bytes) -> None:
    """Write the holder into the lock file. On a full disk this is skipped; the lock is held anyway."""
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, holder, 0)


def _holder() -> bytes:
    start = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "start": start}).encode() + b"\n"


def _read(path: Path) -> dict[str, Any] | None:
    """Return the holder from the lock file, or None if the file does not name one."""
    try:
        with path.open("rb") as file:
            holder = json.loads(file.read(_LONGEST))
        return {name: holder[name] for name in ("pid", "host", "start")}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _describe(path: Path) -> str:
    holder = _read(path)
    return f"pid {holder['pid']} on {holder['host']}, started {holder['start']}" if holder else "it has not said which"

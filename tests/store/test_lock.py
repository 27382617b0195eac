"""One writer a dataset, and a lock that no crash leaves behind."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest.errors import LockHeld, UsageError
from ingest.store.lock import lock

_HOLD = "import sys, time\nfrom pathlib import Path\nfrom ingest.store.lock import lock\n" \
    "with lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(600)\n"  # fmt: skip


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "out/.lock"
    told = rf"out: another run holds it \(pid {os.getpid()} on .*, started 20"
    with lock(path), pytest.raises(LockHeld, match=told), lock(path):
        pass
    with lock(path):
        assert str(os.getpid()) in path.read_text()


def test_waiting_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, freed = tmp_path / ".lock", threading.Event()

    def hold() -> None:
        with lock(path):
            taken.set()
            freed.wait()

    taken = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    clock = Clock()
    with monkeypatch.context() as patch:
        patch.setattr("ingest.store.lock.time", clock)
        with pytest.raises(LockHeld, match="another run holds it"), lock(path, wait=0.3):
            pass
    assert 0.3 <= clock.now < 0.5
    with lock(path, wait=600, waiting=lambda _: freed.set()):
        assert freed.is_set()
    holder.join()


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_killed_holder_frees_it(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with subprocess.Popen([sys.executable, "-c", _HOLD, path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockHeld, match=f"pid {holder.pid}"), lock(path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with lock(path):
            assert f'"pid": {os.getpid()}' in path.read_text()


def test_a_place_that_cannot_be_locked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file: is no folder; choose another"), lock(tmp_path / "file/.lock"):
        pass


@pytest.mark.parametrize("kind", ["link", "text", "fifo", "folder"])
def test_what_is_no_lock_file_of_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    path, precious = tmp_path / ".lock", tmp_path / "precious"
    precious.write_text("years of work")
    if kind == "link":
        path.symlink_to(precious)
    elif kind == "text":
        path.write_text("years of work")
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(UsageError, match=r"\.lock: is no lock file of ingest"), lock(path):
        pass
    assert precious.read_text() == "years of work"
    assert kind != "text" or path.read_text() == "years of work"


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)


@pytest.mark.usefixtures("no_locks")
def test_a_file_system_without_locks(tmp_path: Path) -> None:
    path, lacks = tmp_path / ".lock", set[str]()
    with lock(path, lacks=lacks), pytest.raises(LockHeld, match=f"pid {os.getpid()} on .*, started 20"), lock(path):
        pass
    assert lacks == {"locks"}
    assert not (tmp_path / ".lock.held").exists()


@pytest.mark.usefixtures("no_locks")
@pytest.mark.parametrize(("host", "freed"), [(socket.gethostname(), True), ("elsewhere", False)])
def test_what_a_dead_process_left_where_there_are_no_locks(tmp_path: Path, host: str, freed: bool) -> None:
    with subprocess.Popen(["true"]) as dead:
        pass
    path, left = tmp_path / ".lock", tmp_path / ".lock.held"
    left.write_text(json.dumps({"pid": dead.pid, "host": host, "start": "2026"}))
    if freed:
        with lock(path):
            assert f'"pid": {os.getpid()}' in left.read_text()
        assert not left.exists()
    else:
        with pytest.raises(LockHeld, match=f"pid {dead.pid} on elsewhere"), lock(path):
            pass
        assert left.exists()


def test_a_full_disk_is_no_reason_not_to_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.pwrite", full)
    path = tmp_path / ".lock"
    with lock(path), pytest.raises(LockHeld, match="it has not said which"), lock(path):
        pass

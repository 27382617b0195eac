"""One writer a dataset, and a lock that no crash leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
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


def test_waiting_for_it(tmp_path: Path) -> None:
    path, freed = tmp_path / ".lock", threading.Event()

    def hold() -> None:
        with lock(path):
            taken.set()
            freed.wait(10)

    taken = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    assert taken.wait(10)
    start = time.monotonic()
    with pytest.raises(LockHeld, match="another run holds it"), lock(path, wait=0.3):
        pass
    assert 0.3 <= time.monotonic() - start < 5
    threading.Timer(0.2, freed.set).start()
    with lock(path, wait=10):
        assert freed.is_set()
    holder.join()


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

"""Kills runs: `python -m pipeline.killer WORLD SCRATCH STEP…` prints one line a step, `ok` or what is wrong.

The parent imports everything, makes what every run makes first, and runs nothing: it has no threads and can be forked.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from pipeline.faults import Counting, Dying
from pipeline.world import World
from warm import warm_up

_DEADLINE = 600  # seconds a run: only a hang takes so long


def _fork(task: Callable[[], object]) -> int:
    """Run a task in a child; its wait status. One that hangs is ended by SIGALRM."""
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(_DEADLINE)
            task()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def _check(world: World, before: dict[str, bytes], after: dict[str, bytes], killed_at: int) -> str:
    status = _fork(lambda: world.run(files=Dying(killed_at), allow_mass_delete=True))
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        return f"was not killed: {status}"
    if world.snapshot() not in (before, after):
        return "readers see a mix"
    if _fork(lambda: world.run(allow_mass_delete=True)) != 0:
        return "the next run fails"
    if world.snapshot() != after:
        return "the next run gives other bytes"
    return "still staging" if (world.out / ".staging").exists() else "ok"


def main(source: Path, scratch: Path, parts: int) -> None:
    """Kill a run at `parts` steps spread over it, up to the first at which something is wrong."""
    warm_up()
    trial = World(_copy(source, scratch / "trial"))
    before = trial.snapshot()
    counted = scratch / "steps"

    def count() -> None:
        counting = Counting()
        trial.run(files=counting, allow_mass_delete=True)
        counted.write_text(str(len(counting.steps)))

    assert _fork(count) == 0
    steps, after = int(counted.read_text()), trial.snapshot()
    for part in range(parts):
        at = part * steps // parts
        world = World(_copy(source, scratch / str(at)))
        told = _check(world, before, after, at)
        print(f"{at} of {steps}: {told}", flush=True)
        if told != "ok":  # were it a hang, every other step would take its time
            return
        shutil.rmtree(world.root)


def _copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, symlinks=True)
    return target


if __name__ == "__main__":
    with mock.patch.object(os, "fsync"):  # a process that is killed loses nothing that it gave to the system
        main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

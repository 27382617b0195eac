"""Planning and publishing at millions of dumps, with parsing stubbed: time and driver memory, stage by stage.

python benchmarks/scale.py --dumps 10000000 --minutes 90 --folder /tmp
python benchmarks/scale.py --dumps 10000000 --plan      the planner alone, which needs no room on disk
"""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ingest.pipeline import driver, read_stage, sharding
from ingest.pipeline.plan import make_plan
from ingest.pipeline.previous_snapshot import Before
from ingest.settings import Settings
from ingest.shard.versions import ReadingSettings
from ingest.store.cache import STATS
from ingest.store.files import Files
from millions.listing import find, remember
from millions.stub import stub_shard
from millions.watch import Watch
from results import table, write_section


class TimeIsUp(BaseException):
    """The minutes are over."""


def main() -> None:
    options = _options()
    signal.signal(signal.SIGALRM, _stop)
    read_stage.run_shard = stub_shard  # type: ignore[attr-defined]
    few = max(options.dumps // 100, 1)
    runs: list[tuple[str, Callable[[Watch], None]]] = [
        ("the plan of a first run, and its shards", partial(_plan_first, options.dumps)),
        ("the plan of a run that finds nothing new", partial(_plan_again, options.dumps)),
    ]
    parts = []
    with tempfile.TemporaryDirectory(prefix="ingest-scale-", dir=options.folder) as folder:
        if not options.plan:
            settings = Settings(
                inputs=(folder,), out=Path(folder) / "out", export=("parquet",), workers=options.workers
            )
            runs = [
                ("first run: all are new", partial(_run, settings, options.dumps, 0)),
                ("again: nothing is new", partial(_run, settings, options.dumps, 0)),
                ("one of a hundred changed", partial(_run, settings, options.dumps, few)),
            ]
        for name, run in runs:
            parts.append(f"### {options.dumps:,} dumps, {name}\n\n{_measured(run, options.minutes / len(runs))}")
            print(parts[-1], flush=True)
    if options.write:
        command = shlex.join(["python", "benchmarks/scale.py", *sys.argv[1:]])
        write_section("scale", "Millions of dumps, parsing stubbed", command, ("ingest", "pyarrow"), "\n\n".join(parts))


def _run(settings: Settings, dumps: int, changed: int, watch: Watch) -> None:
    driver._discover = lambda *_: find(dumps, changed)  # type: ignore[attr-defined]
    driver.run(settings, progress=watch)


def _plan_first(dumps: int, watch: Watch) -> None:
    found, settings = find(dumps), ReadingSettings.of(Settings())
    watch.stage("plan", dumps)
    plan = make_plan(found, Before(None, ()).ledger(), STATS.empty_table(), settings)
    watch.advance(len(plan.steps))
    watch.stage("shards", dumps)
    for shard in sharding.make_shards(plan.steps, settings, Path(), Files(), 2, {}):
        watch.advance(len(shard.tasks))


def _plan_again(dumps: int, watch: Watch) -> None:
    found, settings = find(dumps), ReadingSettings.of(Settings())
    ledger, stats = remember(found, settings)
    watch.stage("plan", dumps)
    plan = make_plan(found, ledger, stats, settings)
    watch.advance(int(plan.unchanged.sum()))


def _measured(run: Callable[[Watch], None], minutes: float) -> str:
    """The table of a run's stages. It runs in a process of its own, so that its memory is its own."""
    receiving, sending = os.pipe()
    if child := os.fork():
        os.close(sending)
        with os.fdopen(receiving) as told:
            said = told.read()
        os.waitpid(child, 0)
        return said
    os.close(receiving)
    signal.alarm(int(minutes * 60))
    ended = ""
    with Watch() as watch:
        try:
            run(watch)
        except TimeIsUp:
            ended = "\n\nStopped here: the minutes are over."
        except BaseException as error:
            ended = f"\n\nStopped here: {type(error).__name__}: {error}"
    with os.fdopen(sending, "w") as tell:
        tell.write(table(("stage", "seconds", "of them the driver's own", "steps", "driver memory, GiB"), _rows(watch)))
        tell.write(ended + "\n")
    os._exit(0)


def _rows(watch: Watch) -> list[tuple[str, ...]]:
    return [
        (
            stage.name,
            f"{stage.seconds:,.1f}",
            f"{stage.own:,.1f}",
            f"{stage.done:,} of {stage.total:,}" if stage.total else "",
            f"{stage.memory / 2**30:.2f}",
        )
        for stage in watch.stages
    ]


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TimeIsUp


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dumps", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=30, help="shared by the runs, of which there are two or three")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where there is room: about 3 kB a dump")
    parser.add_argument("--plan", action="store_true", help="the planner alone")
    parser.add_argument("--write", action="store_true", help="into benchmarks/RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()

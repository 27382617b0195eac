"""Supervised workers: what one of them does to itself costs the part it was at."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest.engines import supervisor, worker_process
from ingest.engines.supervisor import LocalEngine
from ingest.errors import StoreError
from processes import children, started, wait_until

from . import murderous
from .murderous import Words
from .world import with_tests_on_the_path

DEADLINE = 2.0
PATIENT = 60.0  # on a busy machine even dying takes its time


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[LocalEngine]:
    engine = LocalEngine(2, deadline=getattr(request, "param", PATIENT), max_memory=400 << 20)
    yield engine
    engine.close()


def _read(engine: LocalEngine, tasks: list[murderous.Task], salvage: Words | None = None) -> list[str]:
    return sorted(word for words in engine.map_guarded(murderous.read, tasks, salvage or Words()) for word in words)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time passes for workers that have come to a part which hangs, at once and for ever, and for no others.

    No machine is too slow for that, and nobody waits for a deadline.
    """

    def seconds(worker: worker_process.WorkerProcess) -> float:
        word, _, tries = worker.name.partition(":")
        return 1e6 if word == "hang" and (not tries or _is_written(Path(tries))) else 0.0

    monkeypatch.setattr(worker_process.WorkerProcess, "seconds", property(seconds))


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(
    ("engine", "word", "why"),
    [
        (PATIENT, "exit", "the worker ended with 3"),
        (PATIENT, "abort", "the worker died (SIGABRT)"),
        (DEADLINE, "hang", "more than 2 seconds"),
        (PATIENT, "swell", "more than 400 MiB of memory"),
    ],
    indirect=["engine"],
)
def test_a_killer_costs_itself_only(engine: LocalEngine, word: str, why: str) -> None:
    tasks = [("a", "b", word, "c"), ("d",), (word,), ("e", "f")]
    assert _read(engine, tasks) == sorted([*"abcdef", f"{word}: {why}", f"{word}: {why}"])


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize("engine", [DEADLINE], indirect=True)
@pytest.mark.parametrize("task", [("a", "hang:", "b"), ("hang:",)])
def test_a_deadline_is_one_deadline(engine: LocalEngine, tmp_path: Path, task: tuple[str, ...]) -> None:
    tries = tmp_path / "tries"
    words = tuple(word + str(tries) if word == "hang:" else word for word in task)
    others = sorted(word for word in task if word != "hang:")
    assert _read(engine, [words]) == [*others, f"hang:{tries}: more than 2 seconds"]
    assert tries.read_text() == "x", "it was given its time once"


def test_a_worker_has_its_time_for_each_part(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(worker_process, "time", SimpleNamespace(monotonic=lambda: clock.now))
    worker = worker_process.WorkerProcess()
    try:
        clock.now += 5
        assert (worker.seconds, worker.silence) == (0, 5), "it has told nothing yet"
        worker._pulse.tell(0, "a")
        assert (worker.seconds, worker.silence, worker.name) == (0, 0, "a")
        clock.now += 3
        assert worker.seconds == 3
        worker.begin_anew()
        assert worker.seconds == 0
        clock.now += 2
        assert worker.seconds == 2
        worker._pulse.tell(1, "b")
        assert (worker.seconds, worker.name) == (0, "b")
        clock.now += 1
        assert worker.seconds == 1
        worker._pulse.tell(-1, "")
        clock.now += 9
        assert (worker.seconds, worker.silence) == (0, 0), "it is at no part"
    finally:
        worker.end()


def test_time_in_which_nobody_looked_is_no_time_of_a_worker(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_STALL", -1.0)  # it stands still all the time
    monkeypatch.setattr(engine, "_deadline", 0.0)
    assert _read(engine, [("a", "b")] * 20) == sorted(["a", "b"] * 20)


def test_who_dies_once_gets_another_chance(engine: LocalEngine, tmp_path: Path) -> None:
    once = f"once:{tmp_path / 'mark'}"
    assert _read(engine, [("a", once, "b")]) == ["a", "b", once]


def test_a_death_that_no_part_is_guilty_of_is_found_by_halving(engine: LocalEngine) -> None:
    assert _read(engine, [("a", "b", "late", "c", "d")]) == ["a", "b", "c", "d", "late: the worker ended with 4"]


def test_the_last_words_of_a_worker_are_kept(engine: LocalEngine) -> None:
    salvage = Words()
    _read(engine, [("abort",)], salvage)
    assert "Fatal Python error: Aborted" in salvage.traces["abort"]


def test_what_a_function_raises_reaches_the_caller(engine: LocalEngine) -> None:
    with pytest.raises(ValueError, match="not with me"):
        list(engine.map(murderous.refuse, [1, 2]))


def test_a_task_without_salvage_is_tried_twice_then_ends_the_run(engine: LocalEngine) -> None:
    with pytest.raises(StoreError, match="lost twice over the same task: the worker ended with 5"):
        list(engine.map(murderous.die, [1, 2]))


def test_work_is_shared_and_workers_are_kept(engine: LocalEngine) -> None:
    results = dict(engine.map(murderous.square, range(40)))
    assert sorted(results) == sorted(number * number for number in range(40))
    assert os.getpid() not in results.values()
    assert len(set(results.values())) <= 2


def test_a_worker_that_stops_before_its_first_word(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped as it starts: another one does its work."""
    made: list[supervisor.WorkerProcess] = []

    class Stopped(worker_process.WorkerProcess):
        def __init__(self) -> None:
            super().__init__()
            if not made:
                os.kill(self._process.pid, signal.SIGSTOP)
            made.append(self)

    monkeypatch.setattr(supervisor, "WorkerProcess", Stopped)
    monkeypatch.setattr(Stopped, "silence", property(lambda self: 1e9 if self is made[0] else 0.0))
    assert _read(engine, [("a", "b"), ("c",)]) == ["a", "b", "c"]
    assert made[0] not in engine._idle
    engine.close()
    made.clear()
    assert sorted(number for number, _ in engine.map(murderous.square, [1, 2, 3])) == [1, 4, 9]
    assert made[0] not in engine._idle


def test_a_worker_that_stops_over_its_task_before_the_first_part(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "STARTING", 5.0)
    monkeypatch.setattr(engine, "_deadline", 5.0)

    def silence(worker: worker_process.WorkerProcess) -> float:
        return 1e6 if worker.started and engine._busy[worker].task == ("silent",) else 0.0

    monkeypatch.setattr(worker_process.WorkerProcess, "silence", property(silence))
    assert _read(engine, [("silent",), ("a", "b")]) == ["a", "b", "silent: not a word for 5 seconds"]


@pytest.mark.parametrize("guarded", [True, False])
def test_workers_that_never_start_end_the_run(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    """Nothing of it is the fault of a dump."""
    monkeypatch.setattr(
        worker_process, "_BOOT", "raise SystemExit('no room to start')  # {path} {handle} {memory} {parent}"
    )
    tasks = [("a",), ("b",)]
    found = engine.map_guarded(murderous.read, tasks, Words()) if guarded else engine.map(len, tasks)
    with pytest.raises(StoreError, match="3 workers in a row did not start: the worker ended with 1\nno room to start"):
        list(found)


def test_no_worker_outlives_its_supervisor() -> None:
    script = (
        "from ingest.engines.supervisor import LocalEngine\nfrom pipeline import murderous\n"
        "engine = LocalEngine(2, deadline=600, max_memory=1 << 40)\n"
        "list(engine.map_guarded(murderous.read, [('hang',), ('hang',)], murderous.Words()))\n"
    )
    with started([sys.executable, "-c", script], env=with_tests_on_the_path()) as supervisor:
        wait_until(lambda: len(children(supervisor.pid)) == 2, "two workers")
        workers = children(supervisor.pid)
    wait_until(lambda: not any(_alive(worker) for worker in workers), "the end of the workers")


def _is_written(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

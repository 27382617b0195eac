"""Supervised processes on this machine. A dump that kills, hangs or swells its worker costs that dump only."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, Generic, cast

from ingest.engines import Beat, R, Salvage, T, peek
from ingest.engines.retry_limits import LOCAL_RETRIES
from ingest.engines.worker import Raised
from ingest.engines.worker_process import WorkerProcess, receive
from ingest.errors import StoreError

_POLL = 0.1  # seconds between looks at deadlines and memory
STARTING = 120.0  # seconds, at least, to a worker's first word: a busy machine takes long to start one
_STILLBORN = 3  # workers in a row that do not start are no fault of a task
_STALL = 5.0  # seconds without a look
_TASKS_A_WORKER = 256  # then it makes room for a fresh one, whatever it may have gathered


@dataclass(slots=True)
class _Job(Generic[T]):
    """A task on its way, and how often it was lost."""

    task: T
    lost: int = 0


class LocalEngine:
    """Up to `workers` processes, started when there is work. `deadline` is in seconds, `max_memory` in bytes."""

    def __init__(self, workers: int, deadline: float, max_memory: int) -> None:
        self.workers, self._deadline, self._max_memory = workers, deadline, max_memory
        self._idle: list[WorkerProcess] = []
        self._busy: dict[WorkerProcess, _Job[Any]] = {}
        self._looked = time.monotonic()
        self._stillborn = 0

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Yield the results as they arrive; a single task, or a single worker, runs in this process."""
        some, tasks = peek(tasks)
        return self._supervise(function, tasks, None) if some > 1 and self.workers > 1 else map(function, tasks)

    def map_guarded(self, function: Callable[[T, Beat], R], tasks: Iterable[T], salvage: Salvage[T, R]) -> Iterator[R]:
        """The results, as they come."""
        return self._supervise(function, tasks, salvage)

    def close(self) -> None:
        """End all workers at once: what they hold is staged again or not wanted."""
        for worker in [*self._busy, *self._idle]:
            worker.end()
        self._busy.clear()
        self._idle.clear()

    def _supervise(self, function: Callable[..., R], tasks: Iterable[T], salvage: Salvage[T, R] | None) -> Iterator[R]:
        fresh, again = (_Job(task) for task in tasks), deque[_Job[T]]()
        while True:
            while len(self._busy) < self.workers and (job := again.popleft() if again else next(fresh, None)):
                self._start(job, function, again, guarded=salvage is not None)
            if not self._busy:
                return
            for worker in self._ready():
                try:
                    message = receive(worker)
                except EOFError:
                    yield from self._lost(worker, None, again, salvage)
                    continue
                self._stillborn = 0
                if isinstance(message, Raised):
                    raise message.error
                self._release(worker)
                yield message.result
            for worker, why in self._offenders(guarded=salvage is not None):
                yield from self._lost(worker, why, again, salvage)

    def _start(self, job: _Job[T], function: object, queue: deque[_Job[T]], *, guarded: bool) -> None:
        worker = self._idle.pop() if self._idle else WorkerProcess()
        try:
            worker.send(function, job.task, guarded=guarded)
        except OSError:  # it died while idle: no fault of the task
            started, (ended, trace) = worker.started, worker.end()
            if not started:
                self._note_stillborn(ended, trace)
            queue.appendleft(job)
        else:
            self._busy[worker] = job

    def _ready(self) -> list[WorkerProcess]:
        by_connection = {worker.connection: worker for worker in self._busy}
        return [by_connection[cast("Any", found)] for found in wait(by_connection, _POLL)]

    def _release(self, worker: WorkerProcess) -> None:
        del self._busy[worker]
        if worker.tasks < _TASKS_A_WORKER and worker.memory < self._max_memory // 2:
            self._idle.append(worker)
        else:
            worker.end()

    def _note_stillborn(self, why: str, trace: str) -> None:
        """A worker did not start. Raises StoreError if none does: each new one would be the same."""
        self._stillborn += 1
        if self._stillborn == _STILLBORN:
            raise StoreError(f"{_STILLBORN} workers in a row did not start: {why}\n{trace}")

    def _offenders(self, *, guarded: bool) -> list[tuple[WorkerProcess, str]]:
        """Workers that take too long to their first word; where they are guarded, over one part, or too much memory."""
        found, now, patience = [], time.monotonic(), max(self._deadline, STARTING)
        stalled, self._looked = now - self._looked > _STALL, now
        if stalled:  # this process, or the whole machine, stood still: so may they have
            for worker in self._busy:
                worker.begin_anew()
            return []
        for worker in self._busy:
            if worker.silence > patience and (guarded or not worker.started):
                found.append((worker, f"not a word for {patience:g} seconds"))
            elif not guarded:
                continue
            elif worker.seconds > self._deadline:
                found.append((worker, f"more than {self._deadline:g} seconds"))
            elif worker.memory > self._max_memory:
                found.append((worker, f"more than {self._max_memory >> 20:,} MiB of memory"))
        return found

    def _lost(
        self, worker: WorkerProcess, why: str | None, queue: deque[_Job[T]], salvage: Salvage[T, R] | None
    ) -> Iterator[R]:
        """A worker is gone or has to go: its task is cut down, tried once more, or given up.

        Of a task that took too long, the part at hand is given up at once.
        """
        job: _Job[T] = self._busy.pop(worker)
        at, name, is_late = worker.at, worker.name, worker.seconds > self._deadline
        started, (ended, trace) = worker.started, worker.end()
        if not started:
            self._note_stillborn(why or ended, trace)
            queue.appendleft(job)
            return
        pieces = salvage.split(job.task, at) if salvage else ()
        if salvage and at is not None and is_late and why:  # it had its time; once more would take as long
            suspect = salvage.alone(job.task, at)
            queue.extendleft(_Job(piece) for piece in reversed(pieces) if piece != suspect)
            yield salvage.give_up(suspect, name, why, trace)
        elif pieces:
            queue.extendleft(_Job(piece) for piece in reversed(pieces))
        elif job.lost < LOCAL_RETRIES:
            queue.appendleft(_Job(job.task, job.lost + 1))
        elif salvage:
            yield salvage.give_up(job.task, name, why or ended, trace)
        else:
            raise StoreError(f"a worker was lost twice over the same task: {why or ended}\n{trace}")

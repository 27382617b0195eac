"""Work in a child process. The parent imports everything and runs nothing, so that it has no threads to lose."""

from __future__ import annotations

import json
import os
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any


def start(task: Callable[[], object], answer: int | None = None) -> int:
    """Start a task in a child; its process id. Its result goes to the pipe `answer` as JSON."""
    child = os.fork()
    if child:
        return child
    try:
        result = task()
        if answer is not None:
            os.write(answer, json.dumps(result).encode())
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def ask(task: Callable[[], object]) -> Any:
    """The result of a task. Raises RuntimeError if it fails."""
    return gather([task])[0]


def gather(tasks: list[Callable[[], object]]) -> list[Any]:
    """The results of tasks that run at the same time; none may be longer than a pipe holds (64 KiB)."""
    started = []
    for task in tasks:
        ours, theirs = os.pipe()
        started.append((start(task, theirs), ours))
        os.close(theirs)
    answers = []
    for child, pipe in started:
        with os.fdopen(pipe, "rb") as stream:
            data = stream.read()
        if os.waitpid(child, 0)[1]:
            raise RuntimeError(f"process {child} failed")
        answers.append(json.loads(data))
    return answers


def killed(task: Callable[[], object], after: float) -> bool:
    """Start a task, kill it after so many seconds; whether that came before its end."""
    child = start(task)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_itself(task: Callable[[], object]) -> bool:
    """Whether a task ended by SIGKILL."""
    return os.WIFSIGNALED(os.waitpid(start(task), 0)[1])

"""Functions for workers: dumps that kill, hang and swell. Parts are words; `Words` cuts a task down like a shard."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

Task = tuple[str, ...]


def read(task: Task, beat: Callable[[int, str], None]) -> list[str]:
    """The words, unless one of them does what it says."""
    if task == ("silent",):
        time.sleep(600)
    for index, word in enumerate(task):
        beat(index, word)
        if word == "exit":
            os._exit(3)
        elif word == "abort":
            os.abort()
        elif word == "hang":
            time.sleep(600)
        elif word == "swell":
            _swell()
        elif word.startswith("hang:"):
            with Path(word.removeprefix("hang:")).open("a") as tries:
                tries.write("x")
            time.sleep(600)
        elif word.startswith("once:"):
            _die_once(Path(word.removeprefix("once:")))
    beat(-1, "")
    if "late" in task:
        os._exit(4)
    return list(task)


def refuse(_: int) -> NoReturn:
    raise ValueError("not with me")


def die(_: int) -> NoReturn:
    os._exit(5)


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def _swell() -> None:
    """Take 600 MiB, and keep them."""
    held = [bytearray(b"x") * (16 << 20) for _ in range(38)]
    time.sleep(600)
    held.clear()


def _die_once(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os._exit(6)


class Words:
    """Salvage of word tasks."""

    def __init__(self) -> None:
        self.traces: dict[str, str] = {}

    def split(self, task: Task, at: int | None) -> Sequence[Task]:
        if len(task) < 2:
            return ()
        middle = len(task) // 2
        pieces = (task[:at], task[at : at + 1], task[at + 1 :]) if at is not None else (task[:middle], task[middle:])
        return [piece for piece in pieces if piece]

    def alone(self, task: Task, at: int) -> Task:
        return task[at : at + 1]

    def give_up(self, task: Task, name: str, why: str, trace: str) -> list[str]:
        self.traces[task[0]] = trace
        return [f"{name or task[0]}: {why}"]

"""Signals that come while Ray is at work."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from types import FrameType

import pytest

from ingest.engines.ray_signals import signals_wait


class Ended(Exception):
    pass


def _end(number: int, _: FrameType | None) -> None:
    raise Ended(number)


def _receive(numbers: list[int], done: list[int]) -> None:
    with signals_wait():
        for number in numbers:
            signal.raise_signal(number)
            done.append(number)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_waits_for_the_end_of_the_block(number: int) -> None:
    done: list[int] = []
    with pytest.raises(Ended) as ended:
        _receive([number], done)
    assert (ended.value.args, done) == ((number,), [number])
    assert signal.getsignal(number) is _end


def test_a_second_one_does_not_wait() -> None:
    done: list[int] = []
    with pytest.raises(Ended):
        _receive([signal.SIGTERM, signal.SIGINT], done)
    assert done == [signal.SIGTERM]


def test_handlers_come_back_without_a_signal_and_whatever_the_block_sets() -> None:
    with signals_wait():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    assert signal.getsignal(signal.SIGTERM) is _end


def test_another_thread_sets_no_handlers() -> None:
    seen = []

    def work() -> None:
        with signals_wait():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [_end]

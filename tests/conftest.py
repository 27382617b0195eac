"""What several rooms' tests share: where the sample dumps are, and the real ones where this machine has them."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import hypothesis
import pytest

import ingest
from warm import warm_programs

# A busy machine is no failure; a hang is one, and pytest-timeout ends it.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

# A shell that starts us in the background has Ctrl-C ignored, and so would all programs that tests send one.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

SLOW = {"browser", "cluster"}  # fixtures: what takes one of them is for `make test-all`

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # thousands of tests stay until the end: no search for cycles has to walk through them


def pytest_sessionfinish() -> None:
    gc.unfreeze()  # or DuckDB tells of leaks


@pytest.fixture(scope="session", autouse=True)
def _nobody_waits_for_the_disk() -> Iterator[None]:
    """A run waits for the disk a hundred times, which only a power cut would show. Processes that tests start do wait.

    Tests of what a disk does make `Files` fail, which is asked before.
    """
    with mock.patch.object(os, "fsync"):
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def raw(root: Path) -> Path:
    return root / "raw"


@pytest.fixture(scope="session")
def published(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples of raw/ as a dataset, made once: for tests that only read. None may change it."""
    out = tmp_path_factory.mktemp("published") / "out"
    assert ingest.run([raw], out=out, workers=0).published
    return out


@pytest.fixture(scope="session")
def programs() -> Iterator[Path]:
    """A folder with `ingest` and `python`: as the programs are, but each call is a child of one warm process."""
    with warm_programs() as folder:
        yield folder


@pytest.fixture(scope="session")
def real_dumps() -> Path:
    """The folder of real dumps that REAL_DUMPS names; without it these tests are skipped, and say so."""
    named = os.environ.get("REAL_DUMPS")
    if not named or not Path(named).is_dir():
        pytest.skip("REAL_DUMPS names no folder of real dumps")
    return Path(named)

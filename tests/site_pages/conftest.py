"""The samples as a published dataset and its site, made once; and a real browser that may ask no other host."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ingest
from ingest.site.build import build_site

from .window import Window, start

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def dataset(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of two runs over the samples, each with its page."""
    folder = tmp_path_factory.mktemp("dataset")
    shutil.copytree(root / "raw", folder / "raw")
    for _ in range(2):
        ingest.run(folder / "raw", folder / "out", workers=0, report="html")
    return folder / "out"


@pytest.fixture(scope="session")
def site(dataset: Path) -> Path:
    folder = dataset.parent / "site"
    build_site(ingest.open(dataset), folder, dataset / "runs")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in CHROMIUM")
    with start(program) as started:
        yield started


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """A fresh window. At the end nothing may have been said on its console, and nothing asked of another host."""
    opened = Window(browser)
    yield opened
    opened.close()

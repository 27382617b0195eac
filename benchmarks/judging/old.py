"""The reader of the old commit: its files out of git, in an environment of its own, asked through a process."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

from environments import python_with
from judging.answer import Answer
from judging.pages import GENERATED, ROOT, Page, cache

COMMIT = "083c5e2"
WORKER = Path(__file__).resolve().parent / "old_reader.py"
NEEDS = ("beautifulsoup4", "lark", "lxml", "markdownify", "pydantic")


def read(pages: Sequence[Page]) -> list[Answer]:
    """The old answers to the pages, in their order. Raises CalledProcessError if the commit is not in the clone."""
    given = "".join(json.dumps([page.name, page.text, _truth(page)]) + "\n" for page in pages)
    return [Answer(**json.loads(line)) for line in _ask(given).splitlines()] if pages else []


def known() -> str:
    """What `old_reader.known` says, as JSON."""
    return _ask("", "--known")


def _truth(page: Page) -> list[object] | None:
    return [*page.truth, GENERATED] if page.name.startswith("generated/") else None


def _ask(given: str, *arguments: str) -> str:
    home = _files()
    python = python_with(f"judge-{COMMIT}", _requirements(home), cache())
    path = os.pathsep.join([str(home / "src"), str(home / "benchmarks")])
    done = subprocess.run(
        [python, "-P", WORKER, *arguments],
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    return done.stdout


def _files() -> Path:
    """The commit's files. They are complete once the folder has its name."""
    home = cache() / COMMIT
    if not home.exists():
        packed = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
        making = home.with_name(f"{COMMIT}.{os.getpid()}")
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(making, filter="data")
        making.rename(home)
    return home


def _requirements(home: Path) -> list[str]:
    """What its reader needs, in the versions that it was tested with."""
    pins = (home / "constraints.txt").read_text("utf-8").splitlines()
    return [pin for pin in pins if pin.partition("==")[0].lower() in NEEDS]

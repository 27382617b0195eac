"""Dumps of pages, made by a tool in its own environment and kept in a cache."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from environments import python_with
from extractors.tools import Tool

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent / ".cache"
WORKER = HERE / "worker.py"


def extract(tool: Tool, pages: Sequence[str], cache: Path = CACHE) -> list[str]:
    """The dumps of the pages, in order, kept in `cache`.

    Raises CalledProcessError if the tool cannot be installed or fails.
    """
    known = cache / f"{_key(tool, pages)}.json"
    if known.exists():
        dumps: list[str] = json.loads(known.read_text(encoding="utf-8"))
        return dumps
    given = "".join(json.dumps(page) + "\n" for page in pages)
    done = subprocess.run(
        [python_with(tool.environment, tool.requirements), WORKER, tool.call],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    dumps = [json.loads(line) for line in done.stdout.splitlines()]
    if len(dumps) != len(pages):
        raise RuntimeError(f"{tool.name}: {len(pages)} pages, {len(dumps)} dumps")
    cache.mkdir(parents=True, exist_ok=True)
    known.write_text(json.dumps(dumps), encoding="utf-8")
    return dumps


def _key(tool: Tool, pages: Sequence[str]) -> str:
    digest = hashlib.sha256(WORKER.read_bytes())
    for part in (tool.call, *tool.requirements, *pages):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:32]

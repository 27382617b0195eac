"""What benchmarks of whole commands share: what they are asked, the catalogues, an empty folder for every command."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus import CATALOGUES
from timing import Spent, spend


def asked(doc: str | None, *, dumps: int, rounds: int = 5, minutes: float = 20.0) -> argparse.Namespace:
    """The options of the command line, with these defaults; `doc` describes the benchmark."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dumps", type=int, default=dumps)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--minutes", type=float, default=minutes, help="no round is begun after so long")
    parser.add_argument("--scratch", type=Path, help="folder to work in")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    return parser.parse_args()


def over_catalogues(measure: Callable[[str, bool, argparse.Namespace, Path], str], options: argparse.Namespace) -> str:
    """What is measured of each catalogue, given its name, whether it shares, the options and a folder of its own."""
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        parts = [
            measure(name, sharing, options, Path(scratch) / name.replace(" ", "-"))
            for name, sharing in CATALOGUES.items()
        ]
    return "\n\n".join(parts)


def tasks(commands: dict[str, list[object]], out: Path, cores: int | None = None) -> dict[str, Callable[[], Spent]]:
    """Commands as tasks, each with an empty folder to write to."""

    def task(command: list[object]) -> Spent:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        return spend(command, cores=cores)

    return {name: lambda command=command: task(command) for name, command in commands.items()}  # type: ignore[misc]

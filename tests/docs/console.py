"""Documents whose examples are run: every ```console block is a session, every ```python block a program.

In a session a line that starts with `$ ` is a command for bash, and those that start with `> ` go on with it; the lines
up to the next command are what it prints. What a program prints stands in a ```text block right below it.
`...` on a line of its own stands for any lines, `[..]` for anything within a line. A command ends with 0 unless
`$ echo $?` comes next and says otherwise. All blocks of a document run in one folder, which
holds raw/, grammars/ and examples/.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$(?:\n\n?```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


@dataclass(slots=True)
class Step:
    command: str
    line: int
    expected: list[str] = field(default_factory=list)


def sessions(document: Path) -> Iterator[list[Step]]:
    """The blocks of a document, each as its steps; a program is one step."""
    text = document.read_text("utf-8")
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 2
        yield _program(block[2], block[3] or "", first) if block[1] == "python" else _session(block[2], first)


def _program(code: str, printed: str, line: int) -> list[Step]:
    return [Step(f"python - <<'END'\n{code}END", line, printed.splitlines())]


def _session(block: str, first: int) -> list[Step]:
    steps: list[Step] = []
    for number, line in enumerate(block.splitlines(), first):
        if line.startswith("$ "):
            steps.append(Step(line[2:], number))
        elif line.startswith("> ") and steps and not steps[-1].expected:
            steps[-1].command += f"\n{line[2:]}"
        else:
            assert steps, f"line {number}: output before any command"
            steps[-1].expected.append(line)
    return steps


def workplaces(folder: Path, root: Path, names: Iterable[str]) -> dict[str, Path]:
    """A folder each, with copies of raw/, grammars/ and examples/ that have stood there for a while.

    The stamp of a file just written may hide its next change.
    """
    for name, part in product(names, ("raw", "grammars", "examples")):
        shutil.copytree(root / part, folder / name / part)
    time.sleep(2.1)
    return {name: folder / name for name in names}


def run(step: Step, folder: Path, status: int, programs: Path) -> tuple[int, str]:
    """Exit code and output of a step, in a shell where `$?` is `status` and `programs` comes first on the PATH."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("INGEST_", "COLUMNS"))}
    environ["PATH"] = os.pathsep.join([str(programs), environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", f"(exit {status})\n{step.command}"],
        cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def matches(expected: list[str], printed: str) -> bool:
    lines = [line.rstrip() for line in expected]
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(re.escape("[..]"), ".*") + r"\n" for line in lines
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed.splitlines())) is not None

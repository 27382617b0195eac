"""The results file: one section a benchmark, each replaced by its own run, with machine, versions and command."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

FILE = Path(__file__).resolve().parent / "RESULTS.md"
TITLE = "# Results\n\nEach section is written by the command that it names; nothing here is typed by hand.\n"


def write_section(name: str, heading: str, command: str, packages: Sequence[str], body: str) -> None:
    """Replace the section called `name`, or append it."""
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{start}\n## {heading}\n\n`{command}`  \n{machine(packages)}\n\n{body.strip()}\n{end}"
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else TITLE
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    text = pattern.sub(lambda _: section, text) if pattern.search(text) else f"{text.rstrip()}\n\n{section}"
    FILE.write_text(text.rstrip() + "\n", encoding="utf-8")


def machine(packages: Sequence[str]) -> str:
    """One line: date, processor, Python, versions."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}; {versions}"
    )


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A pipe table; all columns but the first are aligned right."""
    lines = [list(header), ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else []
    return names[0].strip() if names else platform.processor() or platform.machine()

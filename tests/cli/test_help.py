from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from ingest import __version__
from ingest.cli.commands import COMMANDS

SUMMARIES = {name: summary for commands in COMMANDS.values() for name, summary in commands.items()}


def test_version(ingest: Run) -> None:
    assert ingest("--version").stdout == f"ingest, version {__version__}\n"


def test_overview_lists_every_command(ingest: Run) -> None:
    shown = ingest("--help").stdout
    for name, summary in SUMMARIES.items():
        assert re.search(rf"^  {name} +{re.escape(summary.split()[0])}", shown, re.MULTILINE)


@pytest.mark.parametrize("name", SUMMARIES)
def test_each_help_ends_with_examples_that_are_documented(ingest: Run, root: Path, name: str) -> None:
    done = ingest(name, "--help")
    assert done.returncode == 0
    assert " ".join(re.split(r"\n\s*\n", done.stdout)[1].split()).startswith(SUMMARIES[name])
    *_, last = done.stdout.rstrip().split("\n\n")
    heading, *examples = (line.strip() for line in last.split("\n"))
    assert heading == "Examples:"
    assert examples
    documented = (root / "docs" / "commands.md").read_text("utf-8")
    for example in examples:
        assert re.match(rf"(?:INGEST_\w+=\S+ |echo '.*' \| )?ingest {name}\b", example)
        assert re.search(rf"^\$ {re.escape(example)}( [|>2].*)?$", documented, re.MULTILINE), example


def test_every_file_of_the_room_is_a_command_or_serves_one(root: Path) -> None:
    files = {path.stem for path in (root / "src/ingest/cli").glob("*.py")}
    assert set(SUMMARIES) <= files


@pytest.mark.parametrize("line", ["import ingest", "from ingest.cli.main import main; main(['--version'])"])
def test_nothing_heavy_is_imported_before_it_is_needed(line: str) -> None:
    probe = f"import sys\n{line}\nprint(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not loaded & {"lark", "numpy", "pandas", "pyarrow", "pydantic", "rich"}


@pytest.mark.parametrize("name", ["show", "adjacent", "compare"])
def test_looking_needs_neither_pandas_nor_sql(name: str) -> None:
    probe = f"import sys, ingest.cli.{name}\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in done.stdout.split()} & {"duckdb", "pandas", "polars"}


def test_parse_needs_no_arrow() -> None:
    probe = "import sys, ingest\ningest.parse('Baker — P1\\nA.B.P1\\n')\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"numpy", "pandas", "pyarrow", "rich", "click"}

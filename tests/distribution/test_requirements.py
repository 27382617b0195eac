"""What pyproject.toml requires is what is tested: the pinned versions, and the lowest ones."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

# What installs a module, where its name is another.
NAMES = {"pydantic_core": "pydantic", "yaml": "pyyaml"}


def pins(path: Path) -> dict[str, str]:
    """Versions by name, both as constraints write them."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name.lower(): version for name, version in (line.split("==") for line in lines)}


@pytest.fixture(scope="module")
def required(root: Path) -> dict[str, str]:
    """The lowest version of everything that is required at run time."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return dict(requirement.split(">=") for requirement in project["dependencies"])


def test_the_lowest_versions_are_those_that_are_tested(root: Path, required: dict[str, str]) -> None:
    lowest = pins(root / "constraints-lowest.txt")
    assert lowest.items() >= required.items()


def test_lower_bounds_are_below_the_pinned_versions(root: Path, required: dict[str, str]) -> None:
    pinned = pins(root / "constraints.txt")
    for name, version in required.items():
        assert _numbers(version) <= _numbers(pinned[name]), name


def test_what_is_imported_is_required(root: Path, required: dict[str, str]) -> None:
    """Whatever comes along with something else today may stay away tomorrow. Extras are their own rooms' matter."""
    extras = {"polars", "pyspark", "ray"}
    imported = {name for path in (root / "src").rglob("*.py") for name in _imports(path)}
    others = imported - sys.stdlib_module_names - extras - {"ingest"}
    assert {NAMES.get(name, name) for name in others} == set(required)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _imports(path: Path) -> set[str]:
    """What a file imports when it runs: not what only type checkers look at."""
    found: set[str] = set()
    nodes: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            nodes += node.orelse
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
        nodes += ast.iter_child_nodes(node)
    return found

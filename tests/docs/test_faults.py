"""docs/faults.md: every row names tests, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
PAGE = (TESTS.parent / "docs" / "faults.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)]
NAMED = re.compile(r"`(?:tests/)?([\w/]+\.py)::(\w+)`")


def test_rows_are_numbered_and_each_names_a_test() -> None:
    numbers = [int(row.split("|")[1]) for row in ROWS]
    assert numbers == sorted(set(numbers))
    assert numbers[:32] == list(range(1, 33))
    assert [row for row in ROWS if not NAMED.search(row)] == []


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(PAGE))))
def test_the_named_test_exists(file: str, name: str) -> None:
    module = ast.parse((TESTS / file).read_text("utf-8"))
    assert name.startswith("test_")
    assert name in {node.name for node in module.body if isinstance(node, ast.FunctionDef)}

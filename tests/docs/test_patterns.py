"""Syntax of pages and phrases stands in the grammars: how many patterns each room of the reader still has beside them.

A pattern that is new here belongs into `page.lark` or `phrases.lark`; who takes one away lowers the number.
"""

from __future__ import annotations

import ast
import json
from collections import Counter
from pathlib import Path

ROOMS = ("blocks", "grammar", "html", "outline", "page_tables", "profiles", "sections", "text")
ASKED = Path(__file__).with_name("patterns.json")
_WAYS = frozenset(
    ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "template")
)


def patterns(source: str) -> int:
    """How many patterns a module makes: calls of `rare`, and of `re` in any form. One that is made of a grammar's
    terminal, and so is given as no text of its own, is none."""
    tree = ast.parse(source)
    named = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "re"
        for alias in node.names
    } & _WAYS
    terminals = {
        ast.unparse(node.targets[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value).partition("(")[0].endswith("terminal")
    }
    terminals |= {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("ingest.bullet_marks", "ingest.grammar_terminals")
        for alias in node.names
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sum(_makes_pattern(call.func, named) and not _is_derived(call, terminals) for call in calls)


def _is_derived(call: ast.Call, terminals: set[str]) -> bool:
    """Whether a terminal, or a name that stands for one, is part of the pattern."""
    names = [ast.unparse(part) for part in ast.walk(call.args[0]) if isinstance(part, ast.Name | ast.Attribute)]
    return any(name in terminals or name.rpartition(".")[2] in ("terminal", "_terminals") for name in names)


def _makes_pattern(function: ast.expr, named: set[str]) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "rare" or function.id in named
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return False
    return function.value.id in ("re", "regex") and function.attr in _WAYS


def test_patterns_are_found_in_any_form() -> None:
    source = "import re\nfrom re import sub as s, compile\nA = rare('a')\nB = re.compile('b')\nre.split('c', x)\n"
    assert patterns(source) == 3
    assert patterns(source + "compile('d')\nA.match(x)\nre.escape(x)\nx.split('e')\n") == 4
    assert patterns("import re\nlevel = lines.terminal('LEVEL')\nre.compile(rf'.{level}')\nre.compile(other)\n") == 1
    assert (
        patterns("import re\nfrom ingest.grammar_terminals import RANK\nre.compile(rf'{RANK}$')\nre.compile('a')\n")
        == 1
    )
    assert patterns("import re\nre.compile(terminal(parser, 'PAIR'))\nre.compile(f'{name}')\n") == 1


def test_no_room_has_more_patterns_than_before(root: Path) -> None:
    counts: Counter[str] = Counter()
    for room in ROOMS:
        for path in sorted((root / "src/ingest" / room).glob("*.py")):
            counts[room] += patterns(path.read_text("utf-8"))
    most = json.loads(ASKED.read_text("utf-8"))
    assert sorted(most) == sorted(ROOMS)
    assert {room: count for room, count in counts.items() if count > most[room]} == {}

"""What pages are written with is said in one place each: marks of bullets, codes of levels, ends, dashes, buttons.

A second place is a text of a module's code, or the texts of one tuple, list, set or f-string together, that holds two
of the same signs. Modules that speak to people (`cli`, `site`) write dashes as they like.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.bullet_marks import CHECK, DOT
from ingest.errors import GrammarError
from ingest.grammar import load_grammars
from ingest.grammar.buttons import TOGGLES
from ingest.grammar_terminals import LEVEL_CODE, default_directory, own_terminal
from ingest.punctuation import LONG_DASHES, SENTENCE_ENDS, WIDE_STOPS

SPEAKING = ("cli", "site")
PLACES = ("punctuation.py", "grammar_terminals.py", "grammar/buttons.py")
BULLETS = "".join(marks[1:-1] for marks in (DOT, CHECK))


def _several(signs: str) -> Callable[[str], bool]:
    return lambda text: len(set(signs).intersection(text)) > 1


_LEVEL = re.compile(r"\[A-Z\](?:\{[1-4](?:,[1-4])?\}|[+*])-?\??(?:\\d|\[0-9\])")
FACTS: dict[str, Callable[[str], bool]] = {
    "marks of bullets": _several(BULLETS),
    "codes of levels": lambda text: _LEVEL.search(text) is not None,
    "ends of sentences": lambda text: _several(WIDE_STOPS)(text) or ".!" in text,
    "dashes": _several(LONG_DASHES),
    "toggles of buttons": _several(TOGGLES),
}


def texts(source: str) -> Iterator[tuple[int, str]]:
    """The texts of a module's code with their lines, those of one collection also together; docstrings are none."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.JoinedStr):
            parts = node.values if isinstance(node, ast.JoinedStr) else node.elts
            yield node.lineno, "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


@pytest.mark.parametrize("fact", FACTS)
def test_no_module_says_it_again(fact: str, root: Path) -> None:
    rooms = root / "src/ingest"
    modules = [path for path in sorted(rooms.rglob("*.py")) if path.relative_to(rooms).parts[0] not in SPEAKING]
    assert len(modules) > len(PLACES)
    again = [
        f"{path.relative_to(rooms)}:{line}: {text[:60]!r}"
        for path in modules
        if path.relative_to(rooms).as_posix() not in PLACES
        for line, text in texts(path.read_text("utf-8"))
        if FACTS[fact](text)
    ]
    assert not again


@pytest.mark.parametrize(
    ("fact", "source"),
    [
        ("marks of bullets", '_MARKS = "•▪"'),
        ("marks of bullets", 'MARK = re.compile(rf"[ ]*([•▪]|{NUMBERED})")'),
        ("codes of levels", '_NUMBER = rare(r"(?:[A-Z]{1,3}\\d{1,2})$")'),
        ("ends of sentences", '_STOPS = (".", "!", "?")'),
        ("ends of sentences", 'SENTENCE = r"[。！]"'),
        ("dashes", '_JOINTS = (" – ", " — ")'),
        ("toggles of buttons", '_ARROWS = frozenset("▾▼")'),
    ],
)
def test_a_second_place_is_found(fact: str, source: str) -> None:
    assert any(FACTS[fact](text) for _, text in texts(source))
    assert not any(FACTS[fact](text) for _, text in texts(f'def f():\n    """Of {source!r}."""\n    return "a – b."\n'))


def test_the_page_language_has_each_mark_of_bullets_once() -> None:
    page = (default_directory() / "page.lark").read_text("utf-8")
    assert {mark: page.count(mark) for mark in BULLETS} == dict.fromkeys(BULLETS, 1)


def test_what_a_code_is_made_of_is_what_the_grammar_reads() -> None:
    codes = ["P4", "IC12", "ABCD1", "ABCDE1", "P123", "p4", "P", "4"]
    read = [code for code in codes if load_grammars().is_level_code(code)]
    assert read == [code for code in codes if re.fullmatch(LEVEL_CODE, code)] == codes[:3]
    with pytest.raises(GrammarError, match=r"page\.lark: no terminal `MARK` that is one regular expression"):
        own_terminal("page", "MARK")


def test_ends_of_sentences_are_those_of_the_grammars() -> None:
    """The signs that the page language lets no heading end with are among those that the reader's own patterns know."""
    page = (default_directory() / "page.lark").read_text("utf-8")
    found = re.search(r"\(\?<!\[([^\]]+)\]\\n\)", page)
    assert found is not None
    assert {*SENTENCE_ENDS, *found[1]} - {*found[1]} == {"?", "？"}


def names_defined_again(source: str) -> list[str]:
    """The names that a module's own level defines a second time."""
    defined: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            inside = (part for target in targets for part in ast.walk(target))
            defined += [part.id for part in inside if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined.append(node.name)
    return sorted({name for name in defined if defined.count(name) > 1})


def test_a_name_defined_again_is_found() -> None:
    assert names_defined_again("A = 1\nB, C = 1, 2\nA: int = 2\ndef C(): pass\n") == ["A", "C"]


def test_no_module_defines_a_name_twice(root: Path) -> None:
    modules = sorted((root / "src/ingest").rglob("*.py"))
    again = {str(path): names for path in modules if (names := names_defined_again(path.read_text("utf-8")))}
    assert again == {}

"""Parsers that are kept: one process builds them for the next; no damage, refusal or rival changes an answer."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lark import Lark, Token, Transformer

from ingest.grammar import Grammars, default_directory, lark_parsers, word_lookup
from ingest.grammar.compiled_cache import _HEAD, place
from ingest.read import read_text

OWN = default_directory()
PARSERS = ("page", "years", "pay", "lines")
GRAMMARS = ("page", *["phrases"] * 4)  # of which these parsers, and the terminals, are made


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder in which Python is told to keep what it compiles: empty."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process keeps."""
    folder = tmp_path_factory.mktemp("once")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "pycache_prefix", str(folder))
        patch.setattr(sys, "dont_write_bytecode", False)
        loaded()
    return folder


@pytest.fixture
def filled(kept: Path, kept_once: Path) -> None:
    """In the folder is what one process keeps."""
    shutil.copytree(kept_once, kept)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the grammars that Lark was asked to build a parser of, in order."""
    built: list[str] = []
    build = lark_parsers._build

    def counted(path: Path, *given: object) -> object:
        built.append(path.stem)
        return build(path, *given)

    monkeypatch.setattr(lark_parsers, "_build", counted)
    return built


def loaded(folder: Path = OWN) -> Grammars:
    """Grammars as a new process loads them."""
    grammars = Grammars(folder)
    grammars.compile_all()
    return grammars


def files(folder: Path) -> list[str]:
    return sorted(path.name.split(".")[0] for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("kept")
def test_the_second_process_builds_nothing_and_answers_the_same(builds: list[str], root: Path) -> None:
    first = loaded()
    assert sorted(builds) == sorted(GRAMMARS)
    builds.clear()
    second = loaded()
    assert builds == []
    dumps = sorted((root / "raw").rglob("*.txt"))
    assert dumps
    for dump in dumps:
        text = dump.read_text("utf-8", "replace")
        assert read_text(text, grammars=second).profiles == read_text(text, grammars=first).profiles
    assert second.words.attribute_words == first.words.attribute_words


@pytest.mark.usefixtures("kept")
def test_words_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Grammars(OWN).words
    assert made.heading("What you'll do at Acme") is not None
    monkeypatch.setattr(word_lookup, "tables_of", lambda _files: pytest.fail("made again"))
    kept = Grammars(OWN).words
    assert kept.heading("What you'll do at Acme") == made.heading("What you'll do at Acme")
    assert kept.units == made.units


@pytest.mark.usefixtures("kept")
def test_every_line_of_the_cases_is_the_same_to_built_and_to_kept_parsers(root: Path) -> None:
    built, kept = loaded(), loaded()
    lines = {line for case in (root / "tests/cases").glob("*.txt") for line in case.read_text("utf-8").splitlines()}
    assert len(lines) > 1000
    for line in sorted(lines):
        for ask in (
            Grammars.heading, Grammars.column, Grammars.attribute, Grammars.is_furniture, Grammars.is_placeholder,
            Grammars.code, Grammars.is_code_key, Grammars.title, Grammars.label, Grammars.years, Grammars.facts,
            Grammars.cards, Grammars.band, Grammars.evidence,
        ):  # fmt: skip
            assert ask(kept, line) == ask(built, line), line


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _other_grammars(path: Path) -> None:
    path.write_bytes(place(OWN / "page.lark").read_bytes())


def _other_body(path: Path) -> None:
    other = io.BytesIO()
    Lark('start: "grade"', parser="lalr").save(other)
    path.write_bytes(path.read_bytes()[:_HEAD] + other.getvalue())


DAMAGE: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "only its head": lambda path: path.write_bytes(path.read_bytes()[:_HEAD]),
    "less than its head": lambda path: path.write_bytes(path.read_bytes()[: _HEAD - 1]),
    "a bit flipped": _flipped,
    "something else": lambda path: path.write_bytes(b"\xff\xfe\x00" * 99),
    "another grammar's": _other_grammars,
    "another body": _other_body,
}


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.usefixtures("filled")
def test_what_is_damaged_is_built_again_and_mended(name: str, builds: list[str]) -> None:
    path = place(OWN / "lines.lark")
    whole = path.read_bytes()
    DAMAGE[name](path)
    assert path.read_bytes() != whole
    label = loaded().label("P2 — Analyst")
    assert label is not None
    assert label.level.code == "P2"
    assert builds == ["phrases"]
    builds.clear()
    loaded()
    assert builds == []


@pytest.mark.parametrize("change", ["lark", "python", "grammar", "options"])
@pytest.mark.usefixtures("kept")
def test_what_was_made_of_something_else_is_not_taken(
    change: str, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = OWN / "phrases.lark"
    text = path.read_text("utf-8")
    lark_parsers.parser_of("lines", path, text, is_kept=True)
    builds.clear()
    lark_parsers.parser_of("lines", path, text, is_kept=True)
    assert builds == []
    if change == "lark":
        monkeypatch.setattr("lark.__version__", "0.0")
    elif change == "python":
        monkeypatch.setattr(sys, "version", "another")
    elif change == "grammar":
        text += "// a comment\n"
    else:
        monkeypatch.setattr(
            lark_parsers, "_OWN", {"lines": {**lark_parsers._OWN["lines"], "propagate_positions": True}}
        )
    lark_parsers.parser_of("lines", path, text, is_kept=True)
    assert builds == ["phrases"]


class One(Transformer[Token, list[str]]):
    pass


class Other(Transformer[Token, list[str]]):
    pass


@pytest.mark.usefixtures("kept")
def test_a_parser_with_another_transformer_is_not_taken(builds: list[str]) -> None:
    """A transformer is kept by the name of its class, which may be in another module in the next version."""
    path = OWN / "page.lark"
    for transformer in (One(), One(), Other()):
        lark_parsers.parser_of("page", path, path.read_text("utf-8"), is_kept=True, transformer=transformer)
    assert builds == ["page", "page"]


def test_nothing_is_kept_where_python_is_told_to_keep_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loaded()
    assert files(kept) == []


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(kept: Path, builds: list[str]) -> None:
    kept.write_text("a file where the folder should be")
    loaded()
    loaded()
    assert sorted(builds) == sorted([*GRAMMARS, *GRAMMARS])


def test_a_disk_that_fails_leaves_nothing_behind(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    loaded()
    assert files(kept) == []


def test_a_python_that_keeps_no_modules(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    loaded()
    assert files(kept) == []


def test_beside_a_folder_of_others_nothing_is_kept_or_taken(
    kept: Path, tmp_path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for name in GRAMMARS:
        (theirs / f"{name}.lark").write_bytes((OWN / f"{name}.lark").read_bytes())
    shutil.copytree(OWN / "words", theirs / "words")
    loaded(theirs)
    assert files(kept) == []
    for name, grammar in zip(PARSERS, GRAMMARS, strict=False):  # as if they had kept parsers themselves
        path = theirs / f"{grammar}.lark"
        lark_parsers.parser_of(name, path, path.read_text("utf-8"), is_kept=True)
    lark_parsers.terminals_of(path, path.read_text("utf-8"), is_kept=True)
    assert files(kept) == sorted([*PARSERS, "terminals"])
    builds.clear()
    loaded(theirs)
    assert sorted(builds) == sorted(GRAMMARS)


def test_many_processes_at_once(kept: Path, builds: list[str]) -> None:
    code = (
        "import sys; from ingest.grammar import load_grammars, lark_parsers\n"
        f"sys.pycache_prefix, sys.dont_write_bytecode = {str(kept)!r}, False\n"
        "load_grammars().compile_all()"
    )
    started = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(process.communicate()[1], process.returncode) for process in started] == [("", 0)] * 4
    left = [path for path in place(OWN / "x").parent.rglob("*") if path.is_file()]
    assert {path.suffix for path in left} == {".kept"}
    loaded()
    assert builds == []

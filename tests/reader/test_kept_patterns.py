"""Patterns that are kept: one process compiles them for the next, and each equals the one that `re` makes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import kept, patterns
from ingest.patterns import compiled, keep_new

OWN = Path(patterns.__file__)
SOME = (
    (r"(?P<code>[A-Z]{1,4}\d+)|(?P<name>\w+)", 0),
    (r"[–—~≈±\U00020000-\U0003fffd]+$", re.MULTILINE),
    ("(?i:straße|İ)x*?(?<!a)", 0),
    (rb"[\xc2-\xdf](a)|(?P<tail>b)", re.DOTALL),
    ("\ud800", re.ASCII | re.IGNORECASE),
)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing is kept, and Python is told to keep what it compiles in this folder."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(patterns, "_new", {})
    next_process()
    return tmp_path / "kept"


def next_process() -> None:
    patterns._kept.cache_clear()
    patterns._new.clear()


def test_a_kept_pattern_equals_the_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, flags in SOME:
        compiled(text, flags)
    keep_new()
    next_process()
    monkeypatch.setattr(patterns, "_made", lambda *_: pytest.fail("compiled again"))
    for text, flags in SOME:
        taken, made = compiled(text, flags), re.compile(text, flags)
        assert taken == made, text  # of code and flags
        assert (taken.groups, dict(taken.groupindex)) == (made.groups, dict(made.groupindex))
    found = compiled(*SOME[0]).match("P4")
    assert found is not None
    assert (found.lastgroup, found["code"]) == ("code", "P4")


def test_all_that_a_command_needs_is_kept(folder: Path, root: Path) -> None:
    code = (
        f"import sys; sys.pycache_prefix, sys.dont_write_bytecode = {str(folder)!r}, False\n"
        "from ingest.cli.main import main; from ingest import patterns\n"
        f"main(['parse', {str(root / 'raw/data/data-pipelines-p4.txt')!r}])\n"
        "print(len(patterns._new), file=sys.stderr)"
    )
    new = [int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stderr) for _ in range(2)]
    assert new[0] > 100
    assert new[1] == 0
    taken = patterns._kept()
    assert len(taken) == new[0]
    for text, flags in taken:
        assert compiled(text, flags) == re.compile(text, flags), text


def test_what_is_damaged_is_compiled_again() -> None:
    compiled("a+")
    keep_new()
    place = kept.place(OWN)
    place.write_bytes(place.read_bytes()[:-1])
    next_process()
    assert compiled("a+").fullmatch("aaa")
    assert list(patterns._new) == [("a+", 0)]


def test_another_python_compiles_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled("a+")
    keep_new()
    next_process()
    monkeypatch.setattr(sys, "version", "another")
    assert patterns._kept() == {}


def test_what_was_kept_stays_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 2)
    for text in ("a", "b", "c"):
        compiled(text)
        keep_new()
        next_process()
        assert len(patterns._kept()) <= 2
    assert ("c", 0) in patterns._kept()


def test_nothing_new_writes_nothing(folder: Path) -> None:
    keep_new()
    assert not folder.exists()


def test_what_is_no_pattern_is_told_as_by_re() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled("(a")
    assert patterns._new == {}

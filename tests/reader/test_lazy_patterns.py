"""Patterns that are compiled when they are first asked: each of them can be, and answers as if it always had been."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import ingest
from ingest.lazy_patterns import _Later, rare

READERS = ("blocks", "html", "outline", "profiles", "sections", "settings", "soc", "sources", "text")


def test_every_one_can_be_compiled() -> None:
    names = [
        module.name for module in walk_packages(ingest.__path__, "ingest.") if module.name.split(".")[1] in READERS
    ]
    patterns = {
        f"{name}.{key}": value
        for name in names
        for key, value in vars(import_module(name)).items()
        if isinstance(value, _Later)
    }
    assert len(patterns) > 40
    for name, pattern in patterns.items():
        nothing = "\0no such text\0"
        assert pattern.fullmatch(nothing.encode() if isinstance(pattern.pattern, bytes) else nothing) is None, name


def test_it_answers_as_the_pattern_does() -> None:
    pattern, later = re.compile("(a)b", re.IGNORECASE), rare("(a)b", re.IGNORECASE)
    for _ in range(2):  # the second time it has the method at hand
        assert later.sub(r"\1", "xABx") == pattern.sub(r"\1", "xABx") == "xAx"
        assert later.match("xab") is None
        assert later.search("xab") is not None
    assert {"sub", "match", "search"} <= set(vars(later))
    assert later.groups == 1

"""Whoever changes what the panel says raises PANEL_VERSION: else published records keep their old reviews."""

from __future__ import annotations

from .verdicts import Verdicts, changed, stored, verdicts


def test_the_verdicts_are_those_of_this_version() -> None:
    old, new = stored(), verdicts()
    assert changed(old, new) == [], "raise PANEL_VERSION, then: python tests/panel/verdicts.py --accept"
    assert old.panel_version == new.panel_version, "python tests/panel/verdicts.py --accept"


def test_another_verdict_under_the_same_version_is_refused() -> None:
    old = Verdicts("1", {"a 1": ("r", "x"), "b 1": ("r", "x")})
    assert changed(old, Verdicts("1", {"a 1": ("r", "y"), "b 1": ("s", "y"), "c 1": ("r", "x")})) == ["a 1"]
    assert changed(old, Verdicts("2", {"a 1": ("r", "y")})) == []

from __future__ import annotations

from docs.modules import described, listed


def test_every_module_has_its_line_and_no_other_is_listed() -> None:
    assert listed() == described(), "docs/architecture.md is out of date: `make docs`"

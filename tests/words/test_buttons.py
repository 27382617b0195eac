"""Labels of buttons behind headings: cut with the arrow of a toggle, unless what is left would be no heading."""

from __future__ import annotations

import pytest

from ingest.grammar import load_grammars

BUTTONS = load_grammars().words.buttons


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Title aliasesshow ▾", "Title aliases"),
        ("Title aliases show▾", "Title aliases"),
        ("Languagescollapse ▾", "Languages"),
        ("Provenance Hide all ▴", "Provenance"),
        ("Skills ▾", "Skills"),
        ("Role overview ▾", "Role overview"),
        ("Oven workshow ▾", "Oven work"),
        ("Next steps →", "Next steps →"),
        ("What we show", "What we show"),
        ("", ""),
    ],
)
def test_without_toggle(text: str, bare: str) -> None:
    assert BUTTONS.without_toggle(text) == bare
    assert BUTTONS.has_toggle(text) == (text[-1:] in ("▾", "▴") and bool(text))


def test_a_heading_is_what_stands_before_its_button() -> None:
    grammars = load_grammars()
    assert grammars.words.heading("Languagescollapse ▾") == grammars.words.heading("Languages")

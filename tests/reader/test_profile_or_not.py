"""E201 names what speaks for a page, and what is missing."""

from __future__ import annotations

import ingest


def _why(text: str) -> str:
    return next(
        found.message for profile in ingest.parse_all(text) for found in profile.diagnostics if found.code == "E201"
    )


def test_a_title_alone_lacks_what_its_holder_does() -> None:
    why = _why("# Ferry Pilot\n\nThe bay is wide, and the fog is thick.\n\nA coat is of use.\n")
    assert "a title that names a role +7" in why
    assert why.endswith("; nothing says what its holder does or has to bring")


def test_duties_alone_lack_a_role() -> None:
    why = _why("# Sundays\n\n## Duties\n- Rings the bell.\n- Oils the ropes.\n\n## Weather\n- Rain\n- Fog\n")
    assert "responsibilities +2" in why
    assert "no role is named" in why
    assert "nothing says" not in why


def test_points_are_added_up() -> None:
    why = _why("Bread keeps longest in a cloth, in the dark.")
    assert "2 of 10 points: few unknown headings +2" in why

"""One value judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["right", "repaired", "flagged", "gone", "marked", "silent"]
VERDICTS: dict[Verdict, str] = {
    "right": "the true value",
    "repaired": "the true value, and a diagnostic names the repair or inference",
    "flagged": "no value, and a diagnostic says so or the text is kept whole",
    "gone": "no value, and none of it is in the dump: nothing is claimed",
    "marked": "not the true value, but a diagnostic or inference mark stands on it",
    "silent": "not the true value, or a loss, with nothing said",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A field of a page, what is true, what we say, and where (1-based lines of the dump, or None)."""

    field: str
    verdict: Verdict
    truth: str
    ours: str
    lines: tuple[int, int] | None = None

"""What pages consist of, as the files of words have it: headings of every kind and language, columns, keys, levels."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "grammars" / "words"
LANGUAGES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("??.toml"))
}
NAMES = ["Baker", "Senior Baker", "Night Desk", "Ward Clerk", "Ferry Purser", "見習い", "Bäckerin", "R&D", "C++ Baker"]


def _all(table: str) -> list[str]:
    """The words of all lists of a table, in all languages, with a name in each slot."""
    found = {
        word.replace("{}", NAMES[0])
        for language in LANGUAGES.values()
        for words in language.get(table, {}).values()
        for word in words
        if isinstance(word, str)
    }
    return sorted(found)


def headings() -> dict[str, list[str]]:
    """Headings by kind."""
    kinds = sorted({kind for language in LANGUAGES.values() for kind in language["headings"]})
    return {
        kind: [
            word.replace("{}", NAMES[0])
            for language in LANGUAGES.values()
            for word in language["headings"].get(kind, ())
        ]
        for kind in kinds
    }


HEADINGS = headings()
COLUMNS = _all("columns")
KEYS = _all("facts")
ATTRIBUTES = _all("attributes")
PLACEHOLDERS = _all("placeholders")
LEVELS = [
    "P1", "P2 — Analyst", "P4", "Level 3", "Level — P4 — Senior", "GS-13", "Grade 7", "Senior", "Associate Baker",
    "IC3",
    "M2", "L5: Lead", "E 11", "EL 1", "catégorie A", "Stufe 2", "Nivel 3", "レベル2", "P-4", "GS-12 to GS-13", "7 (a)",
]  # fmt: skip
TEXTS = [
    "Bakes bread.", "Leads the night desk and its four clerks.", "SQL", "Excel, advanced", "5–8 yrs", "8+ years",
    "3 years of experience with ovens", "£27,300 to £30,100 a year", "Ely", "must have", "yes", "X", "✓", "-", "–",
    "n/a", "0.10", "Keeps the log: daily", "a | b", "a\\|b", "**bold** text", "`code`", "[a link](https://example.org/a)",
    "https://example.org/a-b_c", "+44 20 7946 0000", "2024-05-01", "1 May 2024", "An unusually long sentence that goes "
    "on for a while, names several things, and only then comes to its end.", "日本語の文です。", "Führt das Lager.",
    "e\u0301te\u0301", "100 %", "Who?", "Says “no”.", "43-4051.00", "A.B.P4", "Baker — P4", "1", "4", "(left)",
    "&amp; &lt;b&gt;", "<br>", "a<br>b",
    "~~old~~", "*", "#", ">", "|", "…", "Level", "Skills", "Basic", "Expert", "Required",
]  # fmt: skip

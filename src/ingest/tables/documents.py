"""The table `documents`: the ledger of all dumps, those in quarantine included."""

from __future__ import annotations

from ingest.tables.outcome import Lines, Outcome, Versions
from ingest.tables.shared_columns import DOCUMENT_ID
from ingest.tables.spec import COUNT, FLAG, TEXT, WHOLE, Column, Value, column, table

_LINES = {
    "total": "Lines, as an editor counts them: the sum of the five that follow.",
    "blank": "Lines without a visible character.",
    "claimed": "Lines that a builder claims.",
    "kept": "Lines kept in sections.",
    "structure": "Headings, underlines, separators, rules, detached marks.",
    "furniture": "Button labels, navigation, placeholders.",
}
_COVERAGE = {"lines_undecided": "undecided", "unknown_headings": "unknown_headings"}
_UNDECIDED = {
    "lines_undecided": "Of the lines kept in sections, those of sections without a kind; null if it was not published.",
    "unknown_headings": "Headings of its sections without a kind; null if it was not published.",
}
_VERSIONS = {
    "parser_version": "The version of the reader.",
    "grammar_digest": "The digest of the grammars it was read with.",
    "settings_digest": "The digest of the settings that decide what is read and how.",
}


def _gone(outcome: Outcome) -> bool:
    return False


def _profiles(outcome: Outcome) -> int:
    return len(outcome.profiles) if outcome.status == "published" else 0


def _part(part: str, name: str) -> Value:
    """Return an attribute of a part, or None if the part is unknown."""
    return lambda outcome: getattr(getattr(outcome, part), name, None)


def _lines(name: str) -> Column:
    return column(f"lines_{name}", WHOLE, _LINES[name], _part("lines", name))


SPEC = table(
    "documents",
    "One row per dump, good or bad: what it was, what became of it, and what that depends on.",
    DOCUMENT_ID.filled("document_id"),
    column("uri", TEXT, "Source name and path in it, with `!/member` or `#row` behind.", "uri", required=True),
    column("source", TEXT, "The name of the source it comes from.", "source", required=True),
    column("status", TEXT, "published, quarantined or skipped.", "status", required=True),
    column("reason", TEXT, "The deciding diagnostic's code where it was not published.", "reason"),
    column("gone", FLAG, "Whether it is no longer in its source (`--on-delete keep`).", _gone, required=True),
    column("profile_count", WHOLE, "Profiles published from it.", _profiles, required=True),
    column("sha256", TEXT, "SHA-256 of its bytes, hexadecimal.", "sha256"),
    column("bytes", COUNT, "Its size in bytes.", "bytes"),
    column("encoding", TEXT, "The encoding its bytes were read in.", "encoding"),
    column("encoding_basis", TEXT, "How that is known: declared, given, detected or assumed.", "encoding_basis"),
    column("format", TEXT, "text, markdown or html.", "format"),
    column("language", TEXT, "The page's main language, an ISO 639-1 code.", "language"),
    *map(_lines, Lines._fields),
    *(column(name, WHOLE, _UNDECIDED[name], _part("coverage", of)) for name, of in _COVERAGE.items()),
    *(column(name, TEXT, _VERSIONS[name], _part("versions", name)) for name in Versions._fields),
    key=("document_id",),
)

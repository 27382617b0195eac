"""The table `documents`: the ledger of all dumps, those in quarantine included."""

from __future__ import annotations

from ingest.tables.columns import DOCUMENT_ID
from ingest.tables.outcome import Lines, Outcome, Versions
from ingest.tables.spec import COUNT, FLAG, TEXT, WHOLE, Row, column, table

SPEC = table(
    "documents",
    "One row per dump, good or bad: what it was, what became of it, and what that depends on.",
    DOCUMENT_ID,
    column("uri", TEXT, "Source name and path in it, with `!/member` or `#row` behind.", required=True),
    column("source", TEXT, "The name of the source it comes from.", required=True),
    column("status", TEXT, "published, quarantined or skipped.", required=True),
    column("reason", TEXT, "The deciding diagnostic's code where it was not published."),
    column("gone", FLAG, "Whether it is no longer in its source (`--on-delete keep`).", required=True),
    column("profile_count", WHOLE, "Profiles published from it.", required=True),
    column("sha256", TEXT, "SHA-256 of its bytes, hexadecimal."),
    column("bytes", COUNT, "Its size in bytes."),
    column("encoding", TEXT, "The encoding its bytes were read in."),
    column("format", TEXT, "text, markdown or html."),
    column("lines_total", WHOLE, "Lines, as an editor counts them: the sum of the five that follow."),
    column("lines_blank", WHOLE, "Lines without a visible character."),
    column("lines_claimed", WHOLE, "Lines that a builder claims."),
    column("lines_kept", WHOLE, "Lines kept in sections."),
    column("lines_structure", WHOLE, "Headings, underlines, separators, rules, detached marks."),
    column("lines_furniture", WHOLE, "Button labels, navigation, placeholders."),
    column("parser_version", TEXT, "The version of the reader."),
    column("grammar_digest", TEXT, "The digest of the grammars it was read with."),
    column("settings_digest", TEXT, "The digest of the settings that decide what is read and how."),
    key=("document_id",),
)

_NO_LINES = (None,) * len(Lines._fields)
_NO_VERSIONS = (None,) * len(Versions._fields)


def row(outcome: Outcome) -> Row:
    """The table's row for one dump."""
    return (
        outcome.document_id,
        outcome.uri,
        outcome.source,
        outcome.status,
        outcome.reason,
        False,
        len(outcome.profiles) if outcome.status == "published" else 0,
        outcome.sha256,
        outcome.bytes,
        outcome.encoding,
        outcome.format,
        *(outcome.lines or _NO_LINES),
        *(outcome.versions or _NO_VERSIONS),
    )

"""Columns of diagnostics: those of the whole last line, where the maker of one did not know them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.diagnostics import Diagnostic


def with_columns(found: Diagnostic, lines: Sequence[str]) -> Diagnostic:
    """A diagnostic with columns, 1-based and inclusive. `lines` are the dump's."""
    span = found.span
    if not lines or not span.col_end == span.col_start == 1:
        return found
    width = max(1, len(lines[min(span.line_end, len(lines)) - 1]))
    return found.model_copy(update={"span": span.model_copy(update={"col_end": width})}) if width > 1 else found

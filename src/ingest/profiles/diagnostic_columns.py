"""Columns of diagnostics: where the code that made one did not know them, those of the whole last line."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.diagnostics import Diagnostic, DiagnosticSpan


def with_columns(found: Diagnostic, lines: Sequence[str]) -> Diagnostic:
    """A diagnostic with columns, 1-based and inclusive. `lines` are the dump's."""
    if not lines:
        return found
    spans = tuple(_whole(span, lines) for span in found.spans)
    if spans == found.spans:
        return found
    return Diagnostic(
        code=found.code,
        severity=found.severity,
        span=spans[0],
        spans=spans,
        message=found.message,
        hint=found.hint,
    )


def _whole(span: DiagnosticSpan, lines: Sequence[str]) -> DiagnosticSpan:
    if not span.col_end == span.col_start == 1:
        return span
    width = max(1, len(lines[min(span.line_end, len(lines)) - 1]))
    return DiagnosticSpan(line_start=span.line_start, line_end=span.line_end, col_start=1, col_end=width)

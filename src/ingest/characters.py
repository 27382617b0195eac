"""Characters that stand for others, whatever a page was written in: HTML and Markdown need the same."""

from __future__ import annotations

RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
"""Figures above the line, as text has them: a footnote's number or a power is no digit of the number before it."""

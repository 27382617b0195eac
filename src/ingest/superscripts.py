"""Superscripts: figures and signs above the line, for HTML and Markdown alike."""

from __future__ import annotations

RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
"""Figures above the line, as text has them: a footnote's number or a power is no digit of the number before it."""

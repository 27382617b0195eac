"""Numbers as pages print them."""

from __future__ import annotations


def number(value: float) -> str:
    """Without exponent, and without decimals that say nothing: `4`, `0.125`."""
    return f"{value:.10f}".rstrip("0").rstrip(".")

"""The examples at the end of `--help`: commands that can be copied."""

from __future__ import annotations


def examples(*commands: str) -> str:
    """Return an epilog that lists commands unwrapped, one per line."""
    lines = "\n".join(f"  {command}" for command in commands)
    return f"\b\nExamples:\n{lines}"

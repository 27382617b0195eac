"""How `--help` ends: with commands that can be copied."""

from __future__ import annotations


def examples(*commands: str) -> str:
    """An epilog that lists commands as they are, one a line."""
    lines = "\n".join(f"  {command}" for command in commands)
    return f"\b\nExamples:\n{lines}"

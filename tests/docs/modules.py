"""The list of modules in docs/architecture.md. `python -m docs.modules` (or `make docs`) writes it anew."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "architecture.md"
_LIST = re.compile(r"(?<=<!-- modules -->\n).*(?=<!-- /modules -->)", re.DOTALL)


def described() -> str:
    """One line a module, grouped by room, in the order of the alphabet."""
    package = ROOT / "src" / "ingest"
    rooms: dict[str, list[str]] = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        room = parts[0] if len(parts) > 1 else ""
        rooms.setdefault(room, []).append(f"- `{_name(parts)}`: {_first_line(path)}\n")
    return "".join(f"\n### {room or 'ingest'}\n\n{''.join(lines)}" for room, lines in sorted(rooms.items())) + "\n"


def listed() -> str:
    """The list as the page has it."""
    found = _LIST.search(PAGE.read_text("utf-8"))
    assert found, "docs/architecture.md has lost its markers"
    return found[0]


def _name(parts: tuple[str, ...]) -> str:
    return ".".join(part for part in parts if part != "__init__") or "ingest"


def _first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, f"{path}: no docstring"
    return docstring.splitlines()[0]


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    PAGE.write_text(_LIST.sub(lambda _: described(), text), "utf-8")

"""The JSON text of a cell that has parts of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


def json_text(value: Mapping[str, str] | Sequence[object]) -> str | None:
    """`value` as compact JSON, keys in their order, letters as they are; None if it is empty."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None

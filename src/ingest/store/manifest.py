"""What a snapshot consists of: every file with its digest, rows and bytes. Equal content gives equal bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ingest.errors import DamagedDataset, StoreError

LAYOUT_VERSION = 1


class Part(NamedTuple):
    """A file of a table's rows, written once. `path` is relative to the snapshot."""

    table: str
    leaf: str
    path: str
    sha256: str
    rows: int
    bytes: int


class Export(NamedTuple):
    """A file made of whole tables; `rows` is None where it holds no rows."""

    path: str
    sha256: str
    rows: int | None
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """A snapshot's content. `sources` are in the order that decides between rivals, lowest first.

    `options` are the settings that the files depend on, but for the base tables.
    """

    schema_version: int
    sources: tuple[str, ...]
    parts: tuple[Part, ...]
    exports: tuple[Export, ...] = ()
    options: tuple[str, ...] = ()

    def of(self, table: str) -> list[Part]:
        """Parts of one table, in the order of its rows."""
        return [part for part in self.parts if part.table == table]

    def to_bytes(self) -> bytes:
        """UTF-8 JSON, one file a line."""
        head = {
            "layout_version": LAYOUT_VERSION,
            "schema_version": self.schema_version,
            "sources": self.sources,
            "options": self.options,
        }
        lines = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
        lines += [f'"parts": [\n{_rows(self.parts)}\n]', f'"exports": [\n{_rows(self.exports)}\n]']
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def by_leaf(parts: Iterable[Part]) -> dict[str, dict[str, Part]]:
    """Parts by the name of their leaf, then by table."""
    leaves: dict[str, dict[str, Part]] = {}
    for part in parts:
        leaves.setdefault(part.leaf, {})[part.table] = part
    return leaves


def _rows(rows: Iterable[Part | Export]) -> str:
    return ",\n".join(json.dumps(row._asdict(), ensure_ascii=False) for row in rows)


def load_manifest(path: Path) -> Manifest:
    """The manifest at `path`.

    Raises DamagedDataset if it cannot be read as one, StoreError if a newer version of the program wrote it.
    """
    try:
        found = json.loads(path.read_bytes())
        version = found["layout_version"]
        if version != LAYOUT_VERSION:
            raise StoreError(f"{path}: layout version {version}; this program knows {LAYOUT_VERSION}: upgrade it")
        return Manifest(
            schema_version=found["schema_version"],
            sources=tuple(found["sources"]),
            parts=tuple(Part(**row) for row in found["parts"]),
            exports=tuple(Export(**row) for row in found["exports"]),
            options=tuple(found["options"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedDataset(f"{path}: not a manifest: {error}") from error

"""What a snapshot consists of: every file with its digest, rows and bytes. Equal content gives equal bytes.

The last line is the digest of all lines before it, so that a flipped bit of the manifest shows as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ingest.errors import DamagedDataset, StoreError

LAYOUT_VERSION = 2
_WITHOUT_DIGEST = 1  # the layout version whose manifests have no digest
_DIGEST = b',\n"sha256": "'
_END = b'"\n}\n'


class Part(NamedTuple):
    """A file of a table's rows, written once. `path` is relative to the snapshot."""

    table: str
    leaf: str
    path: str
    sha256: str
    rows: int
    bytes: int


class Export(NamedTuple):
    """A file that holds whole tables; `rows` is None if it holds no rows."""

    path: str
    sha256: str
    rows: int | None
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of a snapshot. `sources` are in order of precedence, lowest first. `options` are the settings that
    files other than the base tables depend on.
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
        """UTF-8 JSON, one file a line, the digest last."""
        head = {
            "layout_version": LAYOUT_VERSION,
            "schema_version": self.schema_version,
            "sources": self.sources,
            "options": self.options,
        }
        lines = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
        lines += [f'"parts": [\n{_rows(self.parts)}\n]', f'"exports": [\n{_rows(self.exports)}\n]']
        body = ("{\n" + ",\n".join(lines)).encode()
        return body + _DIGEST + sha256(body).hexdigest().encode() + _END


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
        data = path.read_bytes()
        found = json.loads(data)
        version = found["layout_version"]
        is_whole = _is_whole(data)
        if isinstance(version, int) and version > LAYOUT_VERSION and (is_whole or _DIGEST not in data):
            raise StoreError(f"{path}: layout version {version}; this program knows {LAYOUT_VERSION}: upgrade it")
        if not is_whole and (version != _WITHOUT_DIGEST or _DIGEST in data):
            raise ValueError("it has other bytes than were published")
        return Manifest(
            schema_version=found["schema_version"],
            sources=tuple(found["sources"]),
            parts=tuple(Part(**row) for row in found["parts"]),
            exports=tuple(Export(**row) for row in found["exports"]),
            options=tuple(found["options"]),
        )
    except FileNotFoundError as error:
        raise DamagedDataset(f"{path}: is missing") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedDataset(f"{path}: not a manifest: {error}") from error


def _is_whole(data: bytes) -> bool:
    """Whether the last line of a manifest is the digest of the lines before it."""
    body, sign, told = data.rpartition(_DIGEST)
    return bool(sign) and told == sha256(body).hexdigest().encode() + _END

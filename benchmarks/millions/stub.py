"""A worker call that reads nothing: every dump has the rows of one small page, under ids of its own.

Three of its ten paragraphs are the dump's own, the others are those of a thousand dumps, as pages share texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa

from ingest.shard.dump_outcome import Reader
from ingest.shard.receipt import Receipt, Shard
from ingest.sources.ids import digest, document_id, profile_id
from ingest.store.fragments import write_fragment
from ingest.tables import collect

_PAGE = b"""Parcel Sorting - P2
PARCEL.SORTING.P2
Keeps the queue short.
Responsibilities
- Sorts what comes in by the hour it has to leave
- Tells the desk what did not arrive
- Keeps the scales honest
Skills
- Reading labels
- Tells a smudged seven from a one at a glance.
- Lifting
- Lifts with the knees; stops when it hurts, always.
Adjacent Roles
- Parcel Routing
"""
_OWN, _SHARED = 3, 1000


def stub_shard(shard: Shard, beat: Callable[[int, str], None] = lambda _at, _name: None) -> Receipt:
    """As `run_shard`, but nothing is read."""
    dumps = [task.dump for task in shard.tasks]
    ids, uris = [document_id(dump.uri) for dump in dumps], [dump.uri for dump in dumps]
    digests = [sha256(str(dump.stamp).encode()).hexdigest() for dump in dumps]
    codes = [f"{uri[-12:-4]}.SORTING.P2" for uri in uris]
    own: dict[str, Sequence[str]] = {
        "document_id": ids,
        "uri": uris,
        "sha256": digests,
        "code": codes,
        "profile_id": [profile_id(one, code, 1) for one, code in zip(ids, codes, strict=True)],
        "role_id": [digest(f"role\n{code}") for code in codes],
        "content_id": digests,
    }
    tables = {name: _spread(table, own) for name, table in _template(shard).items()}
    tables["paragraph_occurrences"] = _varied(tables["paragraph_occurrences"], uris)
    receipt = Receipt(bytes=sum(dump.stamp.size for dump in dumps if dump.stamp))
    receipt.fragments.append(write_fragment(shard.files, Path(shard.staging), f"{shard.key}-0", tables))
    receipt.sources |= {dump.source for dump in dumps}
    for one in ids:
        receipt.read += bytes.fromhex(one)
    receipt.statuses["published"] = len(ids)
    for task, content in zip(shard.tasks, digests, strict=True):
        receipt.contents.add(task.place, content)
    return receipt


@cache
def _read(reading: object) -> dict[str, pa.Table]:
    return collect([Reader(reading).outcome("raw/a.txt", "raw", _PAGE, sha256(_PAGE).hexdigest())])  # type: ignore[arg-type]


def _template(shard: Shard) -> dict[str, pa.Table]:
    return _read(shard.reading)


def _spread(table: pa.Table, own: dict[str, Sequence[str]]) -> pa.Table:
    """The rows once for each dump, with what is its own."""
    rows, dumps = len(table), len(own["document_id"])
    table = table.take(np.tile(np.arange(rows), dumps))
    for name in set(own) & set(table.column_names):
        at = table.schema.get_field_index(name)
        values = pa.array(own[name], pa.string()).take(pa.array(np.repeat(np.arange(dumps), rows)))
        table = table.set_column(at, table.schema.field(at), values)
    return table


def _varied(table: pa.Table, uris: Sequence[str]) -> pa.Table:
    """Paragraphs that tell dumps apart, and some that do not."""
    each = len(table) // len(uris)
    texts = table["text"].to_pylist()
    for at in range(len(texts)):
        number, which = int(uris[at // each][-12:-4]), at % each
        texts[at] += f" {number}" if which < _OWN else f" {number % _SHARED}"
    table = table.set_column(table.schema.get_field_index("text"), table.schema.field("text"), [texts])
    ids = [[digest(text) for text in texts]]
    return table.set_column(table.schema.get_field_index("paragraph_id"), table.schema.field("paragraph_id"), ids)

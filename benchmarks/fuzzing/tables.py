"""Tables with mutated bytes: every row has a name of its own, nothing raises, and a second look finds the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from fuzzing.mutate import mutate
from ingest.errors import UnreadableDump
from ingest.sources.dump import Dump
from ingest.sources.dumps_in_file import Ending, Item, items
from ingest.sources.limits import Limits
from ingest.sources.table_model import WHOLE, Columns, Stretch
from ingest.sources.table_stretches import can_be_cut, cut

_LIMITS = Limits(dump=4096, unpacked=1 << 20, ratio=200, members=300, depth=2)
_KINDS = ("csv", "tsv", "jsonl", "json", "parquet")
_WORDS = (
    b'"',
    b'""',
    b"\n",
    b"\r\n",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\ud800",
    b"\0",
    b"text",
    b",",
)
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-16", "utf-8-sig", "cp1252")


def tables(random: Random, scratch: Path) -> str | None:
    """One table, mutated and read, whole and in stretches. Returns what is wrong.

    Damaged Parquet is not read in stretches here: libarrow may end the process over it, which is why workers have one
    of their own.
    """
    kind = random.choice(_KINDS)
    path = scratch / f"x.{kind}"
    path.write_bytes(mutate(random, _table(random, kind), _WORDS))
    columns = Columns("text", random.choice((None, "id")), random.choice((None, None, "utf-8", "cp1251", "utf-16-le")))
    found, ending = _read(path, columns, WHOLE)
    again = _read(path, columns, WHOLE)
    if (found, ending) != again:
        return "a second look finds something else"
    names = [item.uri for item in found]
    if len(set(names)) < len(names):
        return "two rows of one name"
    if not found and ending.problem is None:
        return "nothing is found and nothing is said"
    if columns.id is None and can_be_cut(path.name) and ending.problem is None and kind != "parquet":
        return _in_stretches(random, path, columns, found)
    return None


def _in_stretches(random: Random, path: Path, columns: Columns, whole: list[Item]) -> str | None:
    together: list[Item] = []
    try:
        for stretch in cut(
            Dump(f"raw/{path.name}", "raw", str(path)), random.randint(1, 2000), _LIMITS, columns.encoding
        ):
            together += _read(path, columns, stretch)[0]
    except UnreadableDump:
        return None
    return None if together == whole else "stretches give other rows"


def _read(path: Path, columns: Columns, stretch: Stretch) -> tuple[list[Item], Ending]:
    *found, ending = items(Dump(f"raw/{path.name}", "raw", str(path)), _LIMITS, columns, stretch)
    assert isinstance(ending, Ending)
    return [item for item in found if isinstance(item, Item)], ending


def _table(random: Random, kind: str) -> bytes:
    rows = [
        {"id": f"{number % 4}", "text": random.choice(("a", "é\n", 'x,"y";z\t', "")) * random.randint(0, 40)}
        for number in range(random.randint(1, 9))
    ]
    if kind == "parquet":
        sink = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows), sink, row_group_size=random.randint(1, 9))
        return sink.getvalue()
    if kind == "json":
        text = json.dumps(rows, indent=random.choice((None, 1)))
    elif kind == "jsonl":
        text = "".join(json.dumps(row, ensure_ascii=random.random() < 0.5) + "\n" for row in rows)
    else:
        file = io.StringIO()
        writer = csv.DictWriter(file, ["id", "text"], delimiter=random.choice(",;\t|"))
        writer.writeheader()
        writer.writerows(rows)
        text = file.getvalue()
    return text.encode(random.choice(_ENCODINGS))

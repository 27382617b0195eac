"""Fragments: every staged row is found by its leaf, whatever the leaf, and by no other."""

from __future__ import annotations

from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import StoreError
from ingest.store.files import Files
from ingest.store.fragments import Fragment, Staged, staged_rows, write_fragment
from ingest.store.partitioning import Leaf
from ingest.tables import TABLES

LEAVES = [[Leaf("")], [Leaf("0"), Leaf("1")], [Leaf("0"), Leaf("10"), Leaf("1100"), Leaf("1101"), Leaf("111")]]
counts = st.sampled_from([1, 2, 15, 40, 300])


def _documents(ids: list[str]) -> pa.Table:
    """A row each, and what else is in it follows from its id."""
    schema = TABLES["documents"].schema
    columns = [
        pa.array(ids)
        if field.name == "document_id"
        else pa.array([f"{field.name} of {one}" if pa.types.is_string(field.type) else None for one in ids], field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def _write(folder: Path, name: str, count: int) -> Fragment:
    ids = [md5(f"{name}{number}".encode()).hexdigest() for number in range(count)]
    tables = {"documents": _documents(ids), "skills": TABLES["skills"].schema.empty_table()}
    return write_fragment(Files(), folder, name, tables)


@given(st.lists(counts, min_size=1, max_size=4), st.sampled_from(LEAVES))
def test_every_row_is_found_once(counts: list[int], leaves: list[Leaf]) -> None:
    with TemporaryDirectory() as folder:
        fragments = [_write(Path(folder), f"{number}-", count) for number, count in enumerate(counts)]
        rows = []
        for leaf in leaves:
            for piece in staged_rows(Staged(fragments).of(leaf), "documents", leaf):
                assert all(leaf.low <= one <= leaf.high for one in piece["document_id"].to_pylist())
                rows += piece.to_pylist()
        ids = [
            md5(f"{number}-{one}".encode()).hexdigest() for number, count in enumerate(counts) for one in range(count)
        ]
        key = "document_id"
        assert sorted(rows, key=lambda row: row[key]) == _documents(sorted(ids)).to_pylist()
        assert not list(staged_rows(fragments, "skills", Leaf("")))


def test_a_fragment_that_ends_too_early_is_said(tmp_path: Path) -> None:
    fragment = _write(tmp_path, "a", 300)
    whole = Path(fragment.path).read_bytes()
    for size in (0, 8, 100, len(whole) - 1):
        Path(fragment.path).write_bytes(whole[:size])
        with pytest.raises(StoreError, match=r"a\.arrow: (it ends after|its places are damaged)"):
            list(staged_rows([fragment], "documents", Leaf("")))


def test_a_fragment_that_is_not_what_was_written_is_said(tmp_path: Path) -> None:
    fragment = _write(tmp_path, "a", 3)
    whole = Path(fragment.path).read_bytes()
    Path(fragment.path).write_bytes(whole[:24] + b"\xfe" * (len(whole) - 24))
    with pytest.raises(StoreError, match="staged rows of documents have other bytes than were written"):
        list(staged_rows([fragment], "documents", Leaf("")))


def test_any_flipped_bit_of_a_fragment_is_said(tmp_path: Path) -> None:
    fragment = _write(tmp_path, "a", 40)
    path = Path(fragment.path)
    whole = path.read_bytes()
    for bit in [*range(1200), *range(1200, 8 * len(whole), 97)]:
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        with path.open("r+b") as file:  # one that is emptied first has to reach the disk before the next, on ext4
            file.write(damaged)
        with pytest.raises(StoreError, match=r"a\.arrow: "):
            list(staged_rows([fragment], "documents", Leaf("")))

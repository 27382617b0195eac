"""One dump's bytes to its outcome."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest

import ingest
from ingest.settings_precedence import load_settings
from ingest.shard.dump_outcome import Reader
from ingest.shard.parsed_rows import BATCH_IN, Texts, parse_rows
from ingest.shard.versions import ReadingSettings
from ingest.sources.decode import Encoding

NOTHING_VISIBLE = {
    "blanks.txt": b" \n\t\n",
    "marks.txt": "\u200b\u2060\n\u00ad".encode(),
    "controls.txt": b"\x01\x02\n",
    "page.html": b"<html><head><title>Baker</title></head><body><script>start()</script></body></html>",
}


@pytest.mark.parametrize("name", NOTHING_VISIBLE)
def test_where_nothing_is_to_be_seen_the_dump_is_skipped(name: str) -> None:
    data = NOTHING_VISIBLE[name]
    reader = Reader(ReadingSettings.of(load_settings({"inputs": ("in",)})))
    outcome = reader.outcome(f"in/{name}", "in", data, sha256(data).hexdigest())
    assert (outcome.status, outcome.reason) == ("skipped", "I605")
    assert [d.code for d in outcome.diagnostics if d.code == outcome.reason] == ["I605"]
    assert reader.failures == {}


def test_a_run_goes_on_behind_them(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, data in NOTHING_VISIBLE.items():
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "baker.txt").write_text("Baker — P2\nBREAD.OVEN.P2\nSkills\n- Kneading\n", "utf-8")
    ingest.run([tmp_path / "in"], out=tmp_path / "out")
    documents = ingest.open(tmp_path / "out").documents.to_pandas()
    assert documents["status"].value_counts().to_dict() == {"skipped": 4, "published": 1}


@pytest.mark.parametrize("table", [None, Encoding("utf-8", "detected")])
def test_what_was_text_before_is_not_read_as_it_declares(table: Encoding | None) -> None:
    page = "<html><head><meta charset=gbk></head><body><h1>Glazier\u0461 — P2</h1><p>A.B.P2</p></body></html>"
    data = page.replace(" — P2", " P2").encode()
    batch = pa.RecordBatch.from_pylist([{"uri": "text/1", "content": data}], schema=BATCH_IN)
    rows = parse_rows(Texts(batch, ReadingSettings.of(load_settings({"inputs": ("in",)})), table))
    ((profile,),) = rows.column("profiles").to_pylist()
    assert (profile["title"] == "Glazier\u0461 P2") == (table is not None)

from __future__ import annotations

import io
import json

from exporters.dataset import tables
from ingest.exporters import write_jsonl
from ingest.records import Profile
from ingest.tables import TABLES, collect
from tables.sample import dump, numbered, profile


def test_a_line_is_a_profile_as_parse_gives_it() -> None:
    page = numbered(profile(duty="Two\nlines\u2028here."), profile(None))
    records = collect([dump("raw/a.txt", *page)])["records"]
    file = io.BytesIO()
    assert write_jsonl([records], file) == 2
    lines = file.getvalue().decode().split("\n")
    assert lines.pop() == ""
    read = [Profile.model_validate_json(line) for line in lines]
    assert read == list(page)
    assert [json.loads(line) for line in lines] == [record.model_dump(mode="json") for record in read]


def test_the_bytes_do_not_depend_on_the_pieces() -> None:
    records = tables(6)["records"]
    whole, pieces = io.BytesIO(), io.BytesIO()
    write_jsonl([records], whole)
    write_jsonl(records.to_batches(max_chunksize=2), pieces)
    assert whole.getvalue() == pieces.getvalue()


def test_no_profiles_are_no_lines() -> None:
    file = io.BytesIO()
    assert write_jsonl([TABLES["records"].empty()], file) == 0
    assert file.getvalue() == b""

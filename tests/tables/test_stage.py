from __future__ import annotations

from ingest.tables import TABLES, collect, to_tables
from tables.sample import dump, numbered, profile


def test_records_become_all_tables_in_the_contracts_order() -> None:
    tables = to_tables([profile()], review=True)
    assert list(tables) == list(TABLES)
    assert list(to_tables([profile()])) == [name for name, spec in TABLES.items() if not spec.reviewed]
    for name, table in tables.items():
        assert table.schema.equals(TABLES[name].schema, check_metadata=True), name
        assert table.num_rows > 0, name


def test_the_base_tables_are_those_of_a_run_but_for_what_a_record_does_not_know() -> None:
    uri = "raw/books-p2.txt"
    page = numbered(profile(uri=uri), profile("A.B.P2", uri=uri))
    run = collect([dump(uri, *page)])
    tables = to_tables(page)
    for name in run.keys() - {"documents"}:
        assert tables[name].equals(run[name]), name
    known = ["document_id", "uri", "source", "status", "profile_count", "sha256", "encoding", "format"]
    assert tables["documents"].select(known).equals(run["documents"].select(known))


def test_profiles_of_one_dump_are_one_document() -> None:
    profiles = [profile(uri="a/1.txt"), profile("A.B.P2", uri="a/1.txt"), profile(uri="b/1.txt")]
    ledger = to_tables(profiles)["documents"].sort_by("uri")
    assert ledger["profile_count"].to_pylist() == [2, 1]


def test_a_record_without_a_uri_is_filed_under_its_digest() -> None:
    record = profile()
    nameless = record.model_copy(update={"source": record.source.model_copy(update={"uri": None})})
    assert to_tables([nameless])["documents"]["uri"].to_pylist() == [f"text/{'0' * 64}"]


def test_no_records_give_empty_tables() -> None:
    assert {table.num_rows for table in to_tables([], review=True).values()} == {0}


def test_sources_count_as_named_in_the_order_they_come() -> None:
    last_of = {
        order: to_tables([profile(uri=f"{source}/1.txt") for source in order])["roles"] for order in ("ab", "ba")
    }
    assert [roles["uri"].to_pylist() for roles in last_of.values()] == [["b/1.txt"], ["a/1.txt"]]

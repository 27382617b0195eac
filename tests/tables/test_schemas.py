from __future__ import annotations

import keyword
import re
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from ingest.tables import SCHEMA_VERSION, TABLES, TableSpec, collect
from ingest.tables.describe import tables_markdown
from tables.sample import dump, profile

SPECS = pytest.mark.parametrize("spec", TABLES.values(), ids=list(TABLES))


def test_the_tables_are_those_of_the_contract_in_its_order() -> None:
    assert list(TABLES) == [
        "profiles",
        "responsibilities",
        "requirements",
        "guidelines",
        "experiences",
        "skills",
        "facts",
        "pay",
        "levels",
        "scores",
        "adjacent_roles",
        "title_aliases",
        "classifications",
        "sections",
        "outline",
        "paragraph_occurrences",
        "documents",
        "diagnostics",
        "records",
        "paragraphs",
        "roles",
        "panel_scores",
        "panel_findings",
    ]
    assert [name for name, spec in TABLES.items() if spec.derived] == ["paragraphs", "roles"]
    assert [name for name, spec in TABLES.items() if spec.reviewed] == ["panel_scores", "panel_findings"]


@SPECS
def test_every_table_and_column_says_what_it_holds(spec: TableSpec) -> None:
    assert spec.schema.metadata == {
        b"table": spec.name.encode(),
        b"description": spec.description.encode(),
        b"schema_version": str(SCHEMA_VERSION).encode(),
    }
    for text in [spec.description, *(field.metadata[b"description"].decode() for field in spec.schema)]:
        assert re.fullmatch(r"\S.{9,}\.", text), text


@SPECS
def test_every_cell_is_a_scalar(spec: TableSpec) -> None:
    assert {field.type for field in spec.schema} <= {pa.string(), pa.int32(), pa.int64(), pa.float64(), pa.bool_()}


@SPECS
def test_every_column_but_one_can_be_named_in_sql_without_quotes(spec: TableSpec) -> None:
    assert not any(keyword.iskeyword(name) for name in spec.schema.names)
    names = ['"group"' if name == "group" else name for name in spec.schema.names]
    with duckdb.connect() as connection:
        connection.register(spec.name, spec.empty())
        connection.sql(f"select {', '.join(names)} from {spec.name}")


@SPECS
def test_keys_are_required_columns(spec: TableSpec) -> None:
    assert not any(spec.schema.field(name).nullable for name in (*spec.key, spec.sort_key))


@SPECS
def test_every_table_of_items_says_whose_they_are(spec: TableSpec) -> None:
    if spec.items and spec.name not in ("profiles", "records"):
        own = {"adjacent_roles", "classifications", "title_aliases"}
        title = "profile_title" if spec.name in own else "title"
        code = "profile_code" if spec.name in own - {"title_aliases"} else "code"
        assert spec.schema.names[:5] == ["document_id", "profile_id", code, title, "level_label"]


def test_a_table_without_rows_has_its_schema() -> None:
    for name, table in collect([]).items():
        assert table.num_rows == 0
        assert table.schema.equals(TABLES[name].schema, check_metadata=True), name


def test_a_table_with_rows_has_its_schema() -> None:
    for name, table in collect([dump("raw/a.txt", profile())]).items():
        assert table.num_rows > 0, name
        assert table.schema.equals(TABLES[name].schema, check_metadata=True), name


def test_the_page_about_the_tables_is_made_from_the_schemas(root: Path) -> None:
    page = (root / "docs" / "tables.md").read_text(encoding="utf-8")
    assert page == tables_markdown(), "run: python -m ingest.tables.describe > docs/tables.md"


def test_the_page_names_every_column() -> None:
    rows = [line for line in tables_markdown().splitlines() if line.startswith("| `")]
    assert len(rows) == sum(len(spec.schema) for spec in TABLES.values())

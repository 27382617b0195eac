from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from exporters.dataset import tables
from ingest.exporters import json_schemas
from ingest.tables import TABLES
from tables.sample import profile

SCHEMAS = json_schemas()


def test_there_is_one_for_the_record_and_one_a_table() -> None:
    assert list(SCHEMAS) == ["record.json", *(f"{name}.json" for name in TABLES)]


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
def test_they_are_json_schemas(schema: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", list(TABLES))
def test_rows_fit_the_schema_of_their_table(name: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMAS[f"{name}.json"])
    for row in tables()[name].to_pylist():
        validator.validate(row)


def test_a_row_with_a_wrong_or_missing_value_does_not_fit() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMAS["skills.json"])
    row = tables()["skills"].to_pylist()[0]
    with pytest.raises(jsonschema.ValidationError, match="None is not of type 'string'"):
        validator.validate(row | {"name": None})
    with pytest.raises(jsonschema.ValidationError, match="'level' was unexpected"):
        validator.validate(row | {"level": "P1"})
    del row["qualifier"]
    with pytest.raises(jsonschema.ValidationError, match="'qualifier' is a required property"):
        validator.validate(row)


def test_the_record_is_the_one_of_this_version(root: Path) -> None:
    """A change of the record is a change for everybody who reads it: it needs a new version and a word in CHANGELOG."""
    page = root / "docs" / "record.schema.json"
    assert json.loads(page.read_text("utf-8")) == SCHEMAS["record.json"], (
        "raise SCHEMA_VERSION, then: ingest schema > docs/record.schema.json"
    )


def test_a_record_fits_and_absent_values_must_be_null_not_left_out() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMAS["record.json"])
    record = profile().model_dump(mode="json")
    validator.validate(record)
    del record["code"]
    with pytest.raises(jsonschema.ValidationError, match="'code' is a required property"):
        validator.validate(record)

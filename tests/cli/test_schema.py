from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pyarrow as pa
import pytest

from cli.conftest import Run
from ingest.tables import TABLES


def test_every_record_is_valid(ingest: Run, raw: Path) -> None:
    schema = json.loads(ingest("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in ("data/data-pipelines-p4.txt", "framework/ic3-localisation-engineer.txt"):
        [record] = json.loads(ingest("parse", raw / path).stdout)
        validator.validate(record)
        with pytest.raises(jsonschema.ValidationError, match="7 is not valid"):
            validator.validate(record | {"title": 7})


def test_columns_of_every_table(ingest: Run) -> None:
    for name in ("profiles", "skills", "documents", "paragraphs"):
        shown = ingest("schema", name).stdout.splitlines()
        assert shown[0] == f"{name}: {TABLES[name].description}"
        columns = [line.split()[0] for line in shown[3:]]
        assert columns == TABLES[name].schema.names


def test_json_schema_of_a_row(ingest: Run) -> None:
    schema = json.loads(ingest("schema", "skills", "--format", "json").stdout)
    row = dict.fromkeys(TABLES["skills"].schema.names)
    with pytest.raises(jsonschema.ValidationError, match="None is not of type 'string'"):
        jsonschema.validate(row, schema)
    examples = {pa.string(): "x", pa.int32(): 1, pa.bool_(): True}
    jsonschema.validate({field.name: examples[field.type] for field in TABLES["skills"].schema}, schema)


def test_an_unknown_table(ingest: Run) -> None:
    done = ingest("schema", "skill")
    assert done.returncode == 2
    assert "the tables are: profiles, responsibilities, " in done.stderr

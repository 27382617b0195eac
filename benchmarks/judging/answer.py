"""A reader's answer to one page, cut to what the reader of the old commit could have said."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

STORED = Path(__file__).resolve().parent.parent.parent / "tests" / "golden" / "judge"
SPANS = frozenset({"span", "spans", "line_start", "line_end", "column"})
EMPTY = "-"

Shape = dict[str, Any]
"""Keys of an object, each with the shape below it: None for a plain value, `{"*": shape}` for an object of any keys."""


class Answer(NamedTuple):
    """The records as JSON, an owner for each line, and for a generated page its values judged."""

    records: list[dict[str, Any]]
    owners: list[str]
    findings: list[list[str]] | None = None

    @property
    def accepted(self) -> bool:
        """Whether a run would publish the page."""
        return bool(self.records) and not any(d["code"] == "E201" for d in self.records[0]["diagnostics"])


class Field(NamedTuple):
    """What an answer says in one field over all records of the page, and the lines that it names for it."""

    value: Any
    lines: Any


class Known(NamedTuple):
    """What records and diagnostics of the old commit could say."""

    commit: str
    shape: Shape
    codes: frozenset[str]


def load_known() -> Known:
    """As `judge.py --record` wrote it."""
    stored = json.loads((STORED / "shape.json").read_text("utf-8"))
    return Known(stored["commit"], stored["shape"], frozenset(stored["codes"]))


def fields_of(answer: Answer, known: Known) -> dict[str, Field]:
    """Every field that the old commit knew, by its name."""
    records = [_cut(record, known.shape) for record in answer.records]
    found = {"profile": Field([answer.accepted, len(records)], None)}
    for name in known.shape:
        if name in ("diagnostics", "spans"):
            continue
        values = [_without_spans(record[name]) for record in records]
        lines = [[list(_spans(record[name])), list(_spans(_stated(record, name)))] for record in records]
        found[name] = Field(values, lines) if any(_says(value) for value in values) else Field(None, None)
    said = [
        (d["code"], d["span"]["line_start"], d["span"]["line_end"])
        for record in records
        for d in record["diagnostics"]
        if d["code"] in known.codes
    ]
    found["diagnostics"] = Field(sorted(Counter(code for code, *_ in said).items()) or None, sorted(said))
    found["owners"] = Field(answer.owners, None)
    return found


def cell(field: Field) -> str:
    """A field as it is stored: a digest of its value, one of its lines."""
    if field.value is None:
        return EMPTY
    return digest(field.value) + (f"/{digest(field.lines)}" if field.lines else "")


def digest(value: Any) -> str:
    """24 bits of a value's JSON, as four characters."""
    told = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return base64.urlsafe_b64encode(hashlib.blake2b(told.encode(), digest_size=3).digest()).decode()


def _cut(value: Any, shape: Shape | None) -> Any:
    """The value without keys that the shape does not have, and with None for keys that the value does not have."""
    if shape is None or value is None:
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_cut(item, shape) for item in value]
    if "*" in shape:
        return {key: _cut(inner, shape["*"]) for key, inner in value.items()}
    cut = {key: _cut(value.get(key), inner) for key, inner in shape.items()}
    for name in ("spans", "intros"):  # their keys are names of fields
        if isinstance(cut.get(name), Mapping):
            cut[name] = {key: inner for key, inner in cut[name].items() if key.removeprefix("intros.") in shape}
    return cut


def _stated(record: Mapping[str, Any], name: str) -> Any:
    """The places of a field in the record's own `spans`."""
    spans = record["spans"]
    if name == "intros":
        return {key: places for key, places in spans.items() if key.startswith("intros.")}
    return spans.get(name)


def _without_spans(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_spans(inner) for key, inner in value.items() if key not in SPANS}
    return [_without_spans(item) for item in value] if isinstance(value, list) else value


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    """All (first, last) lines below a JSON value, in its order."""
    if isinstance(value, Mapping):
        if "line_start" in value and "line_end" in value:
            yield value["line_start"], value["line_end"]
        for _, inner in sorted(value.items()):
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def _says(value: Any) -> bool:
    return value not in (None, "", [], {})


spans_of = _spans

"""Runs beside the old commit's `src` and `benchmarks`: pages in as JSON lines, answers out, in the same order.

Imports nothing of today's: what the old reader said is what its own code says. With `--known` it prints the shape of
its records and the codes of its diagnostics instead.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import Any

from ingest.builders import read_dump
from ingest.diagnostics import CODES
from ingest.records import Profile
from ingest.sources.file_formats import format_of


def answer(name: str, text: str, truth: list[Any] | None) -> dict[str, Any]:
    """Records, owners, and the judged values of a generated page."""
    reading = read_dump(text, uri=name, format=format_of(name))
    records = [json.loads(profile.model_dump_json()) for profile in reading.profiles]
    findings = _findings(reading, *truth) if truth else None
    return {"records": records, "owners": list(reading.owners), "findings": findings}


def _findings(reading: Any, seed: int, rate: float, number: int, pages: int) -> list[list[str]]:
    from verdict.record import compare
    from verdict.texts import Dump

    if not reading.is_profile:
        return [["page", "flagged", "a profile"]]
    found = compare(_truths(seed, rate, pages)[number], reading.profiles[0], Dump(reading.document.lines))
    return [[finding.field, finding.verdict, finding.truth] for finding in found]


@cache
def _truths(seed: int, rate: float, pages: int) -> list[Any]:
    from pages.catalogue import make_catalogue

    return list(make_catalogue(pages, seed=seed, rate=rate))


def known() -> dict[str, Any]:
    """The keys of a record, and all codes."""
    schema = Profile.model_json_schema()
    return {"shape": _shape(schema, schema["$defs"]), "codes": sorted(CODES)}


def _shape(schema: dict[str, Any], models: dict[str, Any]) -> dict[str, Any] | None:
    if "$ref" in schema:
        return _shape(models[schema["$ref"].rpartition("/")[2]], models)
    for option in schema.get("anyOf", ()):
        if (found := _shape(option, models)) is not None:
            return found
    if "properties" in schema:
        return {name: _shape(inner, models) for name, inner in schema["properties"].items()}
    if "items" in schema and isinstance(schema["items"], dict):
        return _shape(schema["items"], models)
    if isinstance(schema.get("additionalProperties"), dict):
        return {"*": _shape(schema["additionalProperties"], models)}
    return None


def main() -> None:
    if "--known" in sys.argv:
        print(json.dumps(known()))
        return
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(*json.loads(line))) + "\n")


if __name__ == "__main__":
    main()

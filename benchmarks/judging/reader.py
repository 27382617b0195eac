"""Today's reader, asked for one page."""

from __future__ import annotations

import json
from functools import cache

from ingest.read import read_text
from ingest.sources.file_formats import format_of
from judging.answer import Answer
from judging.pages import Page
from pages.catalogue import make_catalogue
from pages.truth import Truth


def read(page: Page) -> Answer:
    """Its answer."""
    reading = read_text(page.text, uri=page.name, format=format_of(page.name))
    # The old reader knew the lines of a page's text, and none of its file.
    records = [json.loads(profile.model_dump_json()) for profile in reading.as_read]
    return Answer(records, list(reading.owners))


def findings(page: Page) -> list[list[str]]:
    """The values of a generated page, each judged: field, verdict, truth."""
    from readers import READERS  # what we are measured beside comes with these, and only this mode needs it

    seed, rate, number = page.truth
    found = READERS["ingest"](_truths(seed, rate)[number], page.text)
    return [[finding.field, finding.verdict, finding.truth] for finding in found]


@cache
def _truths(seed: int, rate: float) -> list[Truth]:
    from judging.pages import GENERATED

    return list(make_catalogue(GENERATED, seed=seed, rate=rate))

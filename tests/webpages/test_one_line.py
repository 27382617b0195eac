"""A page that is one line says all that it says on many: only lines, and what a line cannot tell, are others."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ingest.line_coverage import coverage
from ingest.panel import Finding, review
from ingest.read import Reading, read_text
from ingest.tables import to_tables

HEAD = "<html><body>\n<h1>Baker — P2</h1>\n<p>BREAD.OVEN.P2</p>\n"
ODD = f"""{HEAD}<h2>Level — P2 — Master</h2>
<dl>
<dt>Scope</dt><dd>One oven.</dd>
<dt>Typical experience</dt><dd>2–3 yrs</dd>
</dl>
<h2>Responsibilities</h2>
<ul>
<li>Kneads dough for the whole street.</li>
<li>Sieves flour twice.</li>
</ul>
<h2>What we ask for</h2>
<ul>
<li>You must have baked bread for 3 years.</li>
<li>A certificate in baking is required.</li>
</ul>
<h3>Nice to have</h3>
<ul>
<li>Experience with rye.</li>
</ul>
<h2>Skills</h2>
<dl>
<dt>Kneading</dt><dd></dd>
<dt>Sieving</dt><dd>Without dust.</dd>
</dl>
<h2>Odds and ends</h2>
<p>The oven was built by hand.</p>
<p>It is warm all year.</p>
<h2>Provenance</h2>
<p>Every layer is sourced (1–5; passes at ≥4).</p>
<ul>
<li>Fidelity 3</li>
</ul>
<p>Sources: https://example.org/bread</p>
"""
KINDS = f"""{HEAD}
<h2>Requirements</h2><ul><li>You have baked bread.</li></ul>
<h3>At the oven</h3><ul><li>Three years of baking.</li></ul>
<h2>About you</h2><ul><li>You must have baked bread for 3 years.</li><li>A degree in baking is required.</li></ul>
"""
CLAIM = "<h2>Provenance</h2>\n<p>Every layer is sourced (1–5; passes at ≥4).</p>\n"
SOURCES = f"{HEAD}{CLAIM}<h3>Sources</h3>\n<p>The guild's book of bread</p>\n"
NO_SOURCES = f"{HEAD}{CLAIM}<h2>Odds and ends</h2>\n<p>The oven was built by hand.</p>\n"
PAGES = {"odd": ODD, "kinds": KINDS, "sources": SOURCES, "no sources": NO_SOURCES}


@pytest.fixture(params=["renewal-desk", *PAGES])
def page(request: pytest.FixtureRequest, raw: Path) -> str:
    """A page with a line for each of its texts."""
    path = raw / "customer-success" / "renewal-desk-p3.html"
    return PAGES.get(request.param) or path.read_text("utf-8")


def read(html: str) -> Reading:
    return read_text(html, uri="raw/page.html", sha256="0" * 64, format="html")


def on_one_line(html: str) -> str:
    return re.sub(r"\n\s*", " ", html).strip()


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: without_places(inner)
            for key, inner in value.items()
            if key not in ("span", "spans") and not key.startswith(("line_", "first_line", "col_"))
        }
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def records(reading: Reading) -> Any:
    return without_places([json.loads(profile.model_dump_json()) for profile in reading.profiles])


def test_the_record_is_the_same(page: str) -> None:
    many, one = read(page), read(on_one_line(page))
    assert records(one) == records(many)
    assert one.owners == many.owners
    assert coverage(one) == coverage(many)
    spans = [entry.span for profile in one.profiles for entry in profile.outline]
    assert {(span.line_start, span.line_end) for span in spans} == {(1, 1)}


def told(found: Finding) -> tuple[str, str]:
    return found.id, found.message


def test_the_panel_says_the_same(page: str) -> None:
    many, one = (review(read(html).profiles[0]) for html in (page, on_one_line(page)))
    assert [told(found) for found in one.findings] == [told(found) for found in many.findings]
    for alone, among in zip(many.findings, one.findings, strict=True):
        assert among.quote in (alone.quote, ""), "rather nothing than another text of the line"


def test_the_basis_of_an_item_is_that_of_its_section_or_unknown(page: str) -> None:
    many, one = (to_tables(read(html).profiles) for html in (page, on_one_line(page)))
    for name in ("responsibilities", "requirements", "skills", "guidelines"):
        bases = many[name]["kind_basis"].to_pylist()
        for known, found in zip(bases, one[name]["kind_basis"].to_pylist(), strict=True):
            assert found in (known, None)


def test_the_group_of_an_item_says_which_section_it_is_of() -> None:
    told = to_tables(read(on_one_line(KINDS)).profiles)["requirements"]
    assert told["kind_basis"].to_pylist() == ["stated", "nested", "stated", "stated"]


def test_the_basis_is_unknown_where_sections_on_the_line_differ() -> None:
    below = "<h3>At the oven</h3><ul><li>Heat.</ul><h3>At the oven</h3><ul><li>Ash.</ul>"
    page = f"{HEAD}<h2>Requirements</h2><p>Rye.</p>{below}"
    (profile,) = read(on_one_line(page)).profiles
    outline = [
        entry.model_copy(update={"kind_basis": basis})
        for entry, basis in zip(profile.outline, ("stated", "nested", "inferred"), strict=True)
    ]
    told = to_tables([profile.model_copy(update={"outline": tuple(outline)})])["requirements"]
    assert set(told["kind_basis"].to_pylist()) == {None}

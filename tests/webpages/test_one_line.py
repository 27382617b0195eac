"""A page that is one line says all that it says on many: only lines, and what a line cannot tell, are others."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ingest.coverage import coverage
from ingest.panel import Finding, review
from ingest.read import Reading, read_text
from ingest.tables import to_tables

ODD = """<html><body>
<h1>Baker — P2</h1>
<p>BREAD.OVEN.P2</p>
<h2>Level — P2 — Master</h2>
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
</body></html>
"""


@pytest.fixture(params=["renewal-desk", "odd"])
def page(request: pytest.FixtureRequest, raw: Path) -> str:
    """A page with a line for each of its texts."""
    path = raw / "customer-success" / "renewal-desk-p3.html"
    return ODD if request.param == "odd" else path.read_text("utf-8")


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
    assert many.findings
    for alone, among in zip(many.findings, one.findings, strict=True):
        assert among.quote in (alone.quote, ""), "rather nothing than another text of the line"


def test_the_basis_of_an_item_is_that_of_its_section_or_unknown(page: str) -> None:
    many, one = (to_tables(read(html).profiles) for html in (page, on_one_line(page)))
    for name in ("responsibilities", "requirements", "skills", "guidelines"):
        bases = many[name]["kind_basis"].to_pylist()
        for known, found in zip(bases, one[name]["kind_basis"].to_pylist(), strict=True):
            assert found in (known, None)

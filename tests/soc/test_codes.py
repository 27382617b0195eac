from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.soc import SocCode, read_code


@pytest.mark.parametrize(
    ("text", "code", "detail"),
    [("43-4051", "43-4051", None), ("15-1299.08", "15-1299", "08"), ("00-0000", "00-0000", None)],
)
def test_as_it_is_printed(text: str, code: str, detail: str | None) -> None:
    assert read_code(text) == SocCode(code, detail, printed=True)


@pytest.mark.parametrize(
    "text",
    [
        "43–4051", "43—4051", "43‑4051", "43−4051", "43‐4051", "43 - 4051", "43- 4051", " 43-4051", "43-4051 ",
        "43\u00a0–\u00a04051", "434051", "43 4051", "４３－４０５１", "43-4051 .00", "43–4051.00",
    ],
)  # fmt: skip
def test_other_spellings(text: str) -> None:
    read = read_code(text)
    assert read
    assert (read.code, read.printed) == ("43-4051", False)
    assert read.detail == ("00" if "." in text else None)


@pytest.mark.parametrize(
    "text",
    ["", "4222", "43-405", "43-40511", "3-4051", "43-4051.0", "43-4051.000", "43-4051.", "43-40S1", "43--4051",
     "143-4051", "43/4051", "43-4051 43-4052", "43.4051", "٤٣-٤٠٥١x", "43-4051\n43"],
)  # fmt: skip
def test_what_is_no_code(text: str) -> None:
    assert read_code(text) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789-–. \u00a0４x\n", max_size=14))
def test_what_is_read_has_the_form(text: str) -> None:
    read = read_code(text)
    if read:
        whole = read.code + (f".{read.detail}" if read.detail else "")
        again = read_code(whole)
        assert again == read._replace(printed=True)
        assert read.printed == (whole == text)

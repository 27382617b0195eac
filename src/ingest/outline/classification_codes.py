"""Codes of classifications that a line states: as keys with values, alone, or with their titles."""

from __future__ import annotations

import re

from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.punctuation import BOLD, LIKE_HYPHENS, LONG_DASHES
from ingest.soc import read_code

_LONGEST = 300
_KEY_VALUE = re.compile(r"\b(\w{1,30}) ?[:=] ?([^\s=]+)(?:[\s,;|]+|$)")
FACTS_LENGTH = 500
_DASH = f"[-{LIKE_HYPHENS}]"
_SOC = rf"\d\d ?{_DASH} ?\d{{4}}(?:\.\d\d)?(?!\d)"  # a code of the SOC needs no sign to be told from its title
_TITLE = r"(?P<title>[^\W\d][^=]*?)"
_ANY = rare(
    rf"(?:(?P<scheme>[A-Za-z][^:=]{{1,40}}?):\s+)?(?P<code>{_SOC}|\d[\d.-]*\d)(?:\s+(?:{_DASH}\s+|\(){_TITLE}\)?)?$"
)
_BETWEEN = rf"(?:: ?| {_DASH}{{1,3}} | ?[{LONG_DASHES}] ?| )"
_SOC_FIRST = rare(rf"(?P<code>{_SOC}){_BETWEEN}{_TITLE}$")
_SOC_LAST = rare(rf"(?P<name>[^\W\d_][^:=]{{0,80}}?)(?:{_BETWEEN}| \()(?P<rest>{_SOC}(?:\)$|$|[ :].*))$")
_SEPARATED = re.compile(r"\s*(?:[,;|/]|\band\b)\s*")
_ACRONYM = rare(r"(?<![^\W_])(?:[A-Z]{3,}|O\*NET)(?![a-z])")


def codes_of(text: str, grammars: Grammars, scheme: str | None = None) -> list[dict[str, str]]:
    """The facts of each code that a line states, below the heading of its scheme."""
    facts = attributes_of(text, grammars)
    if facts and "code" in facts:
        return [facts]
    stated = grammars.read_code(grammars.plain(text), scheme)
    if stated and (stated.scheme or read_code(stated.code) is None):
        return [{key: value for key, value in stated._asdict().items() if value}]
    return read_codes(text)


def attributes_of(text: str, grammars: Grammars) -> dict[str, str] | None:
    """`code=43-4051source=resolver`, or `code: 43-4051, note: x` with blanks between; None for anything else."""
    facts = grammars.facts(text)
    if facts is not None:
        return dict(facts)
    text = " ".join(text.split())
    if len(text) > FACTS_LENGTH:
        return None
    pairs = _KEY_VALUE.findall(text)
    rest = _KEY_VALUE.sub("", text).strip()
    if not pairs or rest or len({key.lower() for key, _ in pairs}) < len(pairs):
        return None
    return {key.lower(): value.rstrip(",;") for key, value in pairs}


def read_codes(text: str) -> list[dict[str, str]]:
    """Facts of each code, `code` and perhaps `title` and `scheme`; none for a line that is something else.

    `43-4051`, `43-4051, 43-4071`, `43-4051 — Adjusters`, `43-4051 Adjusters`, `Adjusters (43-4051)`, `ISCO-08: 4222`,
    `SOC 43-4051`. What is before a code of the SOC is its scheme if it has an acronym, else its title.
    """
    if len(text) > _LONGEST:
        return []
    text = _without_emphasis(text)
    if ";" in text:
        each = [read_codes(part.strip()) for part in text.split(";")]
        return [facts for found in each for facts in found] if all(each) else []
    parts = _SEPARATED.split(text)
    if len(parts) > 1 and all(re.fullmatch(_SOC, part) for part in parts):
        return [{"code": part} for part in parts]
    if last := _SOC_LAST.match(text):
        facts = _named(last["name"], last["rest"].removesuffix(")"))
        return [facts] if facts else []
    found = _SOC_FIRST.match(text) or _ANY.match(text)
    return [{key: value for key, value in found.groupdict().items() if value}] if found else []


def _named(name: str, rest: str) -> dict[str, str] | None:
    """The code in `rest`, with the `name` before it as its scheme or its title."""
    behind = _SOC_FIRST.match(rest) or _ANY.match(rest)
    if behind is None:
        return None
    facts = {key: value for key, value in behind.groupdict().items() if value}
    if _ACRONYM.search(name):
        return {**facts, "scheme": name}
    return None if "title" in facts else {**facts, "title": name}


def _without_emphasis(text: str) -> str:
    """`**43-4051**` and `` `43-4051` `` without their marks; those inside, as in `O*NET`, stay."""
    for mark in (*BOLD, "*", "_", "`"):
        if text.startswith(mark) and text.endswith(mark) and mark not in text[len(mark) : -len(mark)]:
            text = text[len(mark) : -len(mark)]
    return text

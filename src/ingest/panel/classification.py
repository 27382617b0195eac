"""Classification: codes that are in their scheme's table, with everything needed to look them up again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.panel.diagnosed import diagnosed, is_diagnosed
from ingest.panel.finding_kinds import find
from ingest.panel.model import Checker, Finding
from ingest.records import Classification, Profile
from ingest.soc import occupation_of

# `SOC 2018`, `ISCO-08`, `O*NET 28.1`, `v2`: a year or a number that is no part of the scheme's name
_VERSION = re.compile(r"(?<![\w*])v?\d[\w.]*")


def _codes(profile: Profile) -> Iterator[Finding]:
    """Syntax, table and title, as the reader checked them."""
    return diagnosed(profile, "classification")


def _groups(profile: Profile) -> Iterator[Finding]:
    """Return the SOC codes that mean a group of occupations."""
    for fact in profile.classifications:
        occupation = occupation_of(fact.scheme, fact.code, fact.attributes.get("version"))
        if occupation and occupation.group != "detailed":
            detail = f"{occupation.code} {occupation.title}, {occupation.group} group"
            yield find("classification.code-broad", [fact.span], fact.code, detail)


def _stated(profile: Profile) -> Iterator[Finding]:
    """What each mapping leaves out: one finding a kind, with all mappings that lack it."""
    for id, is_stated in _WANTED.items():
        lacking = [fact for fact in profile.classifications if not is_stated(fact)]
        if lacking:
            codes = ", ".join(fact.code for fact in lacking[:3]) + (", …" if len(lacking) > 3 else "")
            yield find(id, [fact.span for fact in lacking], lacking[0].code, codes)


def _version_is_stated(fact: Classification) -> bool:
    stated = ("version", "edition", "year")
    return any(key in fact.attributes for key in stated) or bool(fact.scheme is None or _VERSION.search(fact.scheme))


_WANTED: dict[str, Callable[[Classification], object]] = {
    "classification.scheme-missing": lambda fact: fact.scheme,
    "classification.version-missing": _version_is_stated,
    "classification.title-missing": lambda fact: fact.title,
    "classification.source-missing": lambda fact: fact.source,
}


def _is_checked(profile: Profile) -> bool:
    return _maps(profile) or is_diagnosed(profile, "classification")


def _maps(profile: Profile) -> bool:
    return bool(profile.classifications)


CHECKERS = (
    Checker("codes", "classification", _codes, _is_checked),
    Checker("groups", "classification", _groups, _maps),
    Checker("stated", "classification", _stated, _maps),
)

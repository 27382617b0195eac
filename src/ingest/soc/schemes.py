"""Which schemes that pages name have their codes from the SOC, and in which edition."""

from __future__ import annotations

import re
from typing import Literal

from ingest.lazy_patterns import rare

Edition = Literal["2018", "other"]
"""`other` stands for an older edition of the SOC, whose codes may mean something else."""

_ONET = re.compile(r"(?<![^\W_])O[*∗＊ _-]?NET(?![^\W\d_])", re.IGNORECASE)
_SOC = rare(r"(?<![^\W_])SOC(?![^\W\d_])|standard occupational classification", re.IGNORECASE)
# Other countries have a SOC too; and under a heading that names two schemes, a code may be of either.
_OTHERS = rare(
    r"(?<![^\W_])(?:UK|U\.K\.|GB|United Kingdom|British|ONS|Singapore|Canada|Canadian|Australian?|ISCO|ESCO|NOC|CNP"
    r"|ANZSCO|KldB|ROME|CIP|OPM|SSYK|PCS|CNO)(?![^\W\d_])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def edition_of(scheme: str | None, version: str | None = None) -> Edition | None:
    """Return the edition of the SOC that `scheme` means, or None for another scheme or none.

    A year in `scheme` or `version` selects it. Without a year it is the current edition; O*NET's year is 2019.
    """
    if scheme is None:
        return None
    onet = _ONET.search(scheme) is not None
    if not (onet or _SOC.search(scheme)) or _OTHERS.search(scheme):
        return None
    if "2020" in scheme and not onet:
        return None  # the edition of the United Kingdom; the United States have none of that year
    years = {*_YEAR.findall(scheme), *_YEAR.findall(version or "")}
    return "2018" if years <= ({"2018", "2019"} if onet else {"2018"}) else "other"

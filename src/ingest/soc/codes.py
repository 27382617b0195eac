"""Codes as pages write them: `NN-NNNN`, and O*NET's `NN-NNNN.NN`."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ingest.lazy_patterns import rare
from ingest.punctuation import LIKE_HYPHENS

_DASHES = str.maketrans(dict.fromkeys(LIKE_HYPHENS, "-"))
_PRINTED = re.compile(r"(\d{2})-(\d{4})(?:\.(\d{2}))?", re.ASCII)
_LOOSE = rare(r"(\d{2}) ?-? ?(\d{4})(?: ?\. ?(\d{2}))?", re.ASCII)


class SocCode(NamedTuple):
    """A code of the SOC, and the two digits that O*NET adds, None without any.

    `printed` tells whether it was written just so; else it was read in spite of its dash, blanks or digits.
    """

    code: str
    detail: str | None
    printed: bool


def read_code(text: str) -> SocCode | None:
    """The code that `text` writes, whether it is in the table or not; None for anything else.

    Other dashes, blanks around the dash, no dash, full-width digits: `43–4051`, `43 - 4051`, `434051` are 43-4051.
    """
    if match := _PRINTED.fullmatch(text):
        return SocCode(f"{match[1]}-{match[2]}", match[3], printed=True)
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    if match := _LOOSE.fullmatch(plain):
        return SocCode(f"{match[1]}-{match[2]}", match[3], printed=False)
    return None

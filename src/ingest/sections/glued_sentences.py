"""Whether one line holds several texts without a blank between them: `…understands.SQLReads tables.Tea…`."""

from __future__ import annotations

import re

from ingest.lazy_patterns import rare
from ingest.punctuation import STOPS, WIDE_STOPS

_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_STOP_AND_CAPITAL = rare(rf"[^\W\d_]{{2}}[{STOPS}][{_UPPER}]|[{WIDE_STOPS}][A-Za-z0-9]")
_STOP_INSIDE = re.compile(rf"[{STOPS}{WIDE_STOPS}][^\W_]")  # what glued texts have, and few others
_CAPITAL_INSIDE = rare(rf"[{_LOWER}][{_UPPER}][{_LOWER}]")
# A joint that no word has: a name in camel case begins with a capital (`JavaScript`) or with few letters (`iPhone`),
# and few are before a stop inside of a name (`Node.Js`).
_JOINT = rare(
    rf"(?<![\w.])[{_LOWER}]{{4,}}[{_UPPER}][{_LOWER}]"
    rf"|[{_LOWER}]{{3}}[{STOPS})][{_UPPER}][{_LOWER}]{{2}}"
)
_CAPITAL_BEHIND = re.compile(rf"[{_UPPER}](?<=[{_LOWER}{STOPS})].)")  # what every joint has, and few sentences
_CODE = rare(r"`[^`]*`")


def may_be_glued(text: str) -> bool:
    """Whether a text is worth a closer look, or any of several with line ends between them."""
    return _STOP_INSIDE.search(text) is not None or _CAPITAL_BEHIND.search(text) is not None


def is_glued(text: str) -> bool:
    """Whether stops before capitals say so: two of them, or one and a capital inside of a word."""
    if not _STOP_INSIDE.search(text):
        return False
    stops = len(_STOP_AND_CAPITAL.findall(text))
    return stops > 1 or (stops == 1 and _CAPITAL_INSIDE.search(text) is not None)


def has_joint(text: str) -> bool:
    """Whether one place says so, as no word outside of code is written like that."""
    if not _CAPITAL_BEHIND.search(text):
        return False
    return _JOINT.search(_CODE.sub("", text) if "`" in text else text) is not None

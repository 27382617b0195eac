"""Characters that take two columns: where texts are on a screen, and whether a line break between two is a blank."""

from __future__ import annotations

import re
from functools import cache

from ingest.lazy_patterns import rare

FILLER = "\x00"  # follows a wide character, so that places in a text are columns; no page has it
_MAY_BE_WIDE = re.compile("[^\x00-\u10ff\u1160-\u2e7f]")  # the exact classes are large, and few pages need them

_HYPHEN = re.compile(r"[^\W_]-$")
_SUSPENDED = rare(r"(?:and|or|to|und|oder|bis|et|ou|y|o|e|en|of)\b", re.IGNORECASE)
LONGEST_PART = 8  # characters that are looked at before a break


def spread(text: str) -> str:
    """A text with a filler behind each wide character."""
    return _wide().sub(rf"\g<0>{FILLER}", text) if _MAY_BE_WIDE.search(text) else text


def columns(text: str) -> int:
    """How many columns a text takes: the length of what `spread` makes of it."""
    return len(text) + len(_wide().findall(text)) if _MAY_BE_WIDE.search(text) else len(text)


def narrow(text: str) -> str:
    """A piece of a spread text as it was."""
    return text.replace(FILLER, "")


def join(above: str, below: str) -> str:
    """Join two pieces of one text.

    Chinese and Japanese have no blanks, so none is inserted where the line was broken; nor behind a hyphen, unless the
    hyphen replaces a word that comes later: `pre- and post-sale`.
    """
    above, below = above.rstrip(), below.lstrip()
    if not above or not below:
        return above or below
    return f"{above}{below}" if breaks_anywhere(above, below) or breaks_word(above, below) else f"{above} {below}"


def breaks_word(above: str, below: str) -> bool:
    """Return whether a line break follows the hyphen of one word: `long-` over `haul`."""
    return _HYPHEN.search(above[-LONGEST_PART:]) is not None and _SUSPENDED.match(below) is None and below[0].isalnum()


def breaks_anywhere(above: str, below: str) -> bool:
    """Whether the text on both sides of a line break is of a script without blanks."""
    if not (_MAY_BE_WIDE.match(above[-1:]) and _MAY_BE_WIDE.match(below)):
        return False
    return _without_blanks().match(above[-1:]) is not None and _without_blanks().match(below) is not None


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(
        "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
        "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
    )


@cache
def _without_blanks() -> re.Pattern[str]:
    return re.compile("[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd]")

"""Globs: `**` matches any folders, `*` and `?` match within a name, `[…]` one of these characters, `[!…]` any other
one.
"""

from __future__ import annotations

import re
from functools import lru_cache

# A bracket that is never closed is a character like others; one that stands first in brackets is one of them.
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?+\]?+[^\]]*\]|.", re.DOTALL)
_WILD = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_RANGE = re.compile(r"(.)(?:-(.))?", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether a relative path matches a glob that has no fault."""
    return _compiled(pattern).fullmatch(path) is not None


def fault(pattern: str) -> str | None:
    """What is wrong with a glob, for people; None if nothing is."""
    for token in _TOKEN.findall(pattern):
        if len(token) > 1 and token.startswith("["):
            for low, high in _RANGE.findall(_characters(token)):
                if high and low > high:
                    return f"the range {low}-{high} in {token} runs backwards"
        elif token == "[":
            return "a [ is never closed"
    return None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(map(_expression, _TOKEN.findall(pattern))), re.DOTALL)


def _expression(token: str) -> str:
    if token in _WILD:
        return _WILD[token]
    if len(token) == 1:
        return re.escape(token)
    inside = _RANGE.sub(_range, _characters(token))
    return f"[^/{inside}]" if token[1] == "!" else f"(?!/)[{inside}]"


def _range(match: re.Match[str]) -> str:
    return "-".join(re.escape(character) for character in match.groups() if character)


def _characters(token: str) -> str:
    """Return the characters between the brackets."""
    return token[2 if token[1] == "!" else 1 : -1]

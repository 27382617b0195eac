"""Patterns that are seldom asked: made when they first are, not at every start of the program."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

from ingest.patterns import compiled


def rare(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`compiled`, put off. A pattern that most dumps need is made at once instead, and asked a bit faster."""
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    def __init__(self, text: Any, flags: int) -> None:
        self._made_of = text, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern: found there once, and from then on here."""
        method = self.__dict__[name] = getattr(compiled(*self._made_of), name)
        return method

"""Regular expressions that are seldom asked: each is compiled at its first use, not at every start of the program."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def rare(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off. A pattern that most dumps need is compiled at once instead, and asked a bit faster."""
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    def __init__(self, text: Any, flags: int) -> None:
        self._made_of = text, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern: found there once, and from then on here."""
        method = self.__dict__[name] = getattr(re.compile(*self._made_of), name)
        return method

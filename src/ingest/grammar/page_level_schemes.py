"""The schemes of levels that a page says it uses: they decide what `Grade 7` is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property


class PageSchemes:
    """The schemes that a page says it uses. Each is looked for when it is first asked for."""

    def __init__(self, page: str, hints: Mapping[str, Sequence[str]]) -> None:
        self._page = page
        self._hints = hints
        self._known: dict[object, bool] = {}

    def __contains__(self, scheme: object) -> bool:
        """Whether the page says a scheme by its hints."""
        known = self._known.get(scheme)
        if known is None:
            known = self._known[scheme] = any(map(self._says, self._hints.get(str(scheme), ())))
        return known

    @cached_property
    def _lowered(self) -> str:
        return self._page.casefold()

    def _says(self, hint: str) -> bool:
        return _says(self._page, hint) if hint.isupper() else _says(self._lowered, hint.casefold())


def _says(page: str, hint: str) -> bool:
    """Whether a page holds a hint as whole words."""
    at = page.find(hint)
    while at >= 0:
        end = at + len(hint)
        if not page[at - 1 : at].isalnum() and not page[end : end + 1].isalnum():
            return True
        if not hint[0].isascii():
            return True
        at = page.find(hint, at + 1)
    return False

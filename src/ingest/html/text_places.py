"""The places of a page's texts in its file: the markup is read a second time, in step with the parser."""

from __future__ import annotations

import re

from ingest.html.origin_marks import Stretch
from ingest.html.tokens import Token, attribute, tokens

_SEEN = re.compile(r"\S")
_WORD = re.compile(r"\S+")


class Places:
    """Follows the parser through the file, and is asked for the place of each text in order.

    A place is exact only if the file has the same characters there. After a mismatch `is_rough` is true: the place is
    then the range from the last known place to the end of the file.
    """

    def __init__(self, html: str) -> None:
        self._html = html
        self._last = len(html.rstrip())
        self._tokens = tokens(html)
        self._at = self._end = 0  # what is left of the text that comes next
        self._meant: str | None = None  # the text that it means, if it is a reference
        self._behind = 0  # the end of the last known place
        self.is_rough = False

    def of_text(self, text: str) -> Stretch | None:
        """The next text, without blanks at its ends; None if it is blank."""
        bare = text.strip()
        if not bare:
            return None
        if self.is_rough or not self._find_text():
            return self._roughly()
        start = self._at
        if self._meant is None and self._html.startswith(bare, start, self._end):
            self._at = self._behind = start + len(bare)
            return start, self._behind
        for word in bare.split():
            if not self._take_word(word):
                return self._roughly()
        return start, self._behind

    def of_tag(self, name: str) -> Token | None:
        """Return the next start tag with this name; None if a text precedes it."""
        while not self.is_rough and not self._is_text() and (token := next(self._tokens, None)):
            if token.name == name:
                return token
            if not token.name:
                self._at, self._end, _, self._meant = token
        return None

    def of_attribute(self, tag: Token | None, name: str) -> Stretch:
        """The value of an attribute."""
        value = attribute(self._html, tag, name) if tag else None
        return (value.start, value.end) if value else self._roughly()

    def _roughly(self) -> Stretch:
        self.is_rough = True
        return self._behind, max(self._behind, self._last)

    def _is_text(self) -> bool:
        """Whether anything is left of the text; it then begins with it."""
        if self._at == self._end:
            return False
        if self._meant is not None:
            return not self._meant.isspace()
        seen = _SEEN.search(self._html, self._at, self._end)
        self._at = seen.start() if seen else self._end
        return seen is not None

    def _find_text(self) -> bool:
        """Go on to the next text that is not blank; False at the end of the file."""
        while self._at == self._end or not self._is_text():
            token = next(self._tokens, None)
            if token is None:
                return False
            if not token.name:
                self._at, self._end, _, self._meant = token
        return True

    def _take_word(self, word: str) -> bool:
        """Take what a word is written as; False if the file says something else."""
        taken = 0
        while taken < len(word):
            if not self._find_text():
                return False
            if self._meant is None:
                run = _WORD.match(self._html, self._at, min(self._end, self._at + len(word) - taken))
                said = run[0] if run else ""
            else:
                said = "".join(self._meant.split())
            if not said or not word.startswith(said, taken):
                return False
            taken += len(said)
            self._at = self._behind = self._end if self._meant is not None else self._at + len(said)
        return True

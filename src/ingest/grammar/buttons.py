"""Labels of buttons that a tool left behind a heading, glued or not: `Title aliasesshow ▾`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

TOGGLES = "▾▴▸▿▼▲►▶◂⌄⌃"  # open and close what stands below
ARROWS = f"{TOGGLES}›»↓↑→"


class Buttons:
    """The labels of `furniture.buttons`, longest first. `is_heading` says whether words are known as a heading."""

    def __init__(self, labels: Sequence[str], is_heading: Callable[[str], bool]) -> None:
        self._labels = tuple(labels)
        self._is_heading = is_heading

    def may_end(self, word: str) -> bool:
        """Whether a word, in small letters, ends as a label does."""
        return word.endswith(self._labels)

    def cut(self, text: str) -> str | None:
        """Return a text without the button label at its end; None if it has none, or consists of it."""
        lowered = text.lower()
        for label in self._labels if lowered.endswith(self._labels) else ():
            if lowered.endswith(label) and len(text) > len(label):
                return text[: -len(label)].rstrip()
        return None

    def without_toggle(self, text: str) -> str:
        """A text less the arrow of a toggle at its end and the label before it; `Role overview ▾` has no label."""
        if not self.has_toggle(text):
            return text
        bare = text[:-1].rstrip()
        less = self.cut(bare)
        return less if less and (self._is_heading(less) or not self._is_heading(bare)) else bare

    @staticmethod
    def has_toggle(text: str) -> bool:
        """Whether a text ends in the arrow of a toggle, so that it heads what is opened there."""
        return text[-1:] in TOGGLES if text else False

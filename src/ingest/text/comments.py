"""Comments of several lines in Markdown, which a reader of the page does not see."""

from __future__ import annotations

from collections.abc import Sequence

_BEGINS, _ENDS = "<!--", "-->"
_FENCES = ("```", "~~~")


def as_comments(page: list[str]) -> list[str]:
    """The lines of a page, each line of a comment that goes on over several made a comment of its own.

    A comment begins a line. One that nothing ends, or inside of which a fence or another one begins, is none; neither
    is one in a fenced block.
    """
    if _BEGINS not in "\n".join(page):
        return page
    lines = list(page)
    in_fence = False
    behind = 0
    for at, line in enumerate(page):
        if at < behind:
            continue
        if line.lstrip().startswith(_FENCES):
            in_fence = not in_fence
        elif not in_fence and _opens(line) and (end := _end(page, at)) is not None:
            behind = end + 1
            lines[at] = f"{line} {_ENDS}"
            lines[at + 1 : end] = [f"{_BEGINS} {text} {_ENDS}" if text.strip() else "" for text in page[at + 1 : end]]
            lines[end] = f"{_BEGINS} {page[end]}"
    return lines


def _opens(line: str) -> bool:
    return line.lstrip().startswith(_BEGINS) and _ENDS not in line


def _end(page: Sequence[str], first: int) -> int | None:
    """The line that ends the comment that a line begins."""
    for at in range(first + 1, len(page)):
        if _ENDS in page[at]:
            return at
        if _BEGINS in page[at] or page[at].lstrip().startswith(_FENCES):
            return None
    return None

"""Which item of a record is which item of the truth."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from verdict.texts import loosen, same

ALIKE = 0.5  # from this likeness on, one text is taken for the other


def align(truths: Sequence[str], ours: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pairs of indices in order; None on one side for an item that has no partner there.

    Equal texts pair first, in order; then, between them, texts that share most of their beginning or of their words.
    """
    keys: dict[str, int] = {}
    left = [keys.setdefault(loosen(text), len(keys)) for text in truths]
    right = [keys.setdefault(_key(text, truths), len(keys)) for text in ours]
    pairs: list[tuple[int | None, int | None]] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        else:
            pairs += _similar(truths, ours, range(a, b), range(c, d))
    return pairs


def _key(text: str, truths: Sequence[str]) -> str:
    return loosen(next((truth for truth in truths if same(truth, text)), text))


def _similar(
    truths: Sequence[str], ours: Sequence[str], left: range, right: range
) -> list[tuple[int | None, int | None]]:
    free = list(right)
    pairs: list[tuple[int | None, int | None]] = []
    for i in left:
        partner = max(free, key=lambda j: likeness(truths[i], ours[j]), default=None)
        if partner is not None and likeness(truths[i], ours[partner]) >= ALIKE:
            free.remove(partner)
            pairs.append((i, partner))
        else:
            pairs.append((i, None))
    return pairs + [(None, j) for j in free]


def likeness(truth: str, ours: str) -> float:
    """How much two texts share, from 0 to 1: of their beginning, or of their words."""
    one, other = loosen(truth), loosen(ours)
    if not one or not other:
        return 0.0
    if min(len(one), len(other)) >= 8 and (one.startswith(other) or other.startswith(one) or other in one):
        return 1.0
    words, others = set(one.split()), set(other.split())
    return len(words & others) / len(words | others)

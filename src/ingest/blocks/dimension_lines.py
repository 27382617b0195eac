"""Lines without marks above the first of several levels, `communication` over `Level 1`, on a page that begins its
levels anew below each of them. They are headings, even in lower case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks.parts import opens_section
from ingest.grammar import Grammars
from ingest.rare import rare
from ingest.text import Line

LEAST = 2  # dimensions, or times that a label stands on the page
LABEL_WIDTH = 24  # characters
MOST_WORDS = 5
_MARKED = rare(r"[-*+•#>|]|\d+[.)]\s")
_ENDED = rare(r"[.!?:;,。！？：；]$")


def dimension_lines(lines: Sequence[Line], grammars: Grammars) -> frozenset[int]:
    """The first lines of dimensions; none unless labels recur, and each time below another short line."""
    texts = [(line.text.strip(), line.start) for line in lines if line.text.strip()]
    counts = Counter(text for text, _ in texts if len(text) <= LABEL_WIDTH)
    ranks = {text: _rank(text, grammars) for text, count in counts.items() if count >= LEAST}
    labels = {text: rank for text, rank in ranks.items() if rank is not None}
    if not labels:
        return frozenset()
    found: dict[int, str] = {}
    last: int | None = None
    for (above, start), (text, _) in pairwise(texts):
        rank = labels.get(text)
        if rank is None:
            continue
        if (last is None or rank <= last) and above not in labels and _may_head(above, grammars):
            found[start] = above
        last = rank
    return frozenset(found) if len(set(found.values())) >= LEAST else frozenset()


def _rank(text: str, grammars: Grammars) -> int | None:
    notation = grammars.levels.read(text, where="heading")
    return notation.rank if notation else None


def _may_head(text: str, grammars: Grammars) -> bool:
    is_short = len(text.split()) <= MOST_WORDS and _MARKED.match(text) is None and _ENDED.search(text) is None
    return is_short and not opens_section(text, grammars)

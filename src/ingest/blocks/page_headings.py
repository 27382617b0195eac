"""Headings without marks that only the whole page reveals: numbered ones, names of dimensions above levels, of roles.

Its neighbours distinguish `2. Skills` from a numbered bullet. `communication` over `Level 1` is a heading, even in
lower case, if the page's levels begin anew below each such line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.bullet_marks import BULLET
from ingest.grammar import Grammars
from ingest.grammar.genders import is_of_genders
from ingest.lazy_patterns import rare
from ingest.punctuation import COLONS, ENDS, LINE_ENDS
from ingest.text import Line

LEAST = 2  # dimensions, or times that a label is on the page
LABEL_WIDTH = 24  # characters
MOST_WORDS = 5
OF_ROLES = ("responsibilities", "requirements", "skills")  # sections that roles have of their own
LEAST_OF_ROLE = 8  # words of a text below the name of a role
_BULLET = rare(rf"{BULLET}\s|\d+[.)]\s")
LEAST_LABELS = 3  # of levels
LEAST_OF_LEVEL = 4  # words of a line that says something of one
_DIGITS, _END = "0123456789", ".:"
_MARKED = rare(rf"{BULLET}|[#>|]|\d+[.)]\s")
_MAY_BE_NUMBERED = re.compile(r"\n {0,3}(?:\d{1,2}|[IVX]{1,5})[.)][ \t]")
_NUMBERED = rare(r" {0,3}(\d{1,2}|[IVX]{1,5})[.)][ \t]+(\S.*)$")
_ROMAN = {"I": 1, "V": 5, "X": 10}


class PageTexts:
    """The texts of a page's lines, without blanks around them, and what is asked of all of them: the indices of those
    that are not empty, of the short ones, and which of the short texts recur."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.filled = [at for at, text in enumerate(texts) if text]
        self.short = [at for at in self.filled if len(texts[at]) <= LABEL_WIDTH]
        counts = Counter([texts[at] for at in self.short])
        self.recurring = [text for text, count in counts.items() if count >= LEAST]


def without_numbers(lines: list[Line], of_page: frozenset[int], grammars: Grammars) -> list[Line]:
    """The lines with numbered headings as bare ones.

    One is a heading whose words are known, with no neighbour that counts on as bullets do; or its number goes on from
    such a heading, or before one, and it has no such neighbour either; or the page has it as a heading (`of_page` are
    the numbers of such lines).
    """
    if not _MAY_BE_NUMBERED.search("\n".join(["", *[line.text for line in lines]])):
        return lines
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    found = {n: match for n, at in enumerate(filled) if (match := _NUMBERED.match(lines[at].text))}
    alone = [n for n in found if not _counts_on(found, n) or _is_over_first(found, n)]
    known = {n for n in alone if not _counts_on(found, n) and _is_known(found[n][2].strip(), grammars)}
    known.update(n for n in found if lines[filled[n]].start in of_page)
    if not known:
        return lines
    headings = _chained(alone[::-1], _chained(alone, known, found, 1), found, -1)
    plain = list(lines)
    for n in headings:
        plain[filled[n]] = plain[filled[n]]._replace(text=found[n][2])
    return plain


def _number(found: re.Match[str]) -> int:
    """The number before a heading, in digits or in Roman letters."""
    if found[1].isdecimal():
        return int(found[1])
    values = [_ROMAN[letter] for letter in found[1]]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def _is_known(text: str, grammars: Grammars) -> bool:
    return grammars.opens_section(text) or grammars.words.heading(text) is not None


def _counts_on(found: dict[int, re.Match[str]], n: int) -> bool:
    """Whether the line above or below has the number before or behind."""
    number = _number(found[n])
    above, below = found.get(n - 1), found.get(n + 1)
    return (above is not None and _number(above) == number - 1) or (below is not None and _number(below) == number + 1)


def _is_over_first(found: dict[int, re.Match[str]], n: int) -> bool:
    """Whether the line below begins to count: `III. Hours`, between `B. Reading` and `A. Three nights`."""
    below = found.get(n + 1)
    return below is not None and _number(below) == 1


def _chained(order: list[int], known: set[int], found: dict[int, re.Match[str]], step: int) -> set[int]:
    """The known ones, and those whose number goes on from the last of them."""
    headings = set(known)
    last: int | None = None
    for n in order:
        number = _number(found[n])
        if n in headings or (last is not None and number == last + step):
            headings.add(n)
            last = number
    return headings


def numbered_lines(page: PageTexts, grammars: Grammars) -> list[int]:
    """The indices of numbered lines that are headings as several of them are right above headings that the words know,
    `2. Cook` over `Duties:`, or above one line that recurs, and of those that count with them; or as all that count are
    in capitals."""
    texts, filled = page.texts, page.filled
    starts = ((n, at) for n, at in enumerate(filled) if texts[at][0].isdecimal() or texts[at][0] in _ROMAN)
    found = {n: match for n, at in starts if (match := _NUMBERED.match(texts[at]))}
    alone = [n for n in found if not _counts_on(found, n)]
    below = {n: texts[filled[n + 1]] for n in alone if n + 1 < len(filled)}
    times = Counter(below.values())
    recurring = {text for text, count in times.items() if count >= LEAST and _may_head(text, grammars)}
    over = {n for n, text in below.items() if text in recurring or _opens(text, grammars)}
    shouted = [n for n in alone if found[n][2].isupper()]
    if len(shouted) >= LEAST_LABELS and [_number(found[n]) for n in shouted] == list(range(1, len(shouted) + 1)):
        over.update(shouted)  # `II. SUMMARY OF SERIES:`
    if len(over) < LEAST:
        return []
    return sorted(filled[n] for n in _chained(alone[::-1], _chained(alone, over, found, 1), found, -1))


def _opens(text: str, grammars: Grammars) -> bool:
    return text[0].isalpha() and grammars.opens_section(text)


def role_lines(page: PageTexts, grammars: Grammars) -> list[int]:
    """The indices of lines that are names of roles with a colon, `Treasurer (vacant):` or `Treasurer duties:`, each
    right above bullets or a long text; none unless there are several."""
    texts = page.texts
    found = {
        at: texts[at]
        for at, below in pairwise(page.filled)
        if texts[at].endswith(COLONS) and _is_said_of(texts[below]) and _names_role(texts[at], grammars)
    }
    return list(found) if len(set(found.values())) >= LEAST else []


def names_over_sections(page: PageTexts, grammars: Grammars) -> list[int]:
    """The indices of lines that name roles, each above the same section: `Porter` and `Cook`, both over `Duties`.

    The first heading of the page that recurs tells. Between it and the one before, or the page's begin, exactly one
    line names a role, and all are written alike; or a short line is right above each, and most name roles.
    """
    first = next((text for text in page.recurring if _is_of_role(text.strip("*_"), grammars)), None)
    if first is None:
        return []
    texts = page.texts
    ends = [at for at, text in enumerate(texts) if text == first]
    regions = [[at for at in range(*region) if texts[at]] for region in pairwise([0, *ends])]
    named = [[at for at in region if _is_name(texts[at], grammars)] for region in regions]
    forms = ([[at for at in names if texts[at].isupper() is shouted] for names in named] for shouted in (True, False))
    found = next((names for names in forms if all(len(one) == 1 for one in names)), [region[-1:] for region in regions])
    lines = [at for one in found for at in one]
    are_names = 2 * sum(one[-1:] == line for one, line in zip(named, found, strict=True)) > len(ends)
    are_other = len({texts[at] for at in lines}) == len(ends)
    if "" in texts[: ends[-1]] and any(at and texts[at - 1] for at in lines):
        return []  # where blank lines part what is said, they do so above each name
    return (
        lines if are_names and are_other and all(_may_head(_without_aside(texts[at]), grammars) for at in lines) else []
    )


def _without_aside(text: str) -> str:
    """A name without what brackets, and all behind them, say beside it: `Porter (m/f/d) from May`."""
    return text.partition(" (")[0]


def _is_of_role(text: str, grammars: Grammars) -> bool:
    """Whether a line is the heading of a section that roles have of their own."""
    if not text[:1].isalpha():
        return False
    meaning = grammars.words.heading(text)
    return grammars.opens_section(text) or (meaning is not None and meaning.kind in OF_ROLES)


def _is_name(text: str, grammars: Grammars) -> bool:
    """Whether a line without marks is a short name of a role, and neither a pair nor an item that ends with one."""
    words = _without_aside(text).casefold().split()
    if not words or len(words) > MOST_WORDS or not text[0].isupper() or ": " in text or text.endswith(LINE_ENDS):
        return False
    roles, calls = grammars.words.roles, grammars.words.calls
    is_role = any(map(roles.ends, words[-1].split("/"))) or is_of_genders(text, roles)
    if not is_role or any(roles.joins(word) or calls.is_article(word) for word in words):
        return False
    return not any(grammars.words.opening_verbs.begins(text, kind) for kind in ("responsibilities", "requirements"))


def _is_said_of(text: str) -> bool:
    return _BULLET.match(text) is not None or len(text.split()) >= LEAST_OF_ROLE


def _names_role(text: str, grammars: Grammars) -> bool:
    meaning = grammars.words.heading(text)
    name = text[:-1].partition(" (")[0] if meaning is None else meaning.slot or ""
    words = name.casefold().split()
    if not words or not text[0].isupper() or len(words) > MOST_WORDS or grammars.words.roles.joins(words[0]):
        return False
    return grammars.words.roles.ends(words[-1])


def dimension_lines(page: PageTexts, grammars: Grammars) -> list[int]:
    """The indices of lines that name dimensions, in order; none unless labels recur, and each time below another short
    line."""
    ranks = {text: _rank(text, grammars) for text in page.recurring}
    labels = {text: rank for text, rank in ranks.items() if rank is not None}
    if not labels:
        return []
    found: dict[int, str] = {}
    last: int | None = None
    for at, below in pairwise(page.filled):
        above = page.texts[at]
        rank = labels.get(page.texts[below])
        if rank is None:
            continue
        if (last is None or rank <= last) and above not in labels and _may_head(above, grammars):
            found[at] = above
        last = rank
    return list(found) if len(set(found.values())) >= LEAST else []


def label_lines(page: PageTexts, grammars: Grammars) -> list[int]:
    """The indices of lines that are only labels of levels, `Level One`, of three or more levels that go up or down,
    each over what is said of it: extractors leave no blank line between the two."""
    texts = page.texts
    begins = {at: texts[at].split(maxsplit=1)[0].rstrip(_DIGITS) for at in page.short if texts[at][0].isupper()}
    often = {begin for begin, times in Counter(begins.values()).items() if times >= LEAST_LABELS}
    found: list[int] = []
    run: list[int] = []
    ranks: list[int] = []
    for at in (at for at, begin in begins.items() if begin in often):
        rank = _rank_alone(texts[at].rstrip(_END), grammars)
        if rank is None:
            continue
        steps = [*ranks, rank]
        if steps not in (sorted(set(steps)), sorted(set(steps), reverse=True)):
            found += run if len(run) >= LEAST_LABELS else []
            run, ranks = [], []
        run.append(at)
        ranks.append(rank)
    found += run if len(run) >= LEAST_LABELS else []
    below = [next((text for text in texts[at + 1 :] if text), "") for at in found]
    return found if all(len(text.split()) >= LEAST_OF_LEVEL for text in below) else []


def _rank_alone(text: str, grammars: Grammars) -> int | None:
    notation = grammars.levels.read(text, where="heading")
    return notation.rank if notation is not None and notation.label == text else None


def _rank(text: str, grammars: Grammars) -> int | None:
    notation = grammars.levels.read(text, where="heading")
    return notation.rank if notation else None


def _may_head(text: str, grammars: Grammars) -> bool:
    is_short = len(text.split()) <= MOST_WORDS and _MARKED.match(text) is None and not text.endswith(ENDS)
    return is_short and not grammars.opens_section(text)

"""Codes of outside schemes as a line states them: the scheme, the code, the title of the occupation behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.grammar.line_grammar import Language
from ingest.grammar.phrase_grammar import Phrases, Word

_BEHIND = frozenset({"JOINT", "OPEN", "CLOSE"})
_LONGEST = 300
_LONGEST_FACTS = 2_000


class CodePhrase(NamedTuple):
    """A code in an outside scheme; `scheme` and `title` are None if the line does not state them."""

    scheme: str | None
    code: str
    title: str | None


def read_code(text: str, phrases: Phrases, *, above: str | None = None) -> CodePhrase | None:
    """Return the code that a line states, with its scheme before it; None for a line that is something else.

    `above` is the text above the line: if it names a scheme, the line may begin with the code. Takes linear time.
    """
    if len(text) > _LONGEST or phrases.pattern("SCHEME_CODE").search(text) is None:
        return None
    scheme = phrases.pattern("SCHEME")
    if above is None and scheme.match(text) is None:
        return None
    words = [word for word in phrases.words(text, "code_words") if word.kind != "BLANK"]
    at = 0
    named = None
    if words and words[0].kind == "SCHEME":
        named = words[0].text.strip()
        at = _behind(words, 1)
    elif above is None or scheme.search(above) is None:
        return None
    if at < len(words) and words[at].kind == "SCHEME_CODE":
        title = _title(text, words, at + 1)
        return None if title is None else CodePhrase(named, words[at].text.strip(), title or None)
    return _in_parentheses(text, words, at, named)


def _behind(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].kind == "JOINT":
        at += 1
    return at


def _title(text: str, words: Sequence[Word], at: int) -> str | None:
    """Return the title behind a code; None if another code follows, or no name."""
    first = at
    while first < len(words) and words[first].kind in _BEHIND:
        first += 1
    if first >= len(words):
        return ""
    if words[first].kind != "WORD" or any(word.kind == "SCHEME" for word in words[first:]):
        return None
    title = text[words[first].start :].strip()
    return title.removesuffix(")").strip() if words[at].kind == "OPEN" else title


def _in_parentheses(text: str, words: Sequence[Word], at: int, named: str | None) -> CodePhrase | None:
    """`Caretakers (73201)`: the title first."""
    if len(words) < at + 4 or [word.kind for word in words[-3:]] != ["OPEN", "SCHEME_CODE", "CLOSE"]:
        return None
    if words[at].kind != "WORD" or any(word.kind in ("SCHEME", "SCHEME_CODE") for word in words[at:-3]):
        return None
    title = text[words[at].start : words[-3].start].strip()
    return CodePhrase(named, words[-2].text.strip(), title)


def read_glued_facts(text: str, lines: Language) -> tuple[tuple[str, str], ...] | None:
    """`code=43-4051source=resolver` as pairs; None if a text is anything else, or says a key twice."""
    text = text.strip()
    tree = lines.tree(text, "glued_facts") if "=" in text and len(text) <= _LONGEST_FACTS else None
    if tree is None:
        return None
    pairs = [(str(fact.children[0])[:-1].lower(), str(fact.children[1])) for fact in tree.children]  # type: ignore[union-attr]
    return tuple(pairs) if len({key for key, _ in pairs}) == len(pairs) else None

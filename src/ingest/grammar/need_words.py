"""Words that say required or preferred: `must have`, `ideally`, `a plus`."""

from __future__ import annotations

from typing import Literal, cast

from ingest.grammar.folding import folded_words
from ingest.grammar.whole_words import has_spaceless
from ingest.grammar.word_dictionaries import Tables
from ingest.punctuation import COLONS, DASHES

Need = Literal["required", "preferred"]

_LONGEST_PHRASE = 5  # words of the longest phrase that says required or preferred
_CROSSES = f"✗✘❌×☐⬜{DASHES}"  # in a cell: not this
_NO_NEEDS = frozenset({"neither", "negations", "ticks", "excluded"})
_NEGATED = 3  # words between a negation and what it takes back: `not always required`


class NeedWords:
    """The words of `[needs]`."""

    def __init__(self, tables: Tables) -> None:
        self._needs, self._spaceless = tables.needs, tables.spaceless_needs
        self._first = frozenset(phrase.partition(" ")[0] for phrase in tables.needs)

    def need(self, text: str) -> Need | None:
        """Whether the words of a line or heading say required or preferred; None if they say neither or both."""
        return self._stated_need(text, ("required", "preferred", "neither"))

    def need_of_mark(self, text: str) -> Need | None:
        """What the letter before or behind a line of a list says, or a lone one: `E - Sails`, `Ties knots (D)`, `E`."""
        text = text.strip()
        mark = text if len(text) == 1 else ""
        if text[1:].lstrip()[:1] in (*DASHES, *COLONS) and text[:1].isalpha():
            mark = text[0]
        elif text[-3:-2] == "(" and text[-1:] == ")":
            mark = text[-2]
        need, marks, _ = self._needs.get(mark.casefold(), "").partition("_marks")
        return cast(Need, need) if marks else None

    def tick(self, cell: str) -> bool | None:
        """What a mark in a cell says, yes or no: `✓`, `x`, `E`, `no`, `–`; None for a cell that says something else."""
        if not any(sign.isalnum() for sign in cell):
            return not any(sign in _CROSSES for sign in cell)
        found = self._needs.get(" ".join(folded_words(cell)))
        return found != "negations" if found in ("ticks", "negations", "required_marks", "preferred_marks") else None

    def is_need(self, text: str) -> bool:
        """Whether a text is nothing but words that say required or preferred: `strongly preferred`."""
        return self._needs.get(" ".join(folded_words(text)), "neither") not in _NO_NEEDS

    def excludes(self, text: str) -> bool:
        """Whether a text above a list says that what is below is not asked for, or not done: `You do not need:`."""
        folded = folded_words(text)
        found = (
            (self._needs.get(" ".join(folded[at : at + width])), folded[at])
            for at in range(len(folded))
            if folded[at] in self._first
            for width in range(1, _LONGEST_PHRASE + 1)
        )
        excludes = any(
            need == "excluded" or (need == "neither" and self._needs.get(first) == "negations") for need, first in found
        )
        return excludes and self.heading_need(text) is None

    def heading_need(self, text: str) -> Need | None:
        """Whether the words of a heading say it, also those that say it in headings alone."""
        lists = ("required", "preferred", "neither", "required_headings", "preferred_headings")
        return self._stated_need(text, lists)

    def _stated_need(self, text: str, lists: tuple[str, ...]) -> Need | None:
        folded = folded_words(text)
        said: set[str] = set()
        at = 0
        negation: int | None = None  # its place, until something is stated behind it
        while at < len(folded):
            if folded[at] not in self._first:
                at += 1
                continue
            for width in range(min(_LONGEST_PHRASE, len(folded) - at), 0, -1):
                found = self._needs.get(" ".join(folded[at : at + width]))
                if found == "partly" and at == 0:
                    found = "preferred"
                elif found == "partly":  # `a boat, ideally a fast one`: the rest says nothing of the whole
                    at = len(folded)
                    break
                if found == "negations":
                    negation = at
                if found in lists:
                    is_negated = negation is not None and (negation == 0 or at - negation <= _NEGATED)
                    if not (is_negated and found == "required"):
                        said.add(found)
                    negation = None
                    at += width
                    break
            else:
                at += 1
        joined = " ".join(folded)
        if has_spaceless(joined):
            said.update(self._stated_without_blanks(joined, lists))
        needs = {need.partition("_")[0] for need in said} - {"neither"}
        return cast(Need, needs.pop()) if len(needs) == 1 else None

    def _stated_without_blanks(self, text: str, lists: tuple[str, ...]) -> set[str]:
        """Return what words say in a text without blanks, longest words first; each letter is used once."""
        said = set()
        for word, need in self._spaceless:
            if need in lists and word in text:
                said.add(need)
                text = text.replace(word, "\n")
        return said

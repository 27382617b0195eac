"""Words that say required or preferred: `must have`, `ideally`, `a plus`."""

from __future__ import annotations

from typing import Literal, cast

from ingest.grammar.folding import folded_words
from ingest.grammar.word_tables import Tables, has_spaceless
from ingest.punctuation import COLONS, DASHES

Need = Literal["required", "preferred"]

_LONGEST_PHRASE = 5  # words of the longest phrase that says required or preferred


class NeedWords:
    """The words of `[needs]`."""

    def __init__(self, tables: Tables) -> None:
        self._needs, self._spaceless = tables.needs, tables.spaceless_needs
        self._first = frozenset(phrase.partition(" ")[0] for phrase in tables.needs)

    def need(self, text: str) -> Need | None:
        """Whether the words of a line or heading say required or preferred; None if they say neither or both."""
        return self._stated_need(text, ("required", "preferred", "neither"))

    def need_of_mark(self, text: str) -> Need | None:
        """What the letter before or behind a line of a list says: `E - Sails`, `Ties knots (D)`."""
        text = text.strip()
        mark = ""
        if text[1:].lstrip()[:1] in (*DASHES, *COLONS) and text[:1].isalpha():
            mark = text[0]
        elif text[-3:-2] == "(" and text[-1:] == ")":
            mark = text[-2]
        need, marks, _ = self._needs.get(mark.casefold(), "").partition("_marks")
        return cast(Need, need) if marks else None

    def is_need(self, text: str) -> bool:
        """Whether a text is nothing but words that say required or preferred: `strongly preferred`."""
        return self._needs.get(" ".join(folded_words(text)), "neither") != "neither"

    def heading_need(self, text: str) -> Need | None:
        """Whether the words of a heading say it, also those that say it in headings alone."""
        lists = ("required", "preferred", "neither", "required_headings", "preferred_headings")
        return self._stated_need(text, lists)

    def _stated_need(self, text: str, lists: tuple[str, ...]) -> Need | None:
        folded = folded_words(text)
        said: set[str] = set()
        at = 0
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
                if found in lists:
                    said.add(found)
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

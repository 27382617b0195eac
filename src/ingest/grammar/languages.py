"""The language of a page: by its function words, or by its letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.rare import rare

_CERTAIN = 5  # function words that make a language certain
_SAMPLE = 8_000  # characters of a page that tell its language
_KANA, _HANGUL = rare(r"[\u3040-\u30ff]"), rare(r"[\uac00-\ud7a3]")
_SHARE = 5  # one letter in so many, at least, that is of such a script


class Languages:
    """The function words of `[language]`, each with the languages that have it."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self._known = known

    def is_function_word(self, word: str) -> bool:
        """Whether a word is of those by which languages are told: `the`, `will`, `vous`."""
        return word.lower() in self._known

    def language_of(self, text: str) -> str | None:
        """The language of a page, from its function words; None where they do not make it certain."""
        counts = _by_script(text)
        if not counts:
            known = self._known
            for word, times in Counter(filter(known.__contains__, text[:_SAMPLE].lower().split())).items():
                for language in known[word]:
                    counts[language] = counts.get(language, 0) + times
        ranked = sorted(((count, language) for language, count in counts.items()), reverse=True)
        if not ranked or ranked[0][0] < _CERTAIN:
            return None
        if len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]:
            return None
        return ranked[0][1]


def _by_script(text: str) -> dict[str, int]:
    """Japanese and Korean, where a fifth of a text's letters and a tenth of its characters are theirs."""
    sample = text[:_SAMPLE]
    beyond = (len(sample.encode("utf-8", "surrogatepass")) - len(sample)) // 2  # each such letter takes three bytes
    if beyond * 2 * _SHARE < len(sample):
        return {}
    kana, hangul = len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    letters = sum(letter.isalpha() for letter in sample)
    counts = {"ja": kana, "ko": hangul}
    return {language: count for language, count in counts.items() if count * _SHARE > letters}

"""The language of a page: by its function words, or by its letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.lazy_patterns import rare

_KANA, _HANGUL = rare(r"[\u3040-\u30ff]"), rare(r"[\uac00-\ud7a3]")
_SHARE = 5  # one letter in so many, at least, that is of such a script


class _Sample(NamedTuple):
    """So many characters of a page make a language certain that has `least` function words among them, and `times` as
    many as any other."""

    size: int
    least: int
    times: int


_LONGEST = 8_000  # characters of a page that tell its language
_SAMPLES = (_Sample(2_000, 10, 5), _Sample(_LONGEST, 5, 2))  # the second is read where the first leaves a doubt


class Languages:
    """The function words of `[texts]`, each with the languages that have it."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self._known = known

    def is_function_word(self, word: str) -> bool:
        """Return whether a word is a function word, by which languages are recognised: `the`, `will`, `vous`."""
        return word.lower() in self._known

    def language_of(self, text: str) -> str | None:
        """The language of a page, from its function words; None where they do not make it certain."""
        by_script = _by_script(text[:_LONGEST])
        for size, least, times in _SAMPLES:
            counts = by_script or self._by_words(text[:size])
            ranked = sorted(((count, language) for language, count in counts.items()), reverse=True)
            if ranked and ranked[0][0] >= max(least, times * ranked[1][0] if len(ranked) > 1 else 0):
                return ranked[0][1]
        return None

    def _by_words(self, sample: str) -> dict[str, int]:
        """How many function words of each language a text has."""
        counts: dict[str, int] = {}
        for word, times in Counter(filter(self._known.__contains__, sample.lower().split())).items():
            for language in self._known[word]:
                counts[language] = counts.get(language, 0) + times
        return counts


def _by_script(sample: str) -> dict[str, int]:
    """Japanese and Korean, where a fifth of a text's letters and a tenth of its characters are theirs."""
    beyond = (len(sample.encode("utf-8", "surrogatepass")) - len(sample)) // 2  # each such letter takes three bytes
    if beyond * 2 * _SHARE < len(sample):
        return {}
    kana, hangul = len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    letters = sum(map(str.isalpha, sample)) if kana or hangul else 0
    counts = {"ja": kana, "ko": hangul}
    return {language: count for language, count in counts.items() if count * _SHARE > letters}

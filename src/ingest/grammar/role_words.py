"""Words in the names of roles: those that they end or begin with, and those that surround them in a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ingest.grammar.whole_words import BETWEEN_WORDS, by_word, held_in, is_spaceless, spoken
from ingest.lazy_patterns import rare
from ingest.punctuation import BESIDE_NAMES, DASHES, SPACED_DASHES

_REMEMBERED = 4096  # words, and titles
_SLOT = "{}"
_SOUGHT = 9  # words among which the name of a role is, behind those that look for somebody
_JOINTS = (": ", *SPACED_DASHES)  # between words for the kind of page and a name
_WORD = rare(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHARE = "%"  # of full hours
_OF_SHARE = f"()0123456789.,{_SHARE}"


class Roles:
    """The words of `[roles]` and `[titles]`."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._last = frozenset(lists.get("roles.last", ()))
        self._first = frozenset(lists.get("roles.first", ()))
        self._joints = frozenset(lists.get("roles.joints", ()))
        self._endings = tuple(lists.get("roles.endings", ()))
        self._suffixes = tuple(lists.get("roles.suffixes", ()))
        self._persons = frozenset(lists.get("titles.persons", ()))
        self._employers = frozenset(lists.get("titles.employers", ()))
        self._telling = by_word(lists.get("roles.mentions", ()))
        self._mentions = by_word([*lists.get("roles.mentions", ()), *lists.get("roles.addresses", ())])
        self._advice = by_word(lists.get("roles.advice", ()))
        self._before = _longest_first(lists.get("titles.before", ()))
        self._behind = _longest_first(lists.get("titles.behind", ()))
        self._around = tuple((*frame.partition(_SLOT)[::2],) for frame in lists.get("titles.around", ()))
        self._around_begin = tuple({begin for begin, _ in self._around})
        self._weak = _longest_first([f" {phrase}" for phrase in lists.get("titles.weak", ())])
        self._short = tuple(f"{word}." for word in lists.get("roles.short", ()))
        self._guides = tuple(f" {word}" for word in lists.get("titles.guides", ()))
        self._groups = frozenset(lists.get("roles.groups", ()))
        self._seeks = by_word(lists.get("roles.seeks", ()))
        self._now = frozenset(lists.get("roles.now", ()))
        self._asides = frozenset((*lists.get("titles.asides", ()), *lists.get("titles.times", ())))
        self._times = tuple(f" {phrase}" for phrase in lists.get("titles.times", ()))
        self._for_all = frozenset(lists.get("titles.for_all", ()))
        self._ladders = tuple(f" {word}" for word in lists.get("titles.ladders", ()))
        self._lists = tuple(f" {word}" for word in lists.get("titles.lists", ()))
        self._others_begin = tuple(f"{word} " for word in lists.get("titles.others_begin", ()))
        self._others_end = tuple(f" {word}" for word in lists.get("titles.others_end", ()))
        for name in ("ends", "without_template"):  # asked of most words and titles, by several rules
            setattr(self, name, lru_cache(_REMEMBERED)(getattr(self, name)))

    def ends(self, word: str) -> bool:
        """Whether names of roles end with the word, in small letters; of a compound, with its last part: `bar-lead`."""
        word = word.rpartition("-")[2] if word not in self._last else word
        single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        single = f"{word[:-3]}man" if word.endswith("men") else single
        return word in self._last or single in self._last or word.endswith(self._endings)

    def are_several(self, word: str) -> bool:
        """Whether the word ends names of roles, and is a plural: `engineers`."""
        return word.endswith("s") and not word.endswith("ss") and self.ends(word)

    def may_end(self, word: str) -> bool:
        """Whether the word ends as those of roles do, and others: `keeper`."""
        return self.ends(word) or word.removesuffix("s").endswith(self._suffixes)

    def spelled(self, name: str) -> str:
        """A name without the stops of words that are shortened: `Sr. Baker`."""
        if ". " not in name:
            return name
        return " ".join(word[:-1] if word.casefold() in self._short else word for word in name.split(" "))

    def begins(self, word: str) -> bool:
        """Whether names of roles begin with the word, in small letters: `head`."""
        return word in self._first

    def are_group(self, word: str) -> bool:
        """Whether names that end with the word are those of groups, and of what is there for them: `team`."""
        return word in self._groups

    def is_aside(self, words: str) -> bool:
        """Whether words behind the name of a role say only where or how long one works: `remote`, `part-time`."""
        return words.casefold() in self._asides

    def without_time(self, name: str) -> str:
        """A name without words behind it that say from when, how long or how much one works: `Bäcker ab sofort in
        Vollzeit`, `Bäcker 80 - 100%`."""
        while True:
            folded = name.casefold()
            found = next((phrase for phrase in self._times if folded.endswith(phrase)), "")
            rest = _without_share(name[: len(name) - len(found)].rstrip())
            if rest == name:
                return name
            name = rest

    def is_for_all(self, words: str) -> bool:
        """Whether words in brackets behind the name of a role say that it is for everybody: `all genders`."""
        return words in self._for_all

    def joins(self, word: str) -> bool:
        """Return whether a word cannot begin the name of a role, because it joins one to the words before: `For
        managers`.
        """
        return word in self._joints

    def is_employer(self, text: str) -> bool:
        """Return whether a name is that of an organisation, by its last word or the word before `of`: `Bath
        City Council`, `The University of Bath`.
        """
        name = text.casefold().partition(",")[0].strip()
        words = _WORD.findall(name.partition("(")[0].partition(" of ")[0].partition(" for ")[0])
        return bool(words) and " " in name and words[-1] in self._employers

    def are_mentioned(self, text: str) -> bool:
        """Return whether a text speaks of a role by any expression: `this position`, `we are hiring`, `you will`."""
        return bool(held_in(spoken(text), self._mentions))

    def seeks(self, text: str) -> bool:
        """Whether a text looks for somebody: `we are looking for an experienced Baker`."""
        words = spoken(text)
        behind = (words.partition(phrase)[2].split(" ", _SOUGHT) for phrase in held_in(words, self._seeks))
        return any(self.ends(word) or self.begins(word) for found in behind for word in found[:_SOUGHT])

    def mentions(self, page: str) -> int:
        """How many phrases a page has that only texts about a role have; `page` holds its words as `spoken` does."""
        return len(held_in(page, self._telling))

    def advising(self, texts: Sequence[str], page: str) -> int:
        """How many texts say what one should do, or what to do if something is so, as guides and policies do. `page`
        holds the words of them all, as `spoken` gives them."""
        held = held_in(page, self._advice)
        return sum(any(phrase in words for phrase in held) for words in map(spoken, texts)) if held else 0

    def names_in(self, text: str, words_a_name: int) -> bool:
        """Return whether enough of a text's words are ones that names of roles end or begin with.

        `words_a_name` is the number of words per such word. True for scripts without blanks, whose words are not known.
        """
        words = Counter(_WORD.findall(text.casefold()))
        names = sum(times for word, times in words.items() if self.ends(word) or self.begins(word))
        return is_spaceless(text) or names * words_a_name >= words.total()

    def addresses(self, text: str) -> bool:
        """Whether a text says `you` or `we`, as sentences and sections do, and names of roles do not."""
        words = BETWEEN_WORDS.split(text.replace("\u2019", "'"))
        countries = () if text.isupper() else tuple(filter(str.isupper, words))  # `Engineer I, US`
        return not self._persons.isdisjoint(word.casefold() for word in words if word not in countries)

    def is_of_other_page(self, title: str) -> bool:
        """Whether a title begins or ends as those of guides, policies and minutes do: `Travel policy`, `How to …`; or
        ends so before a colon: `Interview scorecard: Baker`."""
        folded, before = (
            f" {' '.join(_WORD.findall(text))}" for text in (title.casefold(), title.casefold().partition(": ")[0])
        )
        return (
            f"{folded} "[1:].startswith(self._others_begin)
            or folded.endswith(self._others_end)
            or before.endswith(self._others_end)
        )

    def is_of_list(self, title: str) -> bool:
        """Whether a title ends as those of lists of posts do: `Current vacancies`."""
        return f" {' '.join(_WORD.findall(title.casefold()))}".endswith(self._lists)

    def is_of_guide(self, title: str) -> bool:
        """Whether a title ends as those of guides do, and not as those of guides to a career: `Welding guide`."""
        return title.casefold().endswith(self._guides) and not title.casefold().endswith(self._behind)

    def is_now(self, word: str) -> bool:
        """Whether a word in small letters is the end of a period that goes on: `present`."""
        return word in self._now

    def is_of_ladder(self, title: str) -> bool:
        """Whether a title ends as those of ladders do: `Design career`, `QA seniority levels`."""
        return f" {' '.join(_WORD.findall(title.casefold()))}".endswith(self._ladders)

    def name_within(self, title: str) -> str | None:
        """Return the name inside the words that surround it in titles of articles and adverts: `What does a
        Baker do?`
        """
        folded = title.lower()
        for begin, end in self._around if folded.startswith(self._around_begin) else ():
            if folded.startswith(begin):
                at = folded.find(end, len(begin)) if end else len(title)
                name = title[len(begin) : at].strip(BESIDE_NAMES) if at > 0 else ""
                if name:
                    return name
        return None

    def without_weak(self, title: str) -> str:
        """A title without a word behind it that other names have too: `Baker path`."""
        folded = title.casefold()
        if not folded.endswith(self._weak):
            return title.strip(BESIDE_NAMES)
        found = next(phrase for phrase in self._weak if folded.endswith(phrase))
        return title[: len(title) - len(found)].strip(BESIDE_NAMES)

    def has_template(self, title: str) -> bool:
        """Whether a title has words that say what kind of page it is: several, or one before a colon. A single one
        has other meanings too: `Job description: Baker`, `Roles: Baker`, but not `Severity levels`."""
        rest = self.without_template(title)
        words = title.removesuffix(rest) if rest else title
        return rest != title and (len(title.split()) - len(rest.split()) > 1 or ":" in words or is_spaceless(title))

    def without_template(self, title: str) -> str:
        """A title without words that say only what kind of page it is; empty if nothing else is left."""
        while True:
            shorter = self._shorter(title)
            if shorter == title:
                return title
            title = shorter

    def _shorter(self, title: str) -> str:
        folded = title.casefold()
        for phrase in self._before if folded.startswith(self._before) else ():
            rest = title[len(phrase) :]
            if folded.startswith(phrase) and not (rest[:1].isalnum() or self._goes_on(title, rest)):
                return rest.strip(BESIDE_NAMES)
        bare = folded.rpartition(" [" if folded.endswith("]") else " (")[0] if folded.endswith(("]", ")")) else folded
        for phrase in self._behind if bare.endswith(self._behind) else ():
            if bare.endswith(phrase) and (is_spaceless(phrase) or not bare[: -len(phrase)][-1:].isalnum()):
                return title[: len(bare) - len(phrase)].strip(BESIDE_NAMES)
        for joint in _JOINTS:  # `Harbour career framework: Senior Pilot`
            kind, found, name = title.partition(joint)
            if found and name.strip() and self._is_kind_of_page(kind.casefold()):
                return name.strip(BESIDE_NAMES)
        return title

    def _goes_on(self, title: str, rest: str) -> bool:
        """Whether the words behind a template go on with it, so that they are no name: `Roles and duties`. Those behind
        `Hiring a baker` are one."""
        if rest.lstrip().startswith("&"):
            return True
        last = rest.casefold().rpartition(" ")[2].rstrip("!")
        return title[:1].isupper() and rest[:1] == " " and rest[1:2].islower() and not self.ends(last)

    def _is_kind_of_page(self, text: str) -> bool:
        """Return whether a text ends with the words for a kind of page, with its subject before them."""
        return text.endswith(self._behind) and any(
            text.endswith(phrase) and (is_spaceless(phrase) or not text[: -len(phrase)][-1:].isalnum())
            for phrase in self._behind
        )


def _longest_first(phrases: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _without_share(name: str) -> str:
    """A name without the share of full hours behind it: `Bäcker 80 - 100%`, `Bäcker (80 %)`."""
    if not name.rstrip(")").endswith(_SHARE):
        return name
    words = name.split()
    while words and words[-1].strip(_OF_SHARE) in ("", *DASHES):
        last = words.pop()
        if last[:1] == "(" or (last[:1].isdecimal() and words and words[-1] not in DASHES):
            break
    return " ".join(words)

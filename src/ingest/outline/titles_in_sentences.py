"""Names of roles in sentences, for pages that no line names: `We are looking for an experienced Baker who …`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.blocks import Block, BulletList, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.genders import INCLUSIVE, mark_of_genders
from ingest.outline.role_names import is_role_name
from ingest.outline.stated_titles import FARTHEST
from ingest.punctuation import CLAUSE_ENDS, COMMAS, LONG_DASHES, STOPS
from ingest.text.normalise import without_links

FARTHEST_WORDS = 14  # behind a call
MOST_WORDS = 8  # of a name
LEAST_WORDS = 2  # of one that stands before its verb, or in small letters
LONGEST_JOINT = 3  # letters of a word in small letters inside a name: `of`, `and`
_BUT_COMMAS = (*CLAUSE_ENDS, *LONG_DASHES, "(", "[", " - ", " | ")
_ENDS = (*_BUT_COMMAS, *COMMAS)  # no name in a sentence goes on behind these
_JOINTS = ("&", "/")
_STOPS = tuple(f"{stop} " for stop in STOPS)


def title_in_text(blocks: Sequence[Block], grammars: Grammars) -> Paragraph | None:
    """The name of a role that the page's text is about, with the lines that say it: behind words that look for somebody
    or say what somebody is, `is seeking a`, `as our`; else before the verb of a sentence: `The Night Baker bakes …`.

    A name has capitals, or begins with the word of a role as French names do; one in small letters has two words, and
    the page says it twice, or a call has nothing before it but words for how the one is who is looked for. A duty such
    as `Serves as …` names none.
    """
    is_of_somebody = grammars.words.opening_verbs.tell_what_somebody_does
    texts = [
        (block, " ".join(without_links(block.text).replace("*", "").split()))
        for block in blocks[:FARTHEST]
        if isinstance(block, Heading | Paragraph) and not is_of_somebody(block.text)
    ]
    items = (item.text for block in blocks[:FARTHEST] if isinstance(block, BulletList) for item in block.items)
    page = " ".join([*(text for _, text in texts), *items]).casefold()
    for find in (_marked, _called, _before_verb, _sought):
        for block, text in texts:
            names = (name for name in find(text, page, grammars) if not grammars.words.calls.is_of_other(name))
            if (name := next(names, None)) is not None:
                return Paragraph(f"{name[0].upper()}{name[1:]}", block.start, block.end)
    return None


def _marked(text: str, page: str, grammars: Grammars) -> Iterator[str]:
    """The names of roles that a mark for several genders ends, behind words that look for somebody and the last word
    for one of a kind: `suchen ab Mai einen Matrosen im Hafen (m/w/d)`."""
    calls = grammars.words.calls
    for behind in calls.behind(text):
        mark = mark_of_genders(behind)
        if mark is None:
            continue
        said, *more = _parts(behind[: mark.start()], CLAUSE_ENDS)
        words = said.split()
        last = max((at for at, word in enumerate(words, 1) if calls.is_one(word.casefold())), default=0)
        name = words[next((at for at in range(last, len(words)) if _may_begin(words[at], grammars)), len(words)) :]
        is_near = (last > 0 or name == words) and len(words) <= FARTHEST_WORDS  # `suchen ab Mai Leute (m/w/d)`
        if is_near and not more and 0 < len(name) <= MOST_WORDS and not calls.is_of_other(" ".join(name)):
            yield " ".join((*name, mark[0]))


def _may_begin(word: str, grammars: Grammars) -> bool:
    """Whether a name may begin with a word: one with a capital, or one of a role, `chargé(e)`."""
    return _is_capital(word) or grammars.words.roles.begins(INCLUSIVE.sub("", word.casefold()))


def _called(text: str, page: str, grammars: Grammars) -> Iterator[str]:
    """The names of roles behind words that call somebody one."""
    for behind in grammars.words.calls.behind(text):
        spelled = grammars.words.roles.spelled(behind)
        said = _parts(spelled, _ENDS)[0]
        words = said.split()[:FARTHEST_WORDS]
        called = _parts(spelled, _BUT_COMMAS)[0].split()[:FARTHEST_WORDS] if said.islower() else words
        name = _name(called, grammars)  # `a careful, quiet Baker`
        if name is not None:
            yield name
            continue
        words = _up_to_joint(words, grammars)
        if words and len(words) <= MOST_WORDS and grammars.words.roles.begins(words[0].casefold()):
            yield " ".join(words)  # `développeur Full Stack`
        else:
            yield from _repeated(words, page, grammars)


def _before_verb(text: str, page: str, grammars: Grammars) -> Iterator[str]:
    """The names of roles that sentences begin with, an article before them and more behind them."""
    for sentence in _parts(text, _STOPS):
        article, _, rest = sentence.partition(" ")
        if not grammars.words.calls.is_article(article.casefold()):
            continue
        name = _name(_parts(rest, _ENDS)[0].split(), grammars)
        if name is not None and len(name.split()) >= LEAST_WORDS and rest.startswith((f"{name} ", f"{name}, ")):
            yield name


def _sought(text: str, page: str, grammars: Grammars) -> Iterator[str]:
    """The names of roles in small letters right behind words that look for somebody, and behind words for how the one
    is: `seeking an experienced, reliable night baker`."""
    calls = grammars.words.calls
    for behind in calls.behind(text):
        words = _parts(grammars.words.roles.spelled(behind), (*CLAUSE_ENDS, "(", "["))[0].split()[:FARTHEST_WORDS]
        first = next((at for at, word in enumerate(words) if not _is_beside(word.casefold(), at, words, grammars)), 0)
        words = _up_to_joint(_parts(" ".join(words[first:]), COMMAS)[0].split(), grammars)
        name = " ".join(words)
        if LEAST_WORDS <= len(words) <= MOST_WORDS and is_role_name(f"{name[0].upper()}{name[1:]}", grammars):
            yield name


def _is_beside(word: str, at: int, words: Sequence[str], grammars: Grammars) -> bool:
    """Whether a word says nothing of the role that is looked for: an article, a quality, or what joins two of these."""
    calls = grammars.words.calls
    if calls.is_article(word) or calls.is_quality(word.rstrip("".join(COMMAS))):
        return True
    return len(word) <= LONGEST_JOINT and calls.is_quality(words[at + 1].casefold()) if at + 1 < len(words) else False


def _parts(text: str, ends: Sequence[str]) -> list[str]:
    for end in ends:
        text = text.replace(end, "\n")
    return text.split("\n")


def _up_to_joint(words: Sequence[str], grammars: Grammars) -> list[str]:
    """The words up to one that goes on behind a name: `to`, `who`."""
    joint = next((i for i, word in enumerate(words) if grammars.words.calls.goes_on(word.casefold())), len(words))
    return list(words[:joint])


def _name(words: Sequence[str], grammars: Grammars) -> str | None:
    """The first run of words with capitals that is the name of a role."""
    for run in _runs(words, grammars):
        for end in range(min(len(run), MOST_WORDS), 0, -1):
            name = " ".join(run[:end])
            if _is_capital(run[end - 1]) and run[end - 1] not in _JOINTS and is_role_name(name, grammars):
                return name
    return None


def _runs(words: Iterable[str], grammars: Grammars) -> Iterator[list[str]]:
    """Runs of words with capitals; short words in small letters may be inside them."""
    run: list[str] = []
    for word in words:
        if _is_capital(word) or (run and _may_join(word, grammars)):
            run.append(word)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _may_join(word: str, grammars: Grammars) -> bool:
    return word.islower() and len(word) <= LONGEST_JOINT and not grammars.words.calls.goes_on(word)


def _is_capital(word: str) -> bool:
    """Whether a word has capitals or figures, `iOS` too, or joins two that have."""
    return word in _JOINTS or (not word.islower() and any(map(str.isalnum, word)))


def _repeated(words: Sequence[str], page: str, grammars: Grammars) -> Iterator[str]:
    """The longest name of a role in small letters that the words end with and the page says again."""
    for start in range(len(words) - LEAST_WORDS + 1):
        name = " ".join(words[start:])
        is_said_again = len(words[start]) > LONGEST_JOINT and page.count(name.casefold()) > 1
        if is_said_again and is_role_name(f"{name[0].upper()}{name[1:]}", grammars):
            yield name
            return

"""Whether a heading names a role or a level, and what is left of the name without the words of a level."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ingest.grammar import Grammars
from ingest.grammar.folding import without_numbering
from ingest.grammar.genders import INCLUSIVE, is_of_genders
from ingest.grammar.level_notation import LevelNotation
from ingest.grammar.whole_words import has_spaceless
from ingest.grammar_terminals import LEVEL_CODE, RANK
from ingest.lazy_patterns import rare
from ingest.outline.model import LevelMark
from ingest.punctuation import BESIDE_NAMES, COLON, COLONS, DASH, DIVIDERS, SPACED_DASHES, STEPS
from ingest.text.normalise import fits, without_links
from ingest.text.sentences import has_clause

_CACHE = 4096
NAME_WIDTH = 80  # columns of a role's name
MOST_WORDS = 10
MOST_BESIDE_ROLE = 2  # words of a level beside the name of a role,
MOST_OF_TRACK = 2  # and of one that is no role's
MOST_LEVEL_WORDS = 3  # of a level that no scheme knows
LEAST_CLASS_CODE = 4  # letters and digits of a code behind a name
_BREAKS = ("<br>", "<br/>", "<br />", "</br>")  # tags of line breaks in a name
_CLASSES = frozenset("abcde")  # letters of classes
# What is beside a name: `(CO)`, emphasis, attributes; no mark before another gender, `Bäcker*in`.
_BESIDE = rare(r"\s*[(（\[【].*?[)）\]】]\s*|(?<![^\W\d_])[*_`]+|[*_`]+(?!(?:in|innen)\b)|\{[^{}]*\}")
_SIGNS_BESIDE = frozenset("(（[【*_`{")  # one of which all of that has
_TAIL = rare(rf"\s+[{DASH}{DIVIDERS}]\s+|(?:,|{COLON})\s+|\s/\s")
_OF = rare(r"\s(?:of|for|to|in|at|@|via|im|in der|für|der|des|de la|del|de|du|d'|en|with)\s")
_TOKEN = rare(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_STEM, _LEAST_STEM = 6, 3  # letters of a word that its other forms share, or two thirds of a long one
_HIRAGANA = ("\u3041", "\u309f")  # the first and the last letter
_NUMBER = rare(rf"(?:{RANK}|[IVX]{{1,4}}|{LEVEL_CODE})$")


@lru_cache(maxsize=_CACHE)
def plain_name(text: str) -> str:
    """A heading as a name: links as their texts, what is in brackets and all emphasis left out."""
    name = without_links(text)
    name = name if _SIGNS_BESIDE.isdisjoint(name) else _BESIDE.sub(" ", name)
    return without_numbering(" ".join(name.split()).strip(f"{BESIDE_NAMES},"))


@lru_cache(maxsize=_CACHE)
def is_role_name(text: str, grammars: Grammars) -> bool:
    """Return whether a heading has the form and the words of a role's name, or marks itself as one for all genders.

    Examples: `Senior Data Engineer`, `Head of Nursing`; `Küchenhilfe (m/w/d)`.
    """
    roles = grammars.words.roles
    tokens = _head(roles.spelled(text))
    if not tokens and text[:1].islower() and is_of_genders(text, roles):  # `staatlich geprüfte Fachkraft (m/w/d)`
        tokens = _head(f"{text[0].upper()}{text[1:]}")
    if not tokens or roles.joins(tokens[0]):
        return False
    begins = roles.begins(tokens[0]) and not roles.are_group(tokens[-1])
    if begins or roles.ends(tokens[-1]) or is_of_genders(text, roles):
        return True
    if not text.isascii() and _ends_in_another_script(text, tokens, grammars):
        return True
    return " / " in text and is_role_name(text.rpartition(" / ")[2], grammars)  # `Field / Park Ranger`


def _ends_in_another_script(text: str, tokens: Sequence[str], grammars: Grammars) -> bool:
    """Whether a name is said in two languages, `Office Clerk 行政專員`; `… の採用` is about hiring one."""
    spaced = [token for token in tokens if not has_spaceless(token)]
    if not 1 < len(spaced) < len(tokens) or any(_HIRAGANA[0] <= letter <= _HIRAGANA[1] for letter in text):
        return False
    return grammars.words.roles.ends(spaced[-1])


def begins_with_role(text: str, grammars: Grammars) -> bool:
    """Whether a long text begins with the name of a role, and says behind it for whom or where: `Head of the …`."""
    name = plain_name(text)
    head = _OF.split(_TAIL.split(name)[0])[0]
    is_duty = grammars.words.opening_verbs.begins(
        head, "responsibilities"
    )  # `Work with skippers to bring their boats in`
    return head != name and is_role_name(head, grammars) and not is_duty


def is_shaped_as_name(text: str) -> bool:
    """Whether a heading is short, and no sentence."""
    return bool(_head(text))


def mentions_role(text: str, title: str | None, grammars: Grammars) -> bool:
    """Whether a text names the role of a title, or speaks of one."""
    roles = grammars.words.roles
    if roles.are_mentioned(text):
        return True
    tokens = [token.casefold() for token in _TOKEN.findall(plain_name(title or ""))]
    names = [token for token in tokens if roles.may_end(token) or roles.begins(token)]
    stems = tuple(token[: max(_STEM, 2 * len(token) // 3)] for token in names or tokens if len(token) >= _LEAST_STEM)
    initials = "".join(token[0] for token in tokens).upper()  # `CEO`
    return bool(stems) and any(
        token.casefold().startswith(stems) or (len(initials) > 2 and token == initials)
        for token in _TOKEN.findall(text)
    )


def may_name_role(text: str, grammars: Grammars) -> bool:
    """Whether a heading ends as names of roles may, and as other words do: `Lock Keeper`, `Order`."""
    tokens = _head(text)
    roles = grammars.words.roles
    return bool(tokens) and roles.may_end(tokens[-1]) and not roles.joins(tokens[0])


def names_several(text: str, grammars: Grammars) -> bool:
    """Whether the name of a role is that of those who hold it: `Data Engineers`."""
    tokens = _head(text)
    return bool(tokens) and grammars.words.roles.are_several(tokens[-1])


def names_group(text: str, grammars: Grammars) -> bool:
    """Whether a heading is the name of several people together, or of what is there for them: `Design team`."""
    tokens = _head(text)
    return bool(tokens) and grammars.words.roles.are_group(tokens[-1])


def is_of_something(text: str, grammars: Grammars) -> bool:
    """Whether a heading is the name of a role and of what it is for: `Director of Policy`, `Vice President, Policy`."""
    head = _OF.split(text, 1)[0].partition(", ")[0]
    return head != text and is_role_name(head, grammars)


def head_word(text: str) -> str:
    """The last word of a name before `of`, a comma or a dash, in small letters: `director` of `Director of Nursing`."""
    return next(reversed(_head(text)), "")


@lru_cache(maxsize=_CACHE)
def _head(text: str) -> Sequence[str]:
    """The words of a name, in small letters, up to `of`, a comma or a dash; none where the text is no name.

    Asked several times of one heading: as a title, as an opener, among its siblings.
    """
    name = plain_name(text)
    if not name or not fits(name, NAME_WIDTH) or has_clause(name) or name.split()[0].islower():
        return []
    if len(name.split()) > MOST_WORDS or states_step(name):
        return []
    gendered = INCLUSIVE.search(name)
    if gendered and gendered[0].endswith("in") and name[gendered.end() :].startswith(" "):
        name = name[: gendered.start()]  # `Leiter*in Küche` is one of a kitchen
    name = INCLUSIVE.sub("", name) if gendered else name
    tokens = [token.casefold() for token in _TOKEN.findall(_OF.split(_TAIL.split(name)[0])[0])]
    while len(tokens) > 1 and (_NUMBER.match(tokens[-1].upper()) or _is_class_code(tokens[-1])):
        tokens.pop()
    return tokens


@lru_cache(maxsize=_CACHE)
def level_of(text: str, grammars: Grammars) -> LevelMark | None:
    """The level that a heading is the label of: `P2`, `Level 3`, `Band 6 — Nurse`, `Level P2: Analyst`, `Junior level
    (0-3 years)`."""
    name = " ".join(without_links(text).strip("*_` ").rstrip(f"{BESIDE_NAMES}.").split())
    if not name or not fits(name, NAME_WIDTH):
        return None
    notation = grammars.heading_level(name) or _beside_role(name, grammars)
    if notation is None and name.endswith(")"):
        bare = _without_years(name, grammars) or name
        notation = grammars.heading_level(bare) if bare != name else None
    if notation is None or states_step(name) or _is_code_of_other(notation, name, grammars):
        return None
    return LevelMark(notation.label, notation.code, _without_years(notation.name, grammars), 0, 0)


def states_step(text: str) -> bool:
    """Whether a text says what becomes of something, and names neither a role nor a level: `L1 → L2`."""
    return any(step in text for step in STEPS)


def _is_code_of_other(notation: LevelNotation, text: str, grammars: Grammars) -> bool:
    """Whether letters and a number in brackets, of no ladder that is known, are the code of something else than a rank:
    of a competency, in `Storytelling (C1)`."""
    name = notation.name
    if name is None or notation.scheme is not None or notation.track is None or not text.endswith(")"):
        return False
    is_rank = level_words(name, grammars) is not None or grammars.words.is_of_scale(name)
    return not is_rank and not is_role_name(name, grammars)


def _beside_role(name: str, grammars: Grammars) -> LevelNotation | None:
    """The level right before or behind the name of a role, in one word or two: `Level 2 Charge Nurse`, `[L3] Baker`,
    `GS-7 Ranger`, `Nurse Level II`. What stands behind a code with a dash may be any name, `GS-5 Park Guide`, and so
    may two words before a level: `Office support Level 1`."""
    words = name.replace("[", "").replace("]", "").split() if "[" not in name[1:] else []
    for width in range(1, min(MOST_BESIDE_ROLE, len(words) - 1) + 1):
        for found, others in ((words[:width], words[width:]), (words[-width:], words[:-width])):
            label, role = " ".join(found), " ".join(others)
            if not (label[-1].isdecimal() or (width > 1 and _NUMBER.match(found[-1]))):
                continue
            is_before = others == words[width:]
            is_track = width > 1 and not is_before and len(others) <= MOST_OF_TRACK and label[0].isupper()
            is_name = is_shaped_as_name(role) and (is_track or ("-" in label and is_before))
            notation = grammars.heading_level(label) if is_name or is_role_name(role, grammars) else None
            if notation is not None and notation.label == label and (width > 1 or notation.scheme is not None):
                return notation._replace(name=role)
    return None


def _without_years(name: str | None, grammars: Grammars) -> str | None:
    """A name without the years that brackets behind it ask for: `Baker (2-4 years)`."""
    bare, bracket, inside = (name or "").rpartition(" (")
    return bare if bracket and inside.endswith(")") and grammars.experience(inside[:-1]) else name


def base_name(text: str, grammars: Grammars) -> str:
    """A name without the words and numbers of levels, folded: what siblings of a ladder have in common."""
    tokens = [t for t in _TOKEN.findall(plain_name(text)) if not (_NUMBER.match(t) or _is_class_code(t))]
    folded = [token.casefold() for token in tokens]
    return " ".join(token for token in folded if not _is_level_word(token, grammars))


def level_words(text: str, grammars: Grammars) -> str | None:
    """The words of a level in a name, each once, as written: `Senior`, `II`; its codes alone, if it has any: `S5` of
    `S5 = Senior Signaller`. None if it has none. A rank that the name of the role ends with is a part of that, behind
    the words of a level: `Senior Product Manager` is `Senior`.
    """
    tokens = _TOKEN.findall(plain_name(text))
    at = [i for i, t in enumerate(tokens) if _NUMBER.match(t) or _is_level_word(t.casefold(), grammars)]
    if len(at) > 1 and at[-1] - at[-2] > 1 and grammars.words.roles.ends(tokens[at[-1]].casefold()):
        at.pop()
    found = list(dict.fromkeys(tokens[i] for i in at))
    codes = [token for token in found if token[0].isalpha() and token[-1].isdecimal()]
    return " ".join(codes or found) or None


def code_of(label: str, grammars: Grammars) -> str | None:
    """The code of a label that is nothing but a level of a scheme with one: `L3`, `IC2`."""
    notation = grammars.levels.read(label, where="heading")
    return notation.code if notation is not None and notation.label == label else None


@lru_cache(maxsize=_CACHE)
def level_in_cell(text: str, grammars: Grammars) -> LevelMark | None:
    """Return the level that a table's cell names, alone or beside a title: `P2`, `Level 3`, `Lead Baker (L4)`,
    or in several words of levels: `Junior advanced`.
    """
    label = grammars.label(text)
    if label is not None:
        return LevelMark(label.level.code, label.level.code, label.text, 0, 0)
    mark = level_of(text, grammars)
    if mark is not None or not fits(text, NAME_WIDTH) or states_step(text):
        return mark
    plain = plain_emphasis(text)
    name, notation = grammars.levels.split_title(plain)
    if notation is not None:
        if _is_code_of_other(notation._replace(name=name), plain, grammars):
            return None
        return LevelMark(notation.label, notation.code, name or None, 0, 0)
    words = plain.replace("/", " ").split()  # `Junior/Middle` too
    if 1 < len(words) <= MOST_LEVEL_WORDS and all(_is_level_word(word.casefold(), grammars) for word in words):
        return LevelMark(plain, None, None, 0, 0)
    return None


def without_breaks(text: str) -> str:
    """A text with a blank for each tag of a line break."""
    for tag in _BREAKS if "br" in text else ():
        text = text.replace(tag, " ")
    return text


@lru_cache(maxsize=_CACHE)
def plain_emphasis(text: str) -> str:
    """A text on one line, without links and emphasis."""
    return " ".join(without_links(without_breaks(text)).replace("**", "").replace("__", "").split()).strip("*_` ")


def cut_at_joint(text: str) -> tuple[str, str]:
    """A text at its first colon or spaced dash: the name before it, and what is said behind it; all of it where there
    is none."""
    joints = [(at, joint) for joint in (*COLONS, *SPACED_DASHES) if (at := text.find(joint)) > 0]
    at, joint = min(joints, default=(len(text), ""))
    return text[:at], text[at + len(joint) :].strip()


def _is_class_code(token: str) -> bool:
    """Whether a word is the code that lists of classes put behind a name: `G3A2TX`, `4901`, or a letter: `Clerk A`."""
    return token in _CLASSES or (len(token) >= LEAST_CLASS_CODE and sum(map(str.isdigit, token)) > 1)


def _is_level_word(token: str, grammars: Grammars) -> bool:
    return grammars.words.level_name(token) is not None

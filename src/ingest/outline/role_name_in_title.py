"""The name of the role in a title: without code, site, employer, and words for the kind of page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile
from unicodedata import category

from ingest.blocks import Block, Heading, Paragraph
from ingest.blocks.headings import heading_text
from ingest.grammar import Grammars
from ingest.grammar.folding import without_numbering
from ingest.grammar.whole_words import has_spaceless
from ingest.lazy_patterns import rare
from ingest.outline.role_names import begins_with_role, is_role_name, plain_name, without_breaks
from ingest.punctuation import DASH, SPACED_DASHES, STOPS
from ingest.text.normalise import fits, without_links

_SITE = rare(r"\s+(?:[|·»>]|//)\s+|\s*｜\s*")  # between the names of a page and of its site, or of pages above it
# `72200 - Electricians`
_CODE = rare(rf"(?:[A-Z]{{0,4}}\d[\d.:-]*\d|\d{{3,}})\s*(?:[{DASH}:.]\s*|\s+)(?=[^\W\d])")
_GENDERED = ("_in", "_innen")  # `Bäcker_in`
LONG_TITLE = 160  # columns of a title, wrapped lines joined
LEAST_OF_REMARK = 3  # words
_TIMES = ("x ", "X ", "× ")  # between the number of posts and their name
_PATHS = (">", "//")
_SLASH = " / "
_BEFORE, _BEHIND = {"[": "] ", "【": "】"}, {")": " (", "）": "（"}  # what ends and begins a remark beside a name
_AFTER = ": "  # what a page is called, and then the role: `Guidance for staff: Baker`
_EMPLOYER = rare(rf"\s+(?:at|@|bei|chez)\s+(?:the\s+)?[^\W\d_a-z][^{STOPS}]*$")
_SYMBOLS = rare(rf"^[^\w([{{\"'«„“（【「『]+|[^\w)\]}}{STOPS}%\"'»“”*）】」』]+$")  # emoji and rules beside a title

_BESIDE_SITE = rare(r"([^|]+?)\s+\|\s+[^\W\d][^|]*$")  # `Baker — P2 | Bakery Guild Ltd.`
_QUOTED = ("„“", "“”", "«»", '""')
_PICTURES = ("So", "Sk", "Mn", "Cf")  # a picture, its colour, its variant, and what joins two

CACHE = 4096  # titles, each asked about several times on its page


def title_text(text: str, grammars: Grammars) -> str:
    """A title line without emphasis, links as their texts, and without the name of the site behind a bar."""
    plain = _without_pictures(grammars.plain(heading_text(text, grammars)).strip("*_` ").strip())
    plain = without_site_name(plain)
    return plain[1:-1] if len(plain) > 1 and plain[0] + plain[-1] in _QUOTED else plain


def _without_pictures(text: str) -> str:
    """A title without the emoji in front of it, which hide a level there: `🧵 L2 Weaver`."""
    if text[:1].isascii():
        return text
    first = next((at for at, sign in enumerate(text) if category(sign) not in _PICTURES), 0)
    return text[first:].lstrip() or text


def without_site_name(text: str) -> str:
    """A title without the name of the site behind a bar."""
    beside = _BESIDE_SITE.match(text) if "|" in text else None
    return beside[1] if beside else text


@lru_cache(maxsize=CACHE)
def clean_title(text: str, grammars: Grammars) -> str:
    """Return a title without emphasis, links, its code, emoji, the name of the site, and the words that
    surround a role's name in articles and adverts.
    """
    plain = " ".join(without_links(without_breaks(text)).split()).strip("*_`# ")
    if " " not in plain and not plain.endswith(_GENDERED):
        plain = plain.replace("_", " ")  # `Night_Baker`, of the name of a file
    plain = _without_count(_without_site(_without_key(plain, grammars), grammars))
    plain = name_within(plain, grammars) or plain
    code = _CODE.match(plain)
    plain = _without_code_behind(plain[code.end() :] if code else plain)
    bare = _SYMBOLS.sub("", without_numbering(plain)).strip() or plain
    return f".{bare}" if plain.startswith(f".{bare}") else bare  # `.NET developer`


def _without_key(title: str, grammars: Grammars) -> str:
    """A title without its key, which scripts that do not part words write before a blank: `職種 水門の番人`."""
    key, _, name = title.partition(" ")
    is_key = bool(name) and has_spaceless(key) and grammars.words.fact_key(key) == "title"
    return name if is_key else title


def _without_code_behind(title: str) -> str:
    """A title without a number that a sign marks as one: `Baker (#3556)`, `Baker POS#12`."""
    name, _, last = title.rpartition(" ")
    letters, sign, number = last.strip("()[]").partition("#")
    return name if sign and number[:1].isdecimal() and (not letters or letters.isalpha()) else title


def _without_count(title: str) -> str:
    """A title without the number of posts before it: `2 x Porter`, `3x Nurse`."""
    first, _, rest = title.partition(" ")
    if first.isdecimal() and rest.startswith(_TIMES):
        rest = rest[2:]
    elif not first[:-1].isdecimal() or f"{first[-1]} " not in _TIMES:
        return title
    return rest if rest[:1].isalpha() else title


def _without_site(text: str, grammars: Grammars) -> str:
    """The one part of a title that names a role; else the first, but all of it where it is a path of pages."""
    parts = _SITE.split(text)
    if len(parts) == 1:
        return text
    roles = [part for part in parts if is_role_name(part, grammars)]
    is_path = any(f" {mark} " in text for mark in _PATHS)
    return roles[0] if len(roles) == 1 else text if is_path else parts[0]


def name_within(text: str, grammars: Grammars) -> str | None:
    """The name of a role among the words that titles of articles and adverts have around it."""
    name = grammars.words.roles.name_within(text)
    if name is None:
        return None
    parts = (name, name.partition(" - ")[2])  # `G3A - Baker`
    return next((part for part in parts if is_role_name(part, grammars)), None)


@lru_cache(maxsize=CACHE)
def role_name(title: str, grammars: Grammars) -> str:
    """A title without words that say only what kind of page it is, or whose, and without what stands behind a dash:
    `Job Description: Baker`, `Baker Framework`, `Bath City Council - Baker`, `Baker - part time`."""
    roles = grammars.words.roles
    plain = roles.without_template(title.rstrip("! ")) or title
    if plain != title and plain[:1].islower() and title[:1].isupper():  # `We're hiring a baker!`
        plain = f"{plain[:1].upper()}{plain[1:]}"
    rest = roles.without_weak(roles.without_template(without_employer(plain, grammars)))
    plain = rest if is_role_name(rest, grammars) else plain
    _, _, name = plain.partition(_AFTER)
    if is_role_name(name, grammars):
        plain = name.strip()
    plain = only_role(plain, SPACED_DASHES, grammars) or plain
    return _without_asides(_called(plain, grammars) or plain, grammars)


def _called(title: str, grammars: Grammars) -> str | None:
    """The name of a role behind the words of a title that look for somebody: `Crust & Sons is looking for a baker`."""
    if is_name_in_title(title, grammars):
        return None
    calls = grammars.words.calls
    for behind in reversed(calls.behind(title)):
        name = " ".join(dropwhile(lambda word: calls.is_article(word) or calls.is_one(word), behind.split()))
        if name and is_name_in_title(name := f"{name[0].upper()}{name[1:]}", grammars):
            return name
    return None


def _without_asides(name: str, grammars: Grammars) -> str:
    """A name without an article before it, and without words beside it for where or when one works: `Baker, remote`,
    `[remote] Baker`; in brackets any remark is beside the name, `Baker (fresh from school)`, and so are a number and a
    post's state."""
    before, joint, aside = name.rpartition(_SLASH if _SLASH in name else ", ")
    is_beside = grammars.words.roles.is_aside(aside)
    if (end := _BEFORE.get(name[:1])) and end in name:
        aside, joint, before = name[1:].partition(end)
        is_beside = grammars.words.roles.is_aside(aside)
    elif begin := _BEHIND.get(name.rstrip(".")[-1:]):
        before, joint, aside = name.rstrip(".")[:-1].rpartition(begin)
        is_beside = all(map(grammars.words.roles.is_aside, aside.split(", "))) or _is_remark(aside)
    if joint and is_beside and is_name_in_title(before, grammars):
        return _without_asides(before, grammars)
    if (before := grammars.words.roles.without_time(name)) != name and is_name_in_title(before, grammars):
        return _without_asides(before, grammars)
    article, _, rest = name.partition(" ")
    is_article = grammars.words.calls.is_article(article.casefold()) and is_role_name(rest, grammars)
    return rest if is_article else name


def _is_remark(aside: str) -> bool:
    """Whether what is in brackets is a number, `#12`, `x2`, several words with one, of hours or posts, `37 hours per
    week`, or several words that begin small: `fresh from school`."""
    first, *others = aside.split() or ("",)
    is_counted = bool(others) and first.replace(".", "").isdecimal()
    is_counted = (
        is_counted
        or (len(others) > 1 and any(map(str.isdecimal, others)))
        or (first[:1] in "x×" and first[1:].isdecimal())
    )
    return aside.lstrip("#").isdecimal() or is_counted or (first[:1].islower() and len(others) + 1 >= LEAST_OF_REMARK)


def only_role(text: str, joints: Sequence[str], grammars: Grammars) -> str | None:
    """The one part of a title that names a role, of several between joints: `Baker` of `Crust & Sons - Baker` and of
    `Baker - Bath - nights`; none where no part or several do, nor of a document with a number: `Memo 7 - Baker`."""
    for joint in joints:
        text = text.replace(joint, "\n")
    first, *others = text.split("\n")
    if not others or first.rstrip()[-1:].isdecimal():
        return None
    roles = [part.strip() for part in (first, *others) if is_name_in_title(part, grammars)]
    return roles[0] if len(roles) == 1 else None


@lru_cache(maxsize=CACHE)
def without_employer(name: str, grammars: Grammars) -> str:
    """The name of a role without that of the employer beside it: `Baker at Crust & Sons`, `Baker - City of Bath`, `City
    of Bath, Baker`."""
    found = _EMPLOYER.search(name)
    bare = name[: found.start()] if found else _beside_employer(name, grammars)
    is_sure = found is not None and "@" in found[0]  # no name goes on behind it
    return bare if is_sure or is_role_name(bare, grammars) else name


def _beside_employer(name: str, grammars: Grammars) -> str:
    """What stands before a dash or comma and the name of an organisation, or behind one and a comma."""
    is_employer = grammars.words.roles.is_employer
    for joint in SPACED_DASHES:
        before, dash, employer = name.rpartition(joint)
        if dash and is_employer(employer):
            return before
    before, _, behind = name.partition(", ")
    if is_employer(before):
        return behind
    return before if any(map(is_employer, behind.split(", "))) else name


def are_same(one: str, other: str, grammars: Grammars) -> bool:
    """Whether two titles name one role: one says no more than the other, less the level and the kind of page."""
    return is_within_other(core_of(one, grammars), core_of(other, grammars))


def core_of(text: str, grammars: Grammars) -> str:
    """A title as it is compared: in small letters, without words for the kind of page and brackets."""
    return plain_name(role_name(clean_title(text, grammars), grammars)).casefold()


def is_within_other(one: str, other: str) -> bool:
    """Whether one of two titles, as they are compared, says no more than the other."""
    return bool(one and other) and (one in other or other in one)


def names_role(block: Block, grammars: Grammars) -> bool:
    """Whether a line, less its template, is the name of a role."""
    if not isinstance(block, Heading | Paragraph):
        return False
    return is_name_in_title(role_name(clean_title(block.text, grammars), grammars), grammars)


@lru_cache(maxsize=CACHE)
def is_name_in_title(text: str, grammars: Grammars) -> bool:
    """Whether a title, less its template, is the name of a role, a long one too; and no sentence about those who hold
    it: `Our new Baker`."""
    is_named = is_role_name(text, grammars) or (fits(text, LONG_TITLE) and begins_with_role(text, grammars))
    return is_named and not grammars.words.roles.addresses(text)


def depth_of(block: Block) -> int | None:
    """The depth of a heading; none of one without a mark, and of other blocks."""
    return block.depth if isinstance(block, Heading) else None
